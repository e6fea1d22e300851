import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RunError } from '../../src/errors.ts';
import type { SourceRow } from '../../src/record/source-row.ts';
import { splitPlainRows, splitRows } from '../../src/source/csv-cells.ts';
import { frameRows } from '../../src/source/csv-frames.ts';
import { scratchFolder } from './csv-fixture.ts';

const { read } = scratchFolder();

const DELIMITERS = [';', ',', '\t', '|'];
const EOLS = ['\n', '\r\n', '\r'];
const CHARACTERS = [...'abcXYZ019 .-=\'"";,\t|’é𝄞', '\n', '\r', '\r\n'];

const cellsText = (characters: readonly string[]) => fc.string({ unit: fc.constantFrom(...characters), maxLength: 12 });

/** A correct writer (RFC 4180, any delimiter and line ending). */
function writeCsv(table: readonly (readonly string[])[], delimiter: string, eol: string, quoteAll: boolean): string {
  const cell = (text: string, alone: boolean) =>
    quoteAll || /["\r\n]/.test(text) || text.includes(delimiter) || (alone && text === '')
      ? `"${text.replaceAll('"', '""')}"`
      : text;
  return table.map((row) => row.map((text) => cell(text, row.length === 1)).join(delimiter) + eol).join('');
}

/** What the format cannot carry: see the rules in csv-frames.ts, and the unwrapping of ="…". */
function isTellable(cell: string, delimiter: string): boolean {
  return !(/[\r\n]/.test(cell) && cell.includes(delimiter)) && !(cell.startsWith('="') && cell.endsWith('"'));
}

describe('a table that was written correctly is read as it was', () => {
  const table = (columns: number, characters: readonly string[]) =>
    fc.array(fc.array(cellsText(characters), { minLength: columns, maxLength: columns }), { maxLength: 12 });

  it('whatever the cells hold, when the delimiter is named', async () => {
    const cases = fc.tuple(
      fc.integer({ min: 1, max: 7 }),
      fc.constantFrom(...DELIMITERS),
      fc.constantFrom(...EOLS),
      fc.boolean(),
    );
    await fc.assert(
      fc.asyncProperty(
        cases.chain(([columns, delimiter, eol, quoteAll]) =>
          fc.record({
            rows: table(columns, CHARACTERS),
            delimiter: fc.constant(delimiter),
            eol: fc.constant(eol),
            quoteAll: fc.constant(quoteAll),
          }),
        ),
        async ({ rows, delimiter, eol, quoteAll }) => {
          fc.pre(rows.every((row) => row.every((cell) => isTellable(cell, delimiter))));
          const heading = (rows[0] ?? ['']).map((_, index) => `Kolom ${index}`);
          const written = [heading, ...rows];
          const found = await read(`sep=${delimiter}${eol}${writeCsv(written, delimiter, eol, quoteAll)}`);
          expect(found.rows.map((row) => row.cells)).toEqual(written);
          expect(found.rows.some((row) => row.broken)).toBe(false);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('a sheet as people have it, with a delimiter that must be found', async () => {
    const heading = ['No', 'NIK', 'Nama', 'Alamat', 'Tanggal', 'Dosis', 'Vaksin', 'Faskes'];
    const address = fc
      .array(fc.constantFrom('Jl. Merdeka 3', 'RT 02, RW 05', 'Ds. "Kaliwungu"', 'Kec. Kendal; Jateng'), {
        maxLength: 4,
      })
      .chain((parts) => fc.constantFrom(parts.join(', '), parts.join('\n')));
    const person = fc.tuple(
      fc.nat(999),
      fc.stringMatching(/^33240\d{11}$/),
      address,
      fc.constantFrom('Siti, S.Ked', 'Nur’aini', 'H. "Abd"'),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(person, { minLength: 1, maxLength: 30 }),
        fc.constantFrom(...DELIMITERS),
        fc.constantFrom(...EOLS),
        fc.boolean(),
        async (people, delimiter, eol, quoteAll) => {
          const rows = people.map(([no, nik, home, name]) => [
            String(no),
            nik,
            name,
            home,
            '02/10/2021',
            '1',
            'Sinovac',
            'Kendal 1',
          ]);
          const found = await read(writeCsv([heading, ...rows], delimiter, eol, quoteAll));
          expect(found.rows.map((row) => row.cells)).toEqual([heading, ...rows]);
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe('whatever the bytes are', () => {
  const lineBreaks = (text: string) => text.split(/\r\n|\r|\n/).length - 1;
  const letters = (text: string) => text.replaceAll(/["=;,\t|\r\n\0\ufeff]/g, '');

  /** Every line with text belongs to exactly one row, in order. */
  function expectAllLinesTold(text: string, rows: readonly SourceRow[], skipped: number): void {
    const lines = text.split(/\r\n|\r|\n/);
    let next = 1 + skipped;
    for (const row of rows) {
      for (; next < row.line; next += 1) expect(lines[next - 1]).toBe('');
      expect(row.line).toBe(next);
      next += 1 + lineBreaks(row.cells.join(' '));
    }
    expect(lines.slice(next - 1).join('')).toBe('');
  }

  it('text with quotes everywhere: no line and no letter is lost, and none comes twice', async () => {
    const token = fc.constantFrom(
      '"',
      '"',
      '""',
      ',',
      ',',
      ';',
      '\n',
      '\n',
      '\r\n',
      '\r',
      'a',
      'b,c,d',
      '"x",',
      ',"',
      '\n"',
      '=',
      '’',
      ' ',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(token, { maxLength: 120 }), async (tokens) => {
        const text = `No,NIK,Nama\n${tokens.join('')}`;
        const { rows } = await read(text);
        expectAllLinesTold(text, rows, 0);
        expect(letters(rows.map((row) => row.cells.join('')).join(''))).toBe(letters(text));
      }),
      { numRuns: 700 },
    );
  });

  it('random bytes are rows or a known error', async () => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      fc
        .array(
          fc.constantFrom(
            0x22,
            0x2c,
            0x3b,
            0x0a,
            0x0d,
            0x41,
            0x80,
            0xc3,
            0x00,
            0xff,
            0xfe,
            0xef,
            0xbb,
            0xbf,
            0x50,
            0x4b,
          ),
          {
            maxLength: 300,
          },
        )
        .map((list) => Uint8Array.from(list)),
    );
    const starts = fc.constantFrom('', 'sep=,\n', '\ufeff', 'PK', 'PK\u0003\u0004', '<', '%PD', 'NIK,Nama\n');
    await fc.assert(
      fc.asyncProperty(starts, bytes, async (start, rest) => {
        try {
          const { rows } = await read(Buffer.concat([Buffer.from(start), rest]));
          for (const [index, row] of rows.entries()) expect(row.line).toBeGreaterThan(rows[index - 1]?.line ?? 0);
        } catch (error) {
          if (!(error instanceof RunError)) throw error;
          expect(error.code).toMatch(/^FILE_/);
        }
      }),
      { numRuns: 700 },
    );
  });

  it('where the file happens to be cut into pieces makes no difference', () => {
    const token = fc.constantFrom('"', '""', ',', '\n', '\r\n', '\r', 'a', '"x y",', 'p,q,r\n', '1,"b\nc",2\n');
    const shape = { delimiter: 0x2c, usualCells: 3 };
    const framesOf = (pieces: readonly Buffer[]) => {
      const found: string[] = [];
      let rest: Buffer = Buffer.alloc(0);
      let line = 1;
      for (const [index, piece] of pieces.entries()) {
        const text = Buffer.concat([rest, piece]);
        const framing = frameRows(text, index === pieces.length - 1, line, shape);
        for (const frame of framing.frames) {
          found.push(
            `${frame.line} ${JSON.stringify(text.toString('utf8', frame.start, frame.end))} ${frame.brokenAt < 0 ? '-' : frame.brokenAt - frame.start}`,
          );
        }
        rest = text.subarray(framing.used);
        line = framing.nextLine;
      }
      expect(rest).toHaveLength(0);
      return found;
    };
    fc.assert(
      fc.property(fc.array(token, { maxLength: 60 }), fc.array(fc.nat(200), { maxLength: 8 }), (tokens, cuts) => {
        const text = Buffer.from(tokens.join(''));
        const at = [0, ...cuts.map((cut) => Math.min(cut, text.length)).sort((a, b) => a - b), text.length];
        const pieces = at.slice(1).map((end, index) => text.subarray(at[index], end));
        expect(framesOf(pieces)).toEqual(framesOf([text]));
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('rows without any quote', () => {
  it('have the cells that the library finds in them, whatever the line endings', () => {
    const pieces = fc.array(
      fc.constantFrom('a', 'é', '𝄞', ' ', ';', ';;', '\t', '\n', '\r\n', '\r', '\r\r\n', '=1', '\ufeff'),
      {
        maxLength: 30,
      },
    );
    fc.assert(
      fc.property(pieces, fc.constantFrom(...DELIMITERS), (parts, delimiter) => {
        const text = Buffer.from(parts.join(''));
        const byte = delimiter.charCodeAt(0);
        expect(splitPlainRows(text, byte)).toEqual(splitRows(text, byte));
      }),
      { numRuns: 2000 },
    );
  });
});
