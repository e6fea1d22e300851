/**
 * What every source must do, whatever its format. Each format's own tests call this with a way to write a file of that
 * format.
 */
import { readdirSync, readlinkSync, realpathSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { SourceRow } from '../../src/record/source-row.ts';
import type { Source } from '../../src/source/source.ts';

export interface SourceUnderTest {
  /** Writes these rows of text, the first one on line 1, as the only sheet of a new file, and gives its path. */
  write(rows: readonly (readonly string[])[]): string | Promise<string>;
  open(path: string): Promise<Source>;
}

const PEOPLE: readonly (readonly string[])[] = [
  ['NIK', 'Nama', 'Alamat'],
  ['3324015708450001', 'Siti Rahayu', 'Dk. Krajan'],
  ['3324011708450002', 'Budi Santoso', 'Ds. Tampingan'],
];

/** Registers the suite under this name. */
export function sourceContract(name: string, source: SourceUnderTest): void {
  async function read(rows: readonly (readonly string[])[]): Promise<SourceRow[]> {
    const opened = await source.open(await source.write(rows));
    try {
      return await allRows(opened);
    } finally {
      await opened.close();
    }
  }

  describe(`${name}: what every source must do`, () => {
    it('gives rows in file order with the line numbers that the clerk sees, counted from 1', async () => {
      expect(await read(PEOPLE)).toEqual(PEOPLE.map((cells, i) => ({ line: i + 1, hidden: false, cells })));
    });

    it('keeps a NIK as the text that it is, all sixteen digits', async () => {
      expect((await read([['9601711204100001']]))[0]?.cells).toEqual(['9601711204100001']);
    });

    it('gives an empty cell between two others as empty text, never as a hole', async () => {
      const [row] = await read([['a', '', '', 'd']]);
      expect(Object.keys(row?.cells ?? [])).toEqual(['0', '1', '2', '3']);
      expect(row?.cells).toEqual(['a', '', '', 'd']);
    });

    it.each([
      ['blanks at both ends', '  Siti  '],
      ['an apostrophe and quotes', `Nur'aini "Ibu" Sari`],
      ['what XML must escape', '<b> & </b> &amp;'],
      ['separators', 'RT 01; RW 02, Krajan\tKendal'],
      ['letters with accents, Javanese, an emoji', 'José Müller ꦱꦶꦠꦶ 😀'],
      ['two lines', 'baris satu\nbaris dua'],
      ['a formula that is only text', '=1+1'],
    ])('keeps text verbatim: %s', async (_, text) => {
      expect((await read([['x', text, 'y']]))[0]?.cells).toEqual(['x', text, 'y']);
    });

    it('gives many rows in several batches, none empty, none of them large, none lost', async () => {
      const rows = Array.from({ length: 3210 }, (_, i) => [`baris ${i + 1}`, 'Kendal']);
      const opened = await source.open(await source.write(rows));
      const sizes: number[] = [];
      const first: unknown[] = [];
      for await (const batch of opened.sheets[0]?.rows() ?? []) {
        sizes.push(batch.length);
        first.push(...batch.map((row) => row.cells[0]));
      }
      await opened.close();
      expect(first).toEqual(rows.map((cells) => cells[0]));
      expect(Math.min(...sizes)).toBeGreaterThan(0);
      expect(Math.max(...sizes)).toBeLessThanOrEqual(2000);
    });

    it('can be closed twice, at the same time, and without having been read', async () => {
      const opened = await source.open(await source.write(PEOPLE));
      await Promise.all([opened.close(), opened.close()]);
      await opened.close();
    });

    it.skipIf(openFiles() === undefined)('lets go of the file when reading stops early', async () => {
      // More than any reader takes at once; the library takes 19 s of processor to write 20,000 short rows as .xlsb,
      // and 3 s for these.
      const rows = Array.from({ length: 4_000 }, (_, i) => [`baris ${i} ${'x'.repeat(100)}`, 'Kendal']);
      const path = realpathSync(await source.write(rows));
      const opened = await source.open(path);
      for await (const batch of opened.sheets[0]?.rows() ?? []) if (batch.length > 0) break;
      await opened.close();
      expect(openFiles()).not.toContain(path);
    });

    it.skipIf(openFiles() === undefined)('lets go of the file when it was read to its end', async () => {
      const path = realpathSync(await source.write(PEOPLE));
      const opened = await source.open(path);
      await allRows(opened);
      await opened.close();
      expect(openFiles()).not.toContain(path);
    });
  });
}

async function allRows(source: Source): Promise<SourceRow[]> {
  const rows: SourceRow[] = [];
  for (const sheet of source.sheets) for await (const batch of sheet.rows()) rows.push(...batch);
  return rows;
}

/** The files that this process holds open; undefined where the system does not tell. */
function openFiles(): string[] | undefined {
  try {
    return readdirSync('/proc/self/fd').flatMap((fd) => {
      try {
        return [readlinkSync(`/proc/self/fd/${fd}`)];
      } catch {
        return [];
      }
    });
  } catch {
    return undefined;
  }
}
