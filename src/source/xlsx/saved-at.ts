/** When a workbook was saved, as its core properties say (ECMA-376 part 2, §11: dcterms:modified, an instant). */
import { XlsxFault } from './fault.ts';
import type { Zip } from './zip.ts';

const PART = 'docProps/core.xml';
/** The part has some lines. */
const MOST_BYTES = 65_536;

/** Epoch ms; undefined where it is not said, or cannot be read: nothing depends on this part. */
export async function savedAt(zip: Zip): Promise<number | undefined> {
  if (!zip.has(PART) || zip.size(PART) > MOST_BYTES) return undefined;
  try {
    const chunks: Buffer[] = [];
    for await (const chunk of zip.bytes(PART)) chunks.push(chunk);
    const [, modified = ''] =
      /<(?:\w+:)?modified\b[^<>]*>\s*(\d{4}-\d\d-\d\dT[^<\s]{5,30})\s*</.exec(Buffer.concat(chunks).toString('utf8')) ??
      [];
    const at = Date.parse(modified);
    return Number.isNaN(at) ? undefined : at;
  } catch (error) {
    if (error instanceof XlsxFault) return undefined;
    throw error;
  }
}
