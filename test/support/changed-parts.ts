/** What marking has no business with. */

const TOUCHED =
  /^\[Content_Types\]\.xml$|\.rels$|(?:^|\/)(?:workbook|styles|sharedStrings|sst|calcChain)[^/]*\.xml$|(?:worksheets|chartsheets|dialogsheets|macrosheets|sheets|comments|threadedComments|tables)\/|comments[^/]*\.xml$|\.vml$|vba/i;

/** Themes, drawings, pictures, charts, document properties, printer settings, custom XML: copied byte for byte. */
export function isUntouched(part: string): boolean {
  return !TOUCHED.test(part);
}
