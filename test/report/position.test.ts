import { describe, expect, it } from 'vitest';
import type { RunEvent } from '../../src/events.ts';
import { jsonEvent } from '../../src/report/json.ts';
import { positionLine, positionOf, START, track } from '../../src/report/position.ts';
import { messagesFor } from '../../src/text/messages-for.ts';
import { A_NIGHT, at, JAKARTA } from '../support/run-events.ts';

/** The line that somebody gets who asks at `time`, after all that was told until then. */
function line(time: string, language: 'en' | 'id', events = A_NIGHT): string {
  return positionLine(asked(time, events), messagesFor(language), at(time), JAKARTA);
}

function asked(time: string, events: readonly (readonly [string, RunEvent])[] = A_NIGHT) {
  const told = events.filter(([when]) => at(when) <= at(time));
  return positionOf(told.reduce((before, [when, event]) => track(before, event, at(when)), START));
}

describe('whoever asks in the night', () => {
  it.each([
    ['00:59:59', 'before anything', 'Now: not reading or sending yet', 'Sekarang: belum mulai membaca atau mengirim'],
    [
      '01:00:01',
      'while a file is read',
      'Now: Reading peserta.xlsx: 1,200 rows (50%)',
      'Sekarang: Membaca peserta.xlsx: 1.200 baris (50%)',
    ],
    [
      '01:00:03',
      'when nothing was answered yet',
      'Now: 0 of 2,300 records delivered, starting',
      'Sekarang: 0 dari 2.300 catatan terkirim, mulai',
    ],
    [
      '01:05:00',
      'while records land',
      'Now: 180 of 2,300 records delivered, 20/min, 1 h 45 min left; server up since 01:00',
      'Sekarang: 180 dari 2.300 catatan terkirim, 20/mnt, sisa 1 jam 45 mnt; server hidup sejak 01.00',
    ],
    [
      '01:30:00',
      'while the server is away',
      'Now: 180 of 2,300 records delivered; server down since 01:12, next try 01:33',
      'Sekarang: 180 dari 2.300 catatan terkirim; server mati sejak 01.12, coba lagi 01.33',
    ],
    [
      '01:54:10',
      'after it came back',
      'Now: 280 of 2,300 records delivered, 1.1/s, 31 min left; server up since 01:54',
      'Sekarang: 280 dari 2.300 catatan terkirim, 1,1/dtk, sisa 31 mnt; server hidup sejak 01.54',
    ],
    [
      '01:54:12',
      'after the summary',
      'Now: what was to be done is done; the run is about to end',
      'Sekarang: pekerjaan sudah selesai; sebentar lagi berhenti',
    ],
  ])('%s, %s', (time, _, en, id) => {
    expect([line(time, 'en'), line(time, 'id')]).toEqual([en, id]);
  });
});

describe('the same for a script', () => {
  it.each([
    ['01:00:01', { event: 'position', phase: 'reading', rows: 1200 }],
    [
      '01:30:00',
      {
        event: 'position',
        phase: 'sending',
        done: 180,
        total: 2300,
        server: 'down',
        since: '2026-11-22T18:12:00.000Z',
        nextTry: '2026-11-22T18:33:00.000Z',
      },
    ],
  ])('%s', (time, expected) => {
    expect(jsonEvent(asked(time), false)).toEqual(expected);
  });

  it('the summary stays the last line', () => {
    expect(jsonEvent(asked('01:54:12'), false)).toBeUndefined();
  });
});
