import { z } from 'zod';
import { choice, path, whole, yesOrNo } from '../values.ts';

/**
 * The `files` target: batches as files in a folder, for servers that only take uploads by hand, and for a stick
 * (docs/targets/files.md).
 */
export const filesTarget = z.strictObject({
  type: choice('files'),
  /** The most records in one file. */
  maxBatch: whole(1, 10_000).default(1_000),
  files: z.strictObject({
    /** Where they go. It has to be there: a stick that is not plugged in is no new folder. */
    folder: path(),
    /** What they are: CSV, XLSX, or FHIR R4 Bundles, one a line. */
    format: choice('csv', 'xlsx', 'fhir').default('csv'),
    /** Each file in a ZIP of its own. */
    archive: yesOrNo().default(false),
    /** Columns of CSV and XLSX and how values are written, and the words of an answer (files-template.ts). */
    template: path().optional(),
  }),
});
