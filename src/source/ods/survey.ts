/** The first pass through an OpenDocument: that it is whole and within the limits, its styles and its sheets. */
import type { SourceLimits } from '../source.ts';
import { Survey, type SurveyedSheet } from '../streamed/listener.ts';
import { XlsxFault } from '../xlsx/fault.ts';
import { OdsDocument } from './document.ts';
import { OdsStyles } from './styles.ts';

export interface OdsSurvey {
  readonly styles: OdsStyles;
  readonly sheets: readonly SurveyedSheet[];
}

/**
 * `named`: the part with the styles that have names, where there is one. Those of the content replace those of their
 * name.
 * @throws XlsxFault FILE_DAMAGED, FILE_TOO_LARGE, FILE_TYPE for a document that is no spreadsheet.
 */
export async function surveyOds(
  content: AsyncIterable<Buffer>,
  named: AsyncIterable<Buffer> | undefined,
  limits: SourceLimits,
): Promise<OdsSurvey> {
  const styles = new OdsStyles();
  const survey = new Survey(limits);
  if (named) await readAll(named, new OdsDocument(styles, limits, survey));
  const document = new OdsDocument(styles, limits, survey);
  await readAll(content, document);
  if (!document.isSpreadsheet) throw new XlsxFault('FILE_TYPE', 'a document without sheets', { type: 'OPENDOCUMENT' });
  return { styles, sheets: survey.sheets };
}

async function readAll(chunks: AsyncIterable<Buffer>, document: OdsDocument): Promise<void> {
  for await (const chunk of chunks) document.feed(chunk);
  document.finish();
}
