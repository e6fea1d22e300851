import { describe, expect, it } from 'vitest';
import { RunError } from '../../src/errors.ts';
import type { SummaryEvent } from '../../src/events.ts';
import type { ExitCode } from '../../src/exit-codes.ts';
import { type Facts, hear, NOTHING_HEARD, withoutNames } from '../../src/notify/facts.ts';
import { letterOf } from '../../src/notify/letter.ts';
import { toldJson, toldVariables } from '../../src/notify/told-json.ts';
import { messagesFor } from '../../src/text/messages-for.ts';
import { A_NIGHT, at, JAKARTA, summaryOf } from '../support/run-events.ts';

function night(exitCode: ExitCode, more: Partial<Facts> = {}): Facts {
  return {
    run: '3c1169a0-7b50-4c5c-b0f8-0d3b1f0a9f11',
    name: 'Puskesmas Kendal 1',
    version: '0.1.0',
    command: 'import',
    target: 'json https://registry.example/v1',
    started: at('01:00'),
    ended: at('05:02'),
    exitCode,
    landed: 0,
    errors: [],
    correctionSheets: [],
    ...more,
  };
}

const said = (exitCode: ExitCode, outcomes: Partial<SummaryEvent['outcomes']>, more: Partial<SummaryEvent> = {}) => ({
  summary: summaryOf(outcomes, { exitCode, ...more }),
  landed: outcomes.accepted ?? 0,
});
const unauthorised = new RunError('SERVER_UNAUTHORISED', { target: 'json https://registry.example/v1', status: 401 });

describe('the subject answers at a glance', () => {
  it.each([
    [
      'all is on the server',
      night(0, said(0, { accepted: 2340 })),
      'all done, 2,340 records landed',
      'beres semua, 2.340 catatan terkirim',
    ],
    [
      'nothing was there',
      night(0, said(0, {})),
      'nothing to do, all is on the server',
      'tidak ada pekerjaan, semua sudah di server',
    ],
    [
      'rows wait for a person',
      night(3, said(3, { accepted: 2300, invalid: 10, held: 2 }, { otherRows: 5, gone: 1 })),
      '18 rows need a person, 2,300 records landed',
      '18 baris perlu ditangani orang, 2.300 catatan terkirim',
    ],
    [
      'the server stayed away',
      night(5, said(5, { accepted: 1000, invalid: 1 }, { backlog: 1340 })),
      'the server stayed away, 1,000 records landed, 1,340 still to be sent, 1 row needs a person',
      'server tidak kunjung hidup, 1.000 catatan terkirim, 1.340 belum terkirim, 1 baris perlu ditangani orang',
    ],
    [
      'the time was over',
      night(10, said(10, { accepted: 1 }, { backlog: 9 })),
      '1 record landed, 9 still to be sent',
      '1 catatan terkirim, 9 belum terkirim',
    ],
    [
      'files to be uploaded',
      night(3, said(3, { 'in-doubt': 40 }, { handedOver: { entries: 40, batches: 2 } })),
      '40 records in files to be uploaded by hand',
      '40 catatan di berkas yang harus diunggah sendiri',
    ],
    [
      'another run was at work',
      night(11),
      'not started, another run is at work',
      'tidak dimulai, pengiriman lain sedang berjalan',
    ],
    [
      'it was stopped',
      night(143, said(143, { accepted: 500 }, { backlog: 1840 })),
      'stopped, 500 records landed, 1,840 still to be sent',
      'dihentikan, 500 catatan terkirim, 1.840 belum terkirim',
    ],
    [
      'the server refuses us',
      night(7, { ...said(7, { waiting: 9 }, { backlog: 9 }), errors: [unauthorised] }),
      `FAILED: ${messagesFor('en').errors.SERVER_UNAUTHORISED(unauthorised.params).what}`,
      `GAGAL: ${messagesFor('id').errors.SERVER_UNAUTHORISED(unauthorised.params).what}`,
    ],
    ['a bug', night(1), `FAILED: ${messagesFor('en').bug.what}`, `GAGAL: ${messagesFor('id').bug.what}`],
  ])('%s', (_, facts, en, id) => {
    const [english, indonesian] = [
      letterOf(facts, messagesFor('en'), JAKARTA).subject,
      letterOf(facts, messagesFor('id'), JAKARTA).subject,
    ];
    expect([english, indonesian]).toEqual(
      [en, id].map((glance) => {
        const whole = `vax-upload Puskesmas Kendal 1: ${glance}`;
        return whole.length <= 150 ? whole : `${whole.slice(0, 149)}…`;
      }),
    );
  });

  it('a name cannot begin a header of its own', () => {
    const { subject } = letterOf(night(0, { name: 'Kendal\r\nBcc: maling@example.com' }), messagesFor('id'), JAKARTA);
    expect(subject).not.toMatch(/[\r\n]/);
  });

  it('somebody who practises alarms nobody', () => {
    expect(letterOf(night(0, { target: 'sandbox' }), messagesFor('id'), JAKARTA).subject).toContain('(latihan)');
  });
});

