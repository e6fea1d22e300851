import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SummaryEvent } from '../../src/events.ts';
import { OUTCOMES } from '../../src/record/record.ts';
import { addsUp, describeSummary, summaryLines } from '../../src/report/summary.ts';
import type { Messages } from '../../src/text/messages.ts';
import { messagesFor } from '../../src/text/messages-for.ts';
import { A_NIGHT, summaryOf } from '../support/run-events.ts';

const id = messagesFor('id');
const en = messagesFor('en');
const night = A_NIGHT.at(-1)?.[1] as SummaryEvent;

describe('the summary as a clerk reads it', () => {
  test('a night that the time window ended, in Indonesian', () => {
    expect(summaryLines(night, id).join('\n')).toMatchInlineSnapshot(`
      "Impor: 1 berkas, 54 mnt 12 dtk

        diterima           270
        sudah ada            8   server sudah punya sebelumnya
        ditolak              2   oleh server; lihat lembar perbaikan
        perlu perbaikan     10   perbaiki isi selnya
        berulang            20   catatan yang sama ada di baris lain
        menunggu         2.020   tersimpan, belum dikirim
        dilewati            10   baris tanpa catatan
        ──────────────────────
        jumlah           2.340

      2.340 baris = 270 diterima + 8 sudah ada + 2 ditolak + 10 perlu perbaikan +
        20 berulang + 2.020 menunggu + 10 dilewati
      Tidak ada yang terkirim dua kali: 8 sudah ada di server dari pengiriman
        sebelumnya.
      26 permintaan; server mati sekali, seluruhnya 42 mnt

      Masalah tersering
        NIK tersimpan sebagai angka: 8 baris
        No HP tidak valid: 3 baris (peringatan saja)
        NIK kosong: 1 baris

      Selanjutnya: tidak ada data yang hilang. Batas waktu tercapai; jalankan lagi
      \`vax-upload resume\` nanti malam. Berkas Excel tidak diperlukan."
    `);
  });

  test('an import that only took in, and one whose records lie with a province', () => {
    const next = (summary: Partial<SummaryEvent>, messages: Messages) =>
      summaryLines({ ...night, ...summary }, messages)
        .join(' ')
        .split('  ')
        .at(-1)
        ?.replaceAll(/\s+/g, ' ');
    expect(next({ requests: 0 }, en)).toContain('`vax-upload resume` sends what waits. The spreadsheet is not needed.');
    expect(next({ requests: 0 }, id)).toContain('`vax-upload resume` mengirim yang menunggu.');
    const handed = { handedOver: { entries: 5, batches: 1, province: true }, backlog: 0, command: 'pull' } as const;
    expect(next(handed, en)).toContain('`vax-upload pull`');
    expect(next(handed, en)).not.toContain('resume');
  });

  test('the same in English', () => {
    expect(summaryLines(night, en).join('\n')).toMatchInlineSnapshot(`
      "Import: 1 file, 54 min 12 s

        accepted         270
        already there      8   the server had them before
        refused            2   by the server; see the correction sheet
        invalid           10   to be corrected in the sheet
        repeated          20   the same record stands in another row
        waiting        2,020   saved, not sent yet
        skipped           10   rows that hold no record
        ────────────────────
        total          2,340

      2,340 rows = 270 accepted + 8 already there + 2 refused + 10 invalid +
        20 repeated + 2,020 waiting + 10 skipped
      Nothing was sent twice: 8 were already on the server from an earlier run.
      26 requests; server away once, 42 min in all

      Most frequent problems
        The NIK is stored as a number: 8 rows
        Invalid phone number: 3 rows (warning only)
        The NIK is empty: 1 row

      Next: nothing is lost. The time window ended; run \`vax-upload resume\` again
      tonight. The spreadsheet is not needed."
    `);
  });

  test('everything is on the server', () => {
    expect(summaryLines(summaryOf({ accepted: 2340 }, { requests: 24 }), id).join('\n')).toMatchInlineSnapshot(`
      "Impor: 1 berkas, 4 mnt 12 dtk

        diterima  2.340
        ───────────────
        jumlah    2.340

      2.340 baris = 2.340 diterima
      24 permintaan

      Selesai: semua baris sudah ada di server."
    `);
  });

  test('a check sends nothing and says what is ready', () => {
    const check = summaryOf(
      { waiting: 2300, invalid: 40 },
      { command: 'check', exitCode: 3, problems: [{ code: 'NIK_NUMERIC', severity: 'error', rows: 40 }] },
    );
    expect(summaryLines(check, en).join('\n')).toMatchInlineSnapshot(`
      "Check: 1 file, 4 min 12 s

        invalid           40   to be corrected in the sheet
        ready to send  2,300
        ────────────────────
        total          2,340

      2,340 rows = 40 invalid + 2,300 ready to send

      Most frequent problems
        The NIK is stored as a number: 40 rows

      Next: correct these rows in the spreadsheet (\`vax-upload check FILE -o
      corrections.xlsx\` marks the cells) and check again, or import now: the other
      rows are sent, these are kept for you."
    `);
  });

  test('rows with several doses', () => {
    const wide = summaryOf({ accepted: 18, held: 2, skipped: 3 }, { rows: 13, readings: 20, exitCode: 3 });
    expect(addsUp(wide)).toBe(true);
    expect(summaryLines(wide, en, { correctionSheets: ['perbaikan.xlsx'] }).join('\n')).toMatchInlineSnapshot(`
      "Import: 1 file, 4 min 12 s

        accepted  18
        held       2   a person must decide
        skipped    3   rows that hold no record
        ────────────
        total     23

      13 rows with 20 doses and 3 skipped: 23 = 18 accepted + 2 held + 3 skipped

      Next: open perbaikan.xlsx, correct the marked cells and import that file. Only
      the corrected rows are sent. It holds personal data: delete it when it is done."
    `);
  });

  test('a resume reads no rows', () => {
    const resume = summaryOf(
      { accepted: 70, waiting: 30 },
      { command: 'resume', files: 0, rows: 0, backlog: 30, exitCode: 5 },
    );
    expect(addsUp(resume)).toBe(true);
    expect(summaryLines(resume, id).join('\n')).toMatchInlineSnapshot(`
      "Lanjutan: 4 mnt 12 dtk

        diterima   70
        menunggu   30   tersimpan, belum dikirim
        ─────────────
        jumlah    100

      100 catatan = 70 diterima + 30 menunggu

      Selanjutnya: tidak ada data yang hilang. Server belum kembali; jalankan lagi
      \`vax-upload resume\` nanti malam. Berkas Excel tidak diperlukan."
    `);
  });

  test('nothing at all', () => {
    expect(summaryLines(summaryOf({}, { files: 0 }), en)).toContain('There was nothing to do: no rows.');
  });

  test('sheets in which nobody stands are not called ready or sent', () => {
    for (const command of ['check', 'import'] as const) {
      const blank = summaryOf({ skipped: 1 }, { command, exitCode: 0, backlog: 0 });
      expect(summaryLines(blank, en).join(' ')).toContain('no row holds a person yet');
      expect(summaryLines(blank, id).join(' ')).toContain('belum ada baris yang berisi orang');
    }
    // What earlier runs left is more urgent, and a resume reads no sheet.
    const before = summaryOf({ skipped: 1 }, { command: 'import', exitCode: 0, backlog: 5 });
    expect(summaryLines(before, en).join(' ')).toContain('vax-upload resume');
    const resume = summaryOf({}, { command: 'resume', files: 0, exitCode: 0, backlog: 0 });
    expect(summaryLines(resume, en).join(' ')).toContain('every row is on the server');
  });

  test('many kinds of problems are counted, not listed', () => {
    const codes = [
      'NIK_NUMERIC',
      'NIK_EMPTY',
      'NAME_EMPTY',
      'DOB_EMPTY',
      'DOB_PARSE',
      'DATE_EMPTY',
      'DOSE_BAD',
    ] as const;
    const problems = codes.map((code) => ({ code, severity: 'error' as const, rows: 1 }));
    expect(summaryLines(summaryOf({ invalid: 7 }, { exitCode: 3, problems }), id)).toContain(
      '  dan 2 jenis masalah lain',
    );
  });
});

