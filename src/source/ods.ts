/**
 * Reads .ods (OpenDocument 1.3, as LibreOffice, Google Sheets and Excel save it) row by row. Own code because the
 * library for old formats loses values that have no text beside them, and knows neither hidden sheets nor filtered rows
 * of this format (docs/decisions.md, "Reading old and odd formats").
 */
import { RunError } from '../errors.ts';
import type { SourceRow } from '../record/source-row.ts';
import { assertUnchanged, type OpenFile } from './file-bytes.ts';
import { spread } from './merged-down.ts';
import { OdsDocument } from './ods/document.ts';
import { type OdsSurvey, surveyOds } from './ods/survey.ts';
import type { Sheet, Source, SourceLimits } from './source.ts';
import { partsOf, rowOf, Walk } from './streamed/parts.ts';
import { XlsxFault } from './xlsx/fault.ts';
import { asRunError } from './xlsx/run-error.ts';
import { utf8Bytes } from './xlsx/xml-part.ts';
import { openZip, type Zip } from './xlsx/zip.ts';

const CONTENT = 'content.xml';
const STYLES = 'styles.xml';
const MANIFEST = 'meta-inf/manifest.xml';

/**
 * Opens a document: reads it once through, to know its sheets and to see that it is whole. The handle of `file` is not
 * needed any more when this returns.
 * @throws RunError FILE_DAMAGED, FILE_TOO_LARGE, FILE_ENCRYPTED, FILE_TYPE (a text document), FILE_CHANGED.
 */
export async function openOds(file: OpenFile, limits: SourceLimits): Promise<Source> {
  const { name } = file;
  try {
    const zip = await openZip(name, limits);
    try {
      await assertUnchanged(file);
      if (await isLocked(zip)) throw new RunError('FILE_ENCRYPTED', { file: name });
      return sourceOf(zip, await surveyed(zip, limits), name, limits);
    } catch (error) {
      await zip.close();
      throw error;
    }
  } catch (error) {
    throw asRunError(error, { file: name });
  }
}

/** Some writers have no styles of their own and leave the part out. */
async function surveyed(zip: Zip, limits: SourceLimits): Promise<OdsSurvey> {
  const named = zip.has(STYLES) ? utf8Bytes(zip.bytes(STYLES)) : undefined;
  let found: OdsSurvey | undefined;
  await zip.check([CONTENT], undefined, async (_, bytes) => {
    found = await surveyOds(utf8Bytes(bytes), named, limits);
  });
  if (found === undefined) throw new Error('the content was not looked at');
  return found;
}

function sourceOf(zip: Zip, { styles, sheets: found }: OdsSurvey, file: string, limits: SourceLimits): Source {
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
  const walk = new Walk(() => partsOf(utf8Bytes(counted()), (listener) => new OdsDocument(styles, limits, listener)));
  const sheets = found.map(
    ({ name, hidden, merged, edges, isColoured }, index): Sheet => ({
      name,
      hidden,
      ...(isColoured ? { edges: edges.map((row) => rowOf(row, row.line)) } : {}),
      rows: () => spread(told(zip, walk.rowsOf(index), { file, sheet: name }), merged, { file, sheet: name }),
    }),
  );
  const close = async (): Promise<void> => {
    await walk.close();
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
    if (error instanceof XlsxFault && (await zip.changed()))
      throw new RunError('FILE_CHANGED', where, { cause: error });
    throw asRunError(error, where);
  }
}

/** OpenDocument encrypts each part and says so in its manifest (part 2, 4.8.4). */
async function isLocked(zip: Zip): Promise<boolean> {
  const parts: Buffer[] = [];
  if (zip.has(MANIFEST)) for await (const piece of zip.bytes(MANIFEST)) parts.push(piece);
  return Buffer.concat(parts).includes('encryption-data');
}
