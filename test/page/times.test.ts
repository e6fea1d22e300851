/** Moments as the page writes them, in the zones of Indonesia and in stranger ones. */
import { expect, it } from 'vitest';
import { timesOf } from '../../src/page/times.ts';

const HOUR = 3_600_000;
/** 22:30 in Jakarta, half past midnight in Jayapura. */
const AT = Date.UTC(2026, 10, 27, 15, 30);

it.each([
  ['id', 'Asia/Jakarta', 'Jum, 27 Nov 22.30 WIB'],
  ['en', 'Asia/Jakarta', 'Fri 27 Nov 22:30 WIB'],
  ['id', 'Asia/Makassar', 'Jum, 27 Nov 23.30 WITA'],
  ['en', 'Asia/Jayapura', 'Sat 28 Nov 00:30 WIT'],
  ['en', 'Europe/London', 'Fri 27 Nov 15:30 GMT'],
] as const)('%s in %s', (language, zone, written) => {
  const times = timesOf(language, zone);
  expect(`${times.day(AT)} ${times.clock(AT)} ${times.zone(AT)}`).toBe(written);
});

it('a day of the calendar is that day in every zone', () => {
  for (const zone of ['Pacific/Kiritimati', 'Pacific/Pago_Pago', 'Asia/Jakarta'])
    expect(timesOf('id', zone).date('2026-11-28', true)).toBe('28/11');
});

it.each([
  ['whole hours', 'Asia/Jakarta', 0, 3, 10, ['23:00', '00:00', '01:00']],
  ['every other hour where there is no room', 'Asia/Jakarta', 0, 7, 4, ['00:00', '02:00', '04:00']],
  ['hours of a zone that is half an hour off', 'Asia/Kolkata', 0, 2, 10, ['21:00', '22:00', '23:00']],
  ['none in half an hour', 'Asia/Jakarta', 0.01, 0.4, 10, []],
])('marks of the time line: %s', (_, zone, from, to, most, written) => {
  const times = timesOf('en', zone);
  expect(times.hours(AT + from * HOUR, AT + to * HOUR, most).map(times.clock)).toEqual(written);
});

it('where the clock is put back, no hour is left out', () => {
  const times = timesOf('en', 'Europe/Berlin');
  const night = Date.UTC(2026, 9, 24, 23);
  expect(times.hours(night, night + 4 * HOUR, 10).map(times.clock)).toEqual([
    '01:00',
    '02:00',
    '02:00',
    '03:00',
    '04:00',
  ]);
});
