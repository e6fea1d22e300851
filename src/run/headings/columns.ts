/**
 * Which column holds what, beside what the headings say themselves: what was confirmed before, what a person says now,
 * and the remembering of both. Questions come before anything is read or locked, all at once; after them nobody has to
 * watch.
 */
import { basename } from 'node:path';
import { RunError } from '../../errors.ts';
import type { FormRead } from '../../intake/take-in-file.ts';
import { knownForms, withForm } from '../../mappings/mappings.ts';
import { readMappings, writeMappings } from '../../mappings/mappings-file.ts';
import type { KnownForms } from '../../record/header/form.ts';
import type { Context } from '../context.ts';
import type { Setup } from '../setup.ts';

export interface SettledColumns {
  readonly forms: KnownForms;
  /**
   * Remembers what was said of the forms that were read. The rows are not concerned: a file that can be read or written
   * no more is told and changes no exit code.
   */
  keep(read: readonly FormRead[]): Promise<void>;
}

/** Throws MAPPINGS_DAMAGED, and DISK_FAILED or DISK_READ_ONLY when what is remembered cannot be read. */
export async function settleColumns(files: readonly string[], setup: Setup, context: Context): Promise<SettledColumns> {
  const path = setup.config.options.reading.columns;
  const known = knownForms(await readMappings(path, context.uid));
  const forms = context.ask
    ? await (await import('./ask-columns.ts')).askAboutFiles(files, known, setup, context)
    : known;
  return {
    forms,
    async keep(read) {
      if (read.length === 0) return;
      let headings = 0;
      const failed = await remember().catch((error: unknown) => {
        if (error instanceof RunError) return error.code;
        throw error;
      });
      if (headings > 0 || failed)
        setup.reporter.report({ event: 'remembered', path, headings, ...(failed ? { failed } : {}) });

      async function remember(): Promise<undefined> {
        // Another run may have written meanwhile.
        const before = await readMappings(path, context.uid);
        let after = before;
        for (const { form, file } of read)
          after = withForm(after, form, { file: basename(file), now: context.clock.now() });
        if (after === before) return;
        const fresh = after.filter((mapping) => !before.includes(mapping));
        headings = fresh.reduce((sum, { columns }) => sum + columns.size, 0);
        await writeMappings(path, after);
      }
    },
  };
}
