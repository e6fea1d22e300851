/**
 * Reads .xls and .xlsb, through a library on a thread of its own (docs/decisions.md, "Reading old and odd
 * formats"): what it makes of a strange file, be it a crash, an endless loop or a gigabyte, ends as FILE_DAMAGED or
 * FILE_TOO_LARGE, never as a dead run.
 */
import { RunError } from '../errors.ts';
import type { SourceRow } from '../record/source-row.ts';
import { zipParts } from './container-kind.ts';
import { assertUnchanged, type OpenFile, pieces } from './file-bytes.ts';
import type { OtherFormat } from './other/answers.ts';
import { type AskedReader, OTHER_LIMITS, type OtherLimits, startReader } from './other/asked-reader.ts';
import type { Sheet, Source, SourceLimits } from './source.ts';

/**
 * Opens such a file and reads it whole. The handle of `file` is not needed any more when this returns.
 * @throws RunError FILE_DAMAGED, FILE_TOO_LARGE, FILE_TOO_SLOW, FILE_ENCRYPTED, FILE_CHANGED.
 */
export async function openOther(
  file: OpenFile,
  format: OtherFormat,
  limits: SourceLimits,
  most: OtherLimits = OTHER_LIMITS,
): Promise<Source> {
  const totalBytes = file.stamp.bytes;
  if (totalBytes > most.maxFileBytes) throw tooLarge(file.name, 'maxFileBytes', most.maxFileBytes);
  if (format === 'xlsb') {
    await zipParts(
      file,
      { ...limits, maxEntryBytes: Math.min(limits.maxEntryBytes, most.maxUnpackedBytes) },
      async (zip) => {
        await zip.check(zip.names(), most.maxUnpackedBytes);
      },
    );
  }
  const { maxCellChars, maxRows } = limits;
  const desk = startReader({ bytes: await wholeOf(file), format, maxCellChars, maxRows }, file.name, most);
  try {
    const named = await desk.next();
    if (named.kind !== 'sheets') throw new Error('the thread answers what nobody asked');
    const lines = Math.max(
      1,
      named.sheets.reduce((sum, { rows }) => sum + rows, 0),
    );
    let before = 0;
    let here = 0;
    const sheets = named.sheets.map(
      ({ name, hidden, rows: count, edges }, sheet): Sheet => ({
        name,
        hidden,
        ...(edges.length > 0 ? { edges } : {}),
        rows: () =>
          rowsOf(desk, sheet, (line) => {
            here = line;
            if (line < count) return;
            before += count;
            here = 0;
          }),
      }),
    );
    const bytes = (): number => Math.min(totalBytes, Math.floor((totalBytes * (before + here)) / lines));
    const notes = named.lost.map((sheet) => ({ code: 'SHEET_LOST', params: { file: file.name, sheet } }) as const);
    return { format, sheets, notes, progress: () => ({ bytes: bytes(), totalBytes }), close: () => desk.close() };
  } catch (error) {
    await desk.close();
    throw error;
  }
}

async function* rowsOf(
  desk: AskedReader,
  sheet: number,
  tell: (line: number) => void,
): AsyncGenerator<readonly SourceRow[]> {
  for (;;) {
    const answer = await desk.next({ sheet });
    if (answer.kind !== 'rows' || answer.last) return;
    tell(answer.line);
    if (answer.rows.length > 0) yield answer.rows;
  }
}

async function wholeOf(file: OpenFile): Promise<Uint8Array> {
  const parts: Buffer[] = [];
  for await (const piece of pieces(file)) parts.push(piece);
  await assertUnchanged(file);
  return new Uint8Array(Buffer.concat(parts));
}

function tooLarge(file: string, limit: string, max: number): RunError {
  return new RunError('FILE_TOO_LARGE', { file, limit, max });
}
