/**
 * Reads .ods (OpenDocument 1.3, as LibreOffice, Google Sheets and Excel save it) row by row. Own code because the library for old formats loses values that have no
 * text beside them, and knows neither hidden sheets nor filtered rows of this format (docs/decisions.md, "Reading .ods").
 */
import { RunError } from '../errors.ts';
import type { SourceRow } from '../record/source-row.ts';
import { assertUnchanged, type OpenFile } from './file-bytes.ts';
import { spread } from './merged-down.ts';
import { type OdsPart, partsOf } from './ods/rows.ts';
import { CONTENT, type OdsSurvey, survey } from './ods/survey.ts';
import type { Sheet, Source, SourceLimits } from './source.ts';
import { XlsxFault } from './xlsx/fault.ts';
import { asRunError } from './xlsx/run-error.ts';
import { openZip, type Zip } from './xlsx/zip.ts';

const MANIFEST = 'meta-inf/manifest.xml';

/**
 * Opens a document: reads it once through, to know its sheets and to see that it is whole. The handle of `file` is not needed any more when this returns.
 * @throws RunError FILE_DAMAGED, FILE_TOO_LARGE, FILE_ENCRYPTED, FILE_TYPE (a text document), FILE_CHANGED.
 */
export async function openOds(file: OpenFile, limits: SourceLimits): Promise<Source> {
  const { name } = file;
  try {
    const zip = await openZip(name, limits);
    try {
      await assertUnchanged(file);
      if (await isLocked(zip)) throw new RunError('FILE_ENCRYPTED', { file: name });
      return sourceOf(zip, await survey(zip, limits), name, limits);
    } catch (error) {
      await zip.close();
      throw error;
    }
  } catch (error) {
    throw asRunError(error, { file: name });
  }
}

function sourceOf(zip: Zip, { styles, tables }: OdsSurvey, file: string, limits: SourceLimits): Source {
  const totalBytes = zip.size(CONTENT);
  let bytes = 0;
  async function* counted(): AsyncGenerator<Buffer> {
    let here = 0;
    for await (const chunk of zip.bytes(CONTENT)) {
      here += chunk.length;
      bytes = Math.max(bytes, here);
      yield chunk;
    }
  }
  /** All sheets stand in one part, so one walk serves those that are asked for in order. */
  let walk: AsyncGenerator<OdsPart> | undefined;
  /** The sheet in which the walk is, and whether some of its rows have been given away. */
  let at = -1;
  let begun = false;
  async function* rowsOf(sheet: number): AsyncGenerator<readonly SourceRow[]> {
    if (walk === undefined || at > sheet || (at === sheet && begun)) {
      await walk?.return(undefined);
      walk = partsOf(counted(), styles, limits);
      at = -1;
    }
    for (;;) {
      if (at > sheet) return;
      const next = await walk.next();
      if (next.done) return;
      if (next.value.kind === 'table') {
        at += 1;
        begun = false;
      } else {
        begun = true;
        if (at === sheet) yield next.value.rows;
      }
    }
  }
  const sheets = tables.map(
    ({ name, hidden, merged }, index): Sheet => ({
      name,
      hidden,
      rows: () => spread(told(zip, rowsOf(index), { file, sheet: name }), merged),
    }),
  );
  const close = async (): Promise<void> => {
    await walk?.return(undefined);
    await zip.close();
  };
  return { format: 'ods', sheets, notes: [], progress: () => ({ bytes, totalBytes }), close };
}

/** With the errors of the file as those of the run. */
async function* told(
  zip: Zip,
  rows: AsyncGenerator<readonly SourceRow[]>,
  where: { readonly file: string; readonly sheet: string },
): AsyncGenerator<readonly SourceRow[]> {
  try {
    yield* rows;
  } catch (error) {
    if (error instanceof XlsxFault && (await zip.changed())) throw new RunError('FILE_CHANGED', where, { cause: error });
    throw asRunError(error, where);
  }
}

/** OpenDocument encrypts each part and says so in its manifest (part 2, 4.8.4). */
async function isLocked(zip: Zip): Promise<boolean> {
  const parts: Buffer[] = [];
  if (zip.has(MANIFEST)) for await (const piece of zip.bytes(MANIFEST)) parts.push(piece);
  return Buffer.concat(parts).includes('encryption-data');
}