describe('the letter', () => {
  const facts = night(
    3,
    said(3, { accepted: 2300, invalid: 12 }, { problems: [{ code: 'NIK_NUMERIC', severity: 'error', rows: 12 }] }),
  );

  it.each([
    ['en', '2,312 rows = 2,300 accepted + 12 invalid', '`vax-upload rejects -o FILE`', 'exit code 3'],
    ['id', '2.312 baris = 2.300 diterima + 12 perlu perbaikan', '`vax-upload rejects -o BERKAS`', 'kode keluar 3'],
  ] as const)('has the sum, the next command and the exit code (%s)', (language, ...parts) => {
    const { body } = letterOf(facts, messagesFor(language), JAKARTA);
    const text = body.replaceAll(/[\s\u00a0]+/g, ' ');
    for (const part of [...parts, 'json https://registry.example/v1', '2026-11-23 01:00:00'])
      expect(text).toContain(part);
  });

  it('is plain text with lines that fit', () => {
    const { body } = letterOf(facts, messagesFor('en'), JAKARTA);
    expect(body).not.toContain('\u001b');
    expect(Math.max(...body.split('\n').map((line) => line.length))).toBeLessThanOrEqual(120);
  });
});

describe('what is heard of a night', () => {
  const failed = new RunError('FILE_DAMAGED', { file: 'Budi Santoso 3324010101509003.xlsx' });
  const heard = [
    ...A_NIGHT.map(([, event]) => event),
    { event: 'failed', error: failed } as const,
    { event: 'failed', error: failed } as const,
  ].reduce(hear, NOTHING_HEARD);

  it('landed is what the server has since, whichever run had read it', () => {
    // 80 found there, and two batches: 90 + 8, and 100.
    expect(heard.landed).toBe(278);
    expect(heard.errors).toEqual([failed]);
  });

  it('names of files stay here unless they are asked for', () => {
    const withNames = { ...heard, summary: summaryOf({ accepted: 1 }, { unfinished: ['Budi Santoso.xlsx'] }) };
    for (const [known, expected] of [
      [withoutNames(withNames), false],
      [withNames, true],
    ] as const) {
      const facts = night(65, known);
      const letter = letterOf(facts, messagesFor('id'), JAKARTA);
      const all = [letter.subject, letter.body, JSON.stringify(toldJson(facts, letter.subject, messagesFor('id')))];
      expect(all.join('\n').includes('Budi Santoso')).toBe(expected);
    }
  });

  it('a program gets counts and codes; its variables set no option of ours', () => {
    const facts = night(10, withoutNames(heard));
    const json = toldJson(facts, 'text', messagesFor('en'));
    expect(json).toMatchObject({
      event: 'run-ended',
      exitCode: 10,
      verdict: 'waiting',
      landed: 278,
      backlog: 2020,
      rows: 2340,
      forPerson: 12,
      outcomes: { accepted: 270, waiting: 2020 },
      problems: [{ code: 'NIK_NUMERIC', severity: 'error', rows: 8 }, {}, {}],
      errors: [{ code: 'FILE_DAMAGED' }],
      started: '2026-11-22T18:00:00.000Z',
    });
    const variables = toldVariables(json);
    expect(variables).toMatchObject({ VAX_RUN_EXIT_CODE: '10', VAX_RUN_LANDED: '278', VAX_RUN_FOR_PERSON: '12' });
    expect(Object.keys(variables).filter((name) => name.startsWith('VAX_UPLOAD_'))).toEqual([]);
  });
});

it('tells whoever has an inbox to put sheets there, with and without names of files', () => {
  const looked = hear(NOTHING_HEARD, { event: 'looked', folder: 'masuk', fresh: 1, known: 0, passed: [] });
  for (const heard of [looked, withoutNames(looked)]) {
    const facts = {
      ...night(3, said(3, { accepted: 1, invalid: 1 })),
      ...heard,
      ...said(3, { accepted: 1, invalid: 1 }),
    };
    const text = letterOf(facts, messagesFor('id'), JAKARTA).body.replaceAll(/\s+/g, ' ');
    expect(text).toContain('taruh lembar itu di folder masuk');
    expect(text).not.toContain('impor berkas itu');
  }
});
