/**
 * Makes the large files of the benchmark: `node bench/generate.ts [CSV ROWS] [XLSX ROWS]`, by default 1,000,000 and
 * 200,000. Everybody in them is invented (fixtures/README.md). Files that are there already are kept.
 */
import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { writeLargeCsv } from './large-csv.ts';
import { writeLargeXlsx } from './large-xlsx.ts';

export const DATA = join(import.meta.dirname, 'data');

/** Path of a large file, made on first use. `wrongEvery`: in a workbook, every so many rows one that needs a person. */
export async function largeFile(kind: 'csv' | 'xlsx', rows: number, wrongEvery = 0): Promise<string> {
  mkdirSync(DATA, { recursive: true });
  const path = join(DATA, `${rows}${wrongEvery > 0 ? `-wrong-${wrongEvery}` : ''}.${kind}`);
  if (!existsSync(path)) {
    // Renamed when whole: a generator that was interrupted must not leave a short file behind.
    await (kind === 'csv' ? writeLargeCsv(`${path}.part`, rows) : writeLargeXlsx(`${path}.part`, rows, wrongEvery));
    renameSync(`${path}.part`, path);
  }
  return path;
}

if (process.argv[1] === import.meta.filename) {
  const [csv = 1_000_000, xlsx = 200_000] = process.argv.slice(2).map(Number);
  for (const path of [await largeFile('csv', csv), await largeFile('xlsx', xlsx)]) console.log(path);
}
