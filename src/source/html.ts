/**
 * Tables of web pages, which web programs save as .xls. Own code: the library leaves `Nur&#39;aini` as it is and takes
 * texts for numbers.
 */
import { RunError } from '../errors.ts';
import type { SourceRow } from '../record/source-row.ts';
import { detectEncoding, type EncodingFound, encodingNotes, utf8Pieces } from './csv-encoding.ts';
import { assertUnchanged, type OpenFile } from './file-bytes.ts';
import { tableRows } from './html/table-rows.ts';
import { Repeats } from './merged-down.ts';
import type { Source, SourceLimits } from './source.ts';

/** A page is read whole; a hundred thousand rows of ten columns are 40 MB. */
const MAX_PAGE_BYTES = 128 * 2 ** 20;
const ROWS_AT_A_TIME = 500;

/**
 * Opens a page. Everything in it is text, as a person reads it. The caller keeps the handle.
 * @throws RunError FILE_TYPE for a page without a table (a login page, for example), FILE_ENCODING, FILE_TOO_LARGE,
 * FILE_CHANGED.
 */
export async function openHtml(file: OpenFile, head: Buffer, limits: SourceLimits): Promise<Source> {
  const { name, stamp } = file;
  if (stamp.bytes > MAX_PAGE_BYTES)
    throw new RunError('FILE_TOO_LARGE', { file: name, limit: 'maxPageBytes', max: MAX_PAGE_BYTES });
  const encoding = await detectEncoding(head, file);
  const html = await textOf(file, encoding);
  if (!/<table\b/i.test(html)) throw new RunError('FILE_TYPE', { file: name, type: 'HTML' });
  let done = 0;
  async function* rows(): AsyncGenerator<readonly SourceRow[]> {
    let batch: SourceRow[] = [];
    for (const row of tableRows(html, new Repeats({ file: name }))) {
      if (row.line > limits.maxRows)
        throw new RunError('FILE_TOO_LARGE', { file: name, limit: 'maxRows', max: limits.maxRows });
      if (row.cells.some((cell) => String(cell).length > limits.maxCellChars)) {
        throw new RunError('FILE_TOO_LARGE', {
          file: name,
          limit: 'maxCellChars',
          max: limits.maxCellChars,
          line: row.line,
        });
      }
      if (batch.push(row) < ROWS_AT_A_TIME) continue;
      yield batch;
      batch = [];
    }
    if (batch.length > 0) yield batch;
    done = stamp.bytes;
  }
  return {
    format: 'html',
    sheets: [{ name: '', hidden: false, rows }],
    notes: encodingNotes(file, encoding),
    progress: () => ({ bytes: done, totalBytes: stamp.bytes }),
    close: async () => undefined,
  };
}

async function textOf(file: OpenFile, encoding: EncodingFound): Promise<string> {
  const parts: Buffer[] = [];
  for await (const piece of utf8Pieces(file, encoding)) parts.push(piece);
  await assertUnchanged(file);
  return Buffer.concat(parts).toString('utf8');
}
