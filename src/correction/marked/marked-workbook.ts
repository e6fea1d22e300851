import type { WorkFile } from '../../disk/work-files.ts';
import type { Language } from '../../text/language.ts';
import type { CorrectionInput, ProblemTexts } from '../copied/correction-input.ts';

/** A correction sheet that is to be made out of the workbook that the clerk sent in. */
export interface MarkedWorkbook {
  /** Where to write it; replaced as a whole if it is there. */
  readonly path: string;
  /** See `writeFileWhole`. */
  readonly workFile?: WorkFile;
  /** Where the original is, and the SHA-256 of the bytes whose rows these are. */
  readonly original: { readonly path: string; readonly digest: Uint8Array };
  /** Every sheet of it that has a header; those without rows to correct too. */
  readonly sheets: readonly CorrectionInput[];
  readonly texts: ProblemTexts;
  readonly lang: Language;
  /** What the sheet is made of (workbook/stamp.ts); absent: it gets no mark. */
  readonly made?: string;
  /** All rows, not only those that need a person. */
  readonly all: boolean;
}
