/**
 * Which column holds what, beside what the headings say themselves: what was confirmed before, what a person says now,
 * and the remembering of both. Questions come before anything is read or locked, all at once; after them nobody has to
 * watch.
 */
import { basename } from 'node:path';
import { RunError } from '../../errors.ts';
import type { RunEvent } from '../../events.ts';
import { knownForms, withForm } from '../../mappings/mappings.ts';
import { readMappings, writeMappings } from '../../mappings/mappings-file.ts';
import type { KnownForms } from '../../record/header/form.ts';
import type { Context } from '../context.ts';
import type { Setup } from '../setup.ts';

type Report = (event: RunEvent) => void;
type ColumnsEvent = Extract<RunEvent, { event: 'columns' }>;

export interface SettledColumns {
  readonly forms: KnownForms;
  /** Hands every event on, and notes which forms were read to their end. */
  listen(report: Report): Report;
  /**
   * Remembers what was said of these forms. The rows are not concerned: a file that can be read or written no more is
   * told and changes no exit code.
   */
  keep(): Promise<void>;
}

/** Throws MAPPINGS_DAMAGED, and DISK_FAILED or DISK_READ_ONLY when what is remembered cannot be read. */
export async function settleColumns(files: readonly string[], setup: Setup, context: Context): Promise<SettledColumns> {
  const path = setup.config.options.reading.columns;
  const known = knownForms(await readMappings(path, context.uid));
  const forms = context.ask
    ? await (await import('./ask-columns.ts')).askAboutFiles(files, known, setup, context)
    : known;
  const begun = new Map<string, ColumnsEvent>();
  const read: ColumnsEvent[] = [];
  return {
    forms,
    listen: (report) => (event) => {
      if (event.event === 'columns' && event.form.told.size > 0) begun.set(`${event.file}\n${event.sheet}`, event);
      const columns = event.event === 'file' ? begun.get(`${event.file}\n${event.sheet}`) : undefined;
      if (columns) read.push(columns);
      report(event);
    },
    async keep() {
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
