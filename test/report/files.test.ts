/** What is said of the files of a folder, and the list at the end of an import. */
import { describe, expect, it } from 'vitest';
import type { FileResult, PassedOver } from '../../src/events.ts';
import { OUTCOMES, type Outcome } from '../../src/record/record.ts';
import { lookedLines, resultLines } from '../../src/report/files.ts';
import { messagesFor } from '../../src/text/messages-for.ts';

const NONE = Object.fromEntries(OUTCOMES.map((outcome) => [outcome, 0])) as Record<Outcome, number>;
const en = messagesFor('en');
const id = messagesFor('id');
const lines = (results: readonly FileResult[], messages = en, columns = 80): string[] =>
  resultLines(results, messages, columns).map(({ text }) => text);
const done = (file: string): FileResult => ({ file, became: 'done', rows: 12, outcomes: { ...NONE, accepted: 12 } });

describe('one line a file', () => {
  it.each<[what: string, result: FileResult, en: string, id: string]>([
    ['all of it arrived', done('inbox/boja.csv'), '  boja.csv  12 rows  done', '  boja.csv  12 baris  selesai'],
    [
      'moved',
      { ...done('inbox/boja.csv'), to: '/srv/inbox/done/boja-2.csv' },
      '  boja.csv  12 rows  done → done',
      '  boja.csv  12 baris  selesai → done',
    ],
    [
      'open in Excel',
      { ...done('boja.csv'), open: true },
      '  boja.csv  12 rows  done, stays while it is open',
      '  boja.csv  12 baris  selesai, tetap di sini selama masih dibuka',
    ],
    [
      'rows to correct, and others on their way',
      {
        file: 'boja.csv',
        became: 'waiting',
        rows: 1_200,
        outcomes: { ...NONE, waiting: 1_150, 'in-doubt': 20, invalid: 30 },
      },
      '  boja.csv  1,200 rows  30 to correct, 1,170 still to be sent',
      '  boja.csv  1.200 baris  30 perlu diperbaiki, 1.170 belum terkirim',
    ],
    [
      'the server is away',
      { file: 'boja.csv', became: 'waiting', rows: 1, outcomes: { ...NONE, waiting: 1 } },
      '  boja.csv  1 row  1 still to be sent',
      '  boja.csv  1 baris  1 belum terkirim',
    ],
    [
      'refused',
      { file: 'boja.csv', became: 'refused', code: 'FILE_ENCRYPTED' },
      '  boja.csv    refused [FILE_ENCRYPTED]',
      '  boja.csv    ditolak [FILE_ENCRYPTED]',
    ],
    [
      'refused before',
      { file: 'boja.csv', became: 'refused', code: 'FILE_ENCRYPTED', before: true },
      '  boja.csv    still refused, not changed since [FILE_ENCRYPTED]',
      '  boja.csv    masih ditolak, belum diubah [FILE_ENCRYPTED]',
    ],
    [
      'a name with a line break, and one that is long',
      { file: `inbox/${'panjang '.repeat(9)}\nakhir.csv`, became: 'left' },
      '  panjang panjang p…anjang akhir.csv    changed while it was read: next time',
      '  panjang panjang p…anjang akhir.csv    berubah saat dibaca: lain kali',
    ],
  ])('%s', (_what, result, english, indonesian) => {
    expect(lines([result])).toEqual([english]);
    expect(lines([result], id)).toEqual([indonesian]);
  });

  it('has those that need somebody last, and refused ones at the very end', () => {
    const results: FileResult[] = [
      { file: 'a', became: 'refused', code: 'FILE_EMPTY' },
      { file: 'b', became: 'needs-person', rows: 2, outcomes: { ...NONE, invalid: 1 } },
      { file: 'c', became: 'waiting', rows: 2, outcomes: { ...NONE, waiting: 2 } },
      done('d'),
    ];
    expect(lines(results).map((line) => line.trim()[0])).toEqual(['d', 'c', 'b', 'a']);
  });

  it('of five hundred names only what needs somebody, and counts the others', () => {
    const results = [
      ...Array.from({ length: 480 }, (_, n) => done(`l${n}.csv`)),
      ...Array.from({ length: 30 }, (_, n): FileResult => ({ file: `w${n}`, became: 'needs-person', rows: 1 })),
      { file: 'kunci.xlsx', became: 'refused', code: 'FILE_ENCRYPTED' } as const,
    ];
    const said = lines(results);
    expect(said).toHaveLength(10);
    expect(said[0]).toBe('  502 other files: 480 done, 22 for a person');
    expect(lines(results, id)[0]).toBe('  502 berkas lainnya: 480 selesai, 22 menunggu orang');
    expect(said.at(-1)).toContain('kunci.xlsx');
  });
});

describe('what is passed over', () => {
  const looked = (passed: readonly PassedOver[]): string[] =>
    lookedLines({ event: 'looked', folder: 'inbox', fresh: 2, known: 497, passed }, en);

  it('has a line for each reason, and names five files of each', () => {
    const locks = Array.from({ length: 7 }, (_, n): PassedOver => ({ file: `inbox/~$${n}.xlsx`, why: 'lock' }));
    expect(looked([...locks, { file: 'inbox/foto.csv', why: 'no-sheet', type: 'PDF' }])).toEqual([
      'inbox: 2 new sheets, 497 known from before',
      'Passed over (a lock file of an office program): inbox/~$0.xlsx, inbox/~$1.xlsx, inbox/~$2.xlsx, inbox/~$3.xlsx, inbox/~$4.xlsx and 2 more',
      'Passed over (no sheet, but a PDF): inbox/foto.csv',
    ]);
  });

  it('says of a sheet that was corrected where it lies what is to be done', () => {
    const event = { event: 'looked', folder: 'inbox/to-correct', fresh: 0, known: 1 } as const;
    expect(lookedLines({ ...event, passed: [{ file: 'inbox/to-correct/p.xlsx', why: 'handed-out' }] }, en)).toEqual([
      'Passed over (corrected here: put it into the inbox, and it is sent): inbox/to-correct/p.xlsx',
    ]);
  });
});

it.each([60, 80])(
  'a line fits a screen of %i columns: the name gives way, and what became of it stays whole',
  (columns) => {
    const long = 'perbaikan-lembar-vaksin-puskesmas-kendal-2026-11-30.xlsx';
    const shown = lines(
      [
        { ...done(long), became: 'needs-person', outcomes: { ...NONE, invalid: 11 }, to: `/srv/to-correct/${long}` },
        { file: long, became: 'refused', code: 'HEADER_NONE', to: `/srv/to-correct/${long}` },
      ],
      id,
      columns,
    );
    for (const line of shown) expect(line.length).toBeLessThanOrEqual(columns);
    expect(shown.join(' ').replaceAll(/ +/g, ' ')).toContain('ditolak [HEADER_NONE] → to-correct');
  },
);

it('the note beside a sheet sends the clerk to the admin with what has to be typed, and with nothing else', () => {
  const typed = id.inbox.note(
    'boja.xlsx',
    'Tanggal tampaknya terbalik.',
    'Kalau begitu, tambahkan `--map "Tgl=date:mdy"`.',
  );
  expect(typed.join('\n')).toContain('tunjukkan catatan ini kepadanya');
  const mended = id.inbox.note('boja.xlsx', 'Berkas ini berkata sandi.', 'Hapus kata sandinya di Excel.');
  expect(mended.join('\n')).not.toContain('admin');
});