test('that there was nothing to do is not said after a failure', () => {
  const nothing = summaryOf({}, { files: 0 });
  expect(summaryLines(nothing, id).join(' ')).toContain('Tidak ada yang perlu dikerjakan');
  for (const exitCode of [65, 74, 130] as const)
    expect(summaryLines({ ...nothing, exitCode }, id).join(' ')).not.toContain('Tidak ada yang perlu dikerjakan');
});

describe('the numbers add up', () => {
  const outcomes = fc.record(Object.fromEntries(OUTCOMES.map((outcome) => [outcome, fc.nat(5000)]))) as fc.Arbitrary<
    SummaryEvent['outcomes']
  >;

  test('a complete summary does, and one reading more or less anywhere does not', () => {
    fc.assert(
      fc.property(outcomes, fc.constantFrom(...OUTCOMES), fc.constantFrom(-1, 1), (all, outcome, change) => {
        const summary = summaryOf(all);
        expect(addsUp(summary)).toBe(true);
        expect(addsUp({ ...summary, readings: summary.readings + change })).toBe(false);
        const counted = { ...all, [outcome]: all[outcome] + change };
        // A row that is skipped is on both sides; it is missed in the rows that were read.
        const lost = { ...summary, outcomes: counted };
        if (outcome === 'skipped') expect(addsUp({ ...lost, rows: summary.rows + 2 })).toBe(false);
        else expect(addsUp(lost)).toBe(false);
      }),
    );
  });

  test('what is printed adds up too: the figures before the plus signs make the total', () => {
    fc.assert(
      fc.property(outcomes, (all) => {
        const summary = summaryOf(all);
        const check = describeSummary(summary, en, { columns: 400 }).find((line) => line.role === 'check');
        if (summary.rows === 0) return;
        const [left = '', right = ''] = (check?.text ?? '').split(' = ');
        const figure = (text: string): number => Number(text.replaceAll(',', '').match(/^\d+/)?.[0]);
        expect(right.split(' + ').reduce((sum, term) => sum + figure(term), 0)).toBe(figure(left));
      }),
    );
  });

  test('when they do not, it says so loudly', () => {
    const lines = summaryLines({ ...summaryOf({ accepted: 10 }), readings: 11, exitCode: 1 }, id);
    expect(lines.join('\n')).toContain('ANGKA-ANGKA INI TIDAK COCOK');
  });
});

