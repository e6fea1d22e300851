import { describe, expect, it } from 'vitest';
import { dayIn, fixedOffset, timesThere } from '../../src/schedule/zone-times.ts';
import { NOW } from './a-night.ts';

const rows: readonly [string, string, string, readonly string[]][] = [
  ['22:00', 'Asia/Jakarta', 'Asia/Jakarta', ['22:00']],
  ['22:00', 'Asia/Jakarta', 'Etc/UTC', ['15:00']],
  ['06:59', 'Asia/Jakarta', 'Etc/UTC', ['23:59']],
  ['00:00', 'Asia/Makassar', 'Asia/Jakarta', ['23:00']],
  ['22:00', 'Asia/Jakarta', 'America/New_York', ['10:00', '11:00']],
  ['22:00', 'Asia/Jakarta', 'Australia/Lord_Howe', ['01:30', '02:00']],
  ['02:30', 'Europe/Berlin', 'Europe/Paris', ['02:30']],
  ['21:00', 'Europe/Berlin', 'Etc/UTC', ['19:00', '20:00']],
];
it.each(rows)('%s in %s is on a clock in %s: %j', (at, zone, machine, times) => {
  expect(timesThere(at, zone, machine, NOW)).toEqual(times);
});

describe('zones', () => {
  it.each([
    ['Asia/Jakarta', '+07:00'],
    ['Asia/Jayapura', '+09:00'],
    ['Etc/UTC', '+00:00'],
    ['Asia/Kathmandu', '+05:45'],
    ['Europe/Berlin', undefined],
  ])('%s: %s all year', (zone, offset) => {
    expect(fixedOffset(zone, NOW)).toBe(offset);
  });

  it('it is tomorrow in Jayapura', () => {
    expect([dayIn('Asia/Jayapura', NOW), dayIn('Etc/UTC', NOW)]).toEqual(['2026-11-30', '2026-11-29']);
  });
});
