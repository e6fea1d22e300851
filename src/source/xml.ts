/**
 * Reads sheets that are one XML document: the XML of Excel 2003 and the flat form of OpenDocument (.fods). Own code
 * because the library for old formats loses runs of rich text, and lets 400 bytes end the process (docs/decisions.md,
 * "Reading old and odd formats").
 */
import { RunError } from '../errors.ts';
import type { SourceRow } from '../record/source-row.ts';
import { detectEncoding, type EncodingFound, encodingNotes, utf8Pieces } from './csv-encoding.ts';
import { assertUnchanged, type OpenFile } from './file-bytes.ts';
import { spread } from './merged-down.ts';
import { OdsDocument } from './ods/document.ts';
import { surveyOds } from './ods/survey.ts';
import type { Sheet, Source, SourceLimits, SourceNote } from './source.ts';
import { type SheetListener, type StreamedDocument, Survey, type SurveyedSheet } from './streamed/listener.ts';
import { partsOf, Walk } from './streamed/parts.ts';
import { asRunError } from './xlsx/run-error.ts';
import { Excel2003Document } from './xml2003/document.ts';
import { Excel2003Styles } from './xml2003/styles.ts';

interface Surveyed {
  readonly sheets: readonly SurveyedSheet[];
  open(listener: SheetListener): StreamedDocument;
}

/**
 * Opens such a document: reads it once through, to know its sheets and to see that it is whole. Takes over the file:
 * `close` closes it.
 * @throws RunError FILE_DAMAGED, FILE_TOO_LARGE, FILE_TYPE for other XML, FILE_CHANGED.
 */
export async function openXml(file: OpenFile, head: Buffer, limits: SourceLimits): Promise<Source> {
  const { name: path, stamp } = file;
  const encoding = await detectEncoding(head, file);
  let bytes = 0;
  try {
    const { sheets: surveyed, open } = await surveyOf(file, head, encoding, limits);
    const counted = (): AsyncGenerator<Buffer> => {
      let here = 0;
      return utf8Pieces(file, encoding, (more) => {
        here += more;
        bytes = Math.max(bytes, here);
      });
    };
    const walk = new Walk(() => partsOf(counted(), open));
    const sheets = surveyed.map(
      ({ name, hidden, merged }, index): Sheet => ({
        name,
        hidden,
        rows: () => spread(told(file, walk.rowsOf(index), name), merged, { file: file.name, sheet: name }),
      }),
    );
    const close = async (): Promise<void> => {
      await walk.close();
      await file.handle.close();
    };
    const notes = notesOn(file, head, encoding);
    return { format: 'xml', sheets, notes, progress: () => ({ bytes, totalBytes: stamp.bytes }), close };
  } catch (error) {
    throw asRunError(error, { file: path });
  }
}

async function surveyOf(
  file: OpenFile,
  head: Buffer,
  encoding: EncodingFound,
  limits: SourceLimits,
): Promise<Surveyed> {
  const chunks = utf8Pieces(file, encoding);
  if (isFlatOds(head)) {
    const { styles, sheets } = await surveyOds(chunks, undefined, limits);
    await assertUnchanged(file);
    return { sheets, open: (listener) => new OdsDocument(styles, limits, listener) };
  }
  const styles = new Excel2003Styles();
  const survey = new Survey(limits);
  const document = new Excel2003Document(styles, limits, survey);
  for await (const chunk of chunks) document.feed(chunk);
  document.finish();
  await assertUnchanged(file);
  return { sheets: survey.sheets, open: (listener) => new Excel2003Document(styles, limits, listener) };
}

function isFlatOds(head: Buffer): boolean {
  return /<(?:[\w.-]+:)?document\s/.test(head.toString('latin1').replaceAll('\0', ''));
}

/** Bytes that are no UTF-8 are said, unless the document says itself what they are. */
function notesOn(file: OpenFile, head: Buffer, found: EncodingFound): SourceNote[] {
  if (/^\s*<\?xml[^>]*?encoding\s*=\s*["'](?:windows-1252|iso-8859-1)["']/i.test(head.toString('latin1', 0, 200)))
    return [];
  return encodingNotes(file, found);
}

/** With the errors of the file as those of the run. */
async function* told(
  file: OpenFile,
  rows: AsyncGenerator<readonly SourceRow[]>,
  sheet: string,
): AsyncGenerator<readonly SourceRow[]> {
  try {
    yield* rows;
  } catch (error) {
    if (!(error instanceof RunError)) await assertUnchanged(file);
    throw asRunError(error, { file: file.name, sheet });
  }
}
