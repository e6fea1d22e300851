/**
 * `-q`: says nothing unless something could not be carried out, or somebody asks. Rows that were asked for are no talk
 * but a result.
 */
import type { Reporter } from '../events.ts';
import { runErrorLines, warningLines } from './failure.ts';
import { type ReporterOptions, writeFitted, writeLines } from './output.ts';
import { positionLine } from './position.ts';
import { rowLine } from './sheet-lines.ts';

/** Prints the two lines of each error on stderr, and with `rows` each row on stdout. */
export function quietReporter({
  out,
  err,
  messages,
  rows,
  now,
  timeZone,
}: Pick<ReporterOptions, 'out' | 'err' | 'messages' | 'rows' | 'now' | 'timeZone'>): Reporter {
  let delivered = false;
  return {
    report(event) {
      if (event.event === 'delivery') delivered = true;
      if (event.event === 'failed') writeFitted(err, runErrorLines(event.error, messages, event.file));
      if (event.event === 'untold') writeFitted(err, warningLines(event.error, messages));
      if (event.event === 'position') writeFitted(err, [positionLine(event, messages, now(), timeZone)]);
      if (event.event === 'row' && rows) writeLines(out, [rowLine(event, messages, delivered)]);
    },
    close() {},
  };
}
