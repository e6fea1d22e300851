import type { Figures } from '../numbers.ts';
import type { ReconcileWords } from '../reconcile.ts';

export function reconcileEn({ number: n, duration }: Figures): ReconcileWords {
  return {
    progress: (asked) => `Asking the server: ${n(asked)} ${asked === 1 ? 'record' : 'records'} so far`,
    title: (target, files, ms) =>
      `Paper against ${target}: ${n(files)} ${files === 1 ? 'file' : 'files'}, ${duration(ms)}`,
    onPaper: 'on paper and ready for the server',
    onServer: 'of these on the server',
    missing: 'missing on the server',
    unexpected: 'on the server, no longer on paper',
    reasons: {
      lost: 'LOST: the server gave a receipt and does not have it',
      refused: 'refused by the server; see `vax-upload rejects`',
      held: 'held in the ledger: a person must decide',
      'in-doubt': 'sent, answer lost; `vax-upload resume` asks for it',
      waiting: 'waiting in the ledger; `vax-upload resume` sends it',
      'never-imported': 'never imported on this computer',
      unknown: 'no ledger here knows why',
    },
    apart: (terms) => `Not compared, because they cannot be sent: ${terms}`,
    row: (place, reason) => `${place}: ${reason}`,
    unexpectedRow: (place) => `${place} as it once was: on the server, no longer in the sheet`,
    more: (rows) => `and ${n(rows)} more; -o FILE.xlsx or --rows lists them all`,
    lost: (records) =>
      `LOOK INTO THIS: ${n(records)} ${records === 1 ? 'record has a receipt' : 'records have receipts'} and ${records === 1 ? 'is' : 'are'} not on the server. It was asked twice. Show \`vax-upload explain FILE ROW\` to the server's people; they have deleted or lost what they confirmed. To send them again from these files: \`vax-upload reconcile FILE --repair\`.`,
    unread: (files) =>
      `NOT COMPLETE: ${n(files)} ${files === 1 ? 'file' : 'files'} could not be read (see above); whether the server has their rows is not known.`,
    repaired: ({ again, fresh, left }) => {
      const parts = [
        ...(again > 0 ? [`${n(again)} that the server had lost`] : []),
        ...(fresh > 0 ? [`${n(fresh)} that were never imported`] : []),
      ];
      const rest = left > 0 ? ` ${n(left)} could not be repaired: their rows do not say any more what was sent.` : '';
      if (parts.length === 0) return `Repaired: nothing.${rest} Nothing was changed.`;
      return `Repaired: ${parts.join(' and ')} wait to be sent.${rest} Next: \`vax-upload resume\` sends them.`;
    },
    next: (complete, missing) => {
      if (complete) return 'Complete: every record on paper is on the server.';
      if (missing['never-imported'] + missing.unknown > 0)
        return 'Next: `vax-upload import` these files. What the server has already is not stored twice.';
      if (missing.waiting + missing['in-doubt'] > 0) return 'Next: `vax-upload resume`, then compare again.';
      return missing.refused + missing.held > 0
        ? 'Next: `vax-upload rejects -o FILE`, correct the marked cells and import that file.'
        : 'Next: talk to the people of the server.';
    },
    written: (path) => `Written: ${path} (places and reasons only, no names)`,
    headings: { file: 'File', sheet: 'Sheet', line: 'Row', dose: 'Dose group', why: 'Why' },
    sheets: { sum: 'Comparison', rows: 'Rows' },
  };
}
