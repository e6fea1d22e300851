/**
 * What a line of a run's log says of an event. Names of files and sheets, numbers and codes; never a cell. Pure.
 *
 * What `--json` promises stands in it as it does there; the rest is named field by field here.
 */
import type { RunEvent } from '../events.ts';
import { jsonEvent } from '../report/json.ts';

/** Undefined for what is no line: what moves on a screen, headings, and rows that nobody has asked for. */
export function logLine(event: RunEvent, rows: boolean): Readonly<Record<string, unknown>> | undefined {
  switch (event.event) {
    case 'taken-in': {
      const { rows: count, readings, fresh, known } = event;
      return { event: event.event, rows: count, readings, fresh, known };
    }
    case 'delivery':
      return { event: event.event, waiting: event.waiting, inDoubt: event.inDoubt, target: event.target };
    case 'doubts': {
      const { asked, there, absent, unknown } = event;
      // Asked again and again, and nothing settled.
      return there + absent === 0 ? undefined : { event: event.event, asked, there, absent, unknown };
    }
    case 'look-back':
      return { event: event.event, asked: event.asked, gone: event.gone };
    case 'stopping':
      return { event: event.event, why: event.why };
    case 'remembered': {
      const { path, headings, failed } = event;
      return { event: event.event, path, headings, ...(failed === undefined ? {} : { failed }) };
    }
    case 'untold': {
      // Which way, its host, and what came of it; of addresses nothing else is in there (src/notify/).
      const { code, params } = event.error;
      return { event: event.event, code, ...params };
    }
    default:
      return jsonEvent(event, rows);
  }
}

/** Events that come by the thousand. A log that has grown too large goes on without them. */
const FREQUENT: ReadonlySet<RunEvent['event']> = new Set(['batch', 'request', 'row', 'doubts']);

export function isFrequent({ event }: RunEvent): boolean {
  return FREQUENT.has(event);
}
