/** `-q`: says nothing unless something could not be carried out. */
import type { Reporter } from './events.ts';
import { runErrorLines } from './failure.ts';
import { type ReporterOptions, writeLines } from './output.ts';

/** Prints the two lines of each error on stderr. */
export function quietReporter({ err, messages }: Pick<ReporterOptions, 'err' | 'messages'>): Reporter {
  return {
    report(event) {
      if (event.event === 'failed') writeLines(err, runErrorLines(event.error, messages, event.file));
    },
    close() {},
  };
}
