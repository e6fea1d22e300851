/** The audit of a ledger in PostgreSQL, a page at a time. */
import type { AuditEntry } from '../history-side.ts';
import { type AuditPosition, auditAfter, BEGIN_OF_AUDIT } from '../sqlite/audit.ts';
import type { Desk } from './desk.ts';
import type { ReportSides } from './sides.ts';

const AT_ONCE = 2_000;

/** @throws RunError LEDGER_CHANGED */
export async function* auditOf(desk: Desk<ReportSides>): AsyncIterable<AuditEntry> {
  let after: AuditPosition = BEGIN_OF_AUDIT;
  let page: readonly AuditEntry[];
  do {
    page = await desk.look(
      (load) => load.rows('audit', `id > $1 ORDER BY id LIMIT ${AT_ONCE}`, [after.number]),
      async ({ connection }) => Array.from(auditAfter(connection, after)),
    );
    yield* page;
    after = page.at(-1) ?? after;
  } while (page.length === AT_ONCE);
}
