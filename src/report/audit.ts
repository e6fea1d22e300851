/** Entries of the audit in words and as JSON. Pure. */
import type { AuditEntry } from '../ledger/history-side.ts';
import { oneLine } from '../printable.ts';
import type { Messages } from '../text/messages.ts';
import { stamp } from '../text/numbers.ts';

/** Number, time, who, and the deed as a sentence. */
export function auditLine(entry: AuditEntry, { nights }: Messages, timeZone: string | undefined): string {
  const { number, at, who, deed, detail } = entry;
  return oneLine(`${number}  ${stamp(at, timeZone)}  ${who || '–'}  ${nights.deeds[deed](detail)}`);
}

/** All that is written down; with `hash` and the one before anybody can follow the chain (ledger/audit-chain.ts). */
export function auditJson({ at, ...entry }: AuditEntry): Record<string, unknown> {
  return { ...entry, at: new Date(at).toISOString(), ms: at };
}