describe('what to do next', () => {
  const codes = [0, 1, 2, 3, 5, 7, 10, 11, 65, 74, 130, 143] as const;
  test.each(codes.flatMap((code) => [[code, 'id'] as const, [code, 'en'] as const]))(
    'exit %d in %s',
    (exitCode, language) => {
      for (const command of ['import', 'resume', 'check'] as const) {
        const last = describeSummary(summaryOf({ accepted: 1 }, { exitCode, command }), messagesFor(language)).filter(
          (line) => line.role === 'next',
        );
        expect(last.map((line) => line.text).join(' ').length).toBeGreaterThan(20);
        expect(last.map((line) => line.text).join(' ')).not.toMatch(/undefined|NaN/);
      }
    },
  );

  test('a place that cannot be written to: a check is repeated, an import resumed', () => {
    const said = (command: 'check' | 'import', messages: Messages) =>
      summaryLines(summaryOf({ invalid: 1 }, { exitCode: 74, command }), messages).join(' ');
    for (const messages of [id, en]) {
      expect(said('check', messages)).not.toContain('resume');
      expect(said('check', messages)).toContain('`-o ');
      expect(said('import', messages)).toContain('`vax-upload resume`');
    }
  });

  test('the correction sheet is named when it was written', () => {
    const lines = summaryLines(summaryOf({ invalid: 1 }, { exitCode: 3 }), id, {
      correctionSheets: ['perbaikan.xlsx'],
    });
    expect(lines.join(' ')).toContain('buka perbaikan.xlsx');
  });
});

test.each([60, 79, 99])('no line is wider than a screen of %d', (columns) => {
  for (const messages of [id, en]) {
    for (const line of summaryLines(night, messages, { columns }))
      expect([...line].length).toBeLessThanOrEqual(columns);
  }
});
