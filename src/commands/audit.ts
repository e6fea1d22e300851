/** `audit`: who has done what with this ledger, the oldest first; an entry that is missing or was changed is told. */
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { jsonLine } from '../printable.ts';
import { auditJson, auditLine } from '../report/audit.ts';
import { writeFitted, writeLines } from '../report/output.ts';
import type { CommonOptions, Context } from '../run/context.ts';
import { inReport } from '../run/with-ledger.ts';

export function audit(options: CommonOptions, context: Context): Promise<ExitCode> {
  return inReport(options, context, async ({ setup, ledger }) => {
    const { json, messages, timeZone } = setup;
    const { out } = context;
    let [entries, hash] = [0, ''];
    for await (const entry of ledger.audit()) {
      if (json) writeLines(out, [jsonLine(auditJson(entry))]);
      else writeFitted(out, [auditLine(entry, messages, timeZone)]);
      entries += 1;
      hash = entry.hash;
    }
    const { auditWhole, auditEmpty } = messages.nights;
    if (!json) writeFitted(out, [entries === 0 ? auditEmpty : auditWhole(entries, hash)]);
    return EXIT.done;
  });
}
