import { type Answers, answerIn, type ExplainWords, placeOf } from '../explain.ts';
import type { Figures } from '../numbers.ts';
import { outageCausesEn } from './outage-causes.ts';

const ANSWERS: Answers = {
  causes: outageCausesEn,
  failed: 'failed',
  reply: 'the server answered',
  question: 'the server was asked about it',
  split: 'too much for one request; sent again in parts',
  'refused-whole': 'the server refused the whole batch',
  unauthorised: 'the server does not accept our credentials',
  misconfigured: 'something else than the registry answered',
  untrusted: 'its certificate cannot be trusted',
  uncertified: 'the server does not take our certificate',
  disk: 'the file could not be written',
  'handed-over': 'written to a file, for a person to hand over',
  confirmed: 'a person has said what became of it',
  lost: 'a person has said that it never arrived',
  late: 'the ledger answered too late; nothing was sent',
  'with-province': 'handed over to the province',
  pulled: 'the province has answered',
  'not-there': 'the province does not have it; it goes again',
  'put-aside': 'the province could not read it; it goes again',
};

export function explainEn({ duration }: Figures): ExplainWords {
  return {
    title: (file, sheet, line, dose) =>
      `${placeOf(file, sheet, 'sheet')}, row ${line}${dose === undefined ? '' : `, dose group ${dose}`}`,
    read: (at) => `read ${at}`,
    kinds: {
      owner: 'a record of its own',
      repeated: 'the same record stands in another row; it is sent once',
      held: 'held: a person must decide',
      invalid: 'not sent: to be corrected in the sheet',
      skipped: 'skipped: it holds no record',
      superseded: 'set aside: a later sheet has this row again',
      dismissed: 'dismissed: it is not sent, and nobody is asked about it',
    },
    problem: (field, sentence, severity) =>
      `${severity === 'warning' ? 'warning' : 'problem'}${field ? ` (${field})` : ''}: ${sentence}`,
    dismissed: (at, who) => `dismissed ${at}${who === '' ? '' : ` by ${who}`}`,
    replaced: (at, file, sheet, line) => `replaced ${at} by ${placeOf(file, sheet, 'sheet')}, row ${line}`,
    owner: (file, sheet, line) => `the same as ${placeOf(file, sheet, 'sheet')}, row ${line}`,
    key: (key) => `key ${key}`,
    batch: (id) => `batch ${id}`,
    attempt: (at, answer, ms) => `  ${at} ${answerIn(ANSWERS, answer)} (${duration(ms)})`,
    state: {
      pending: 'now: waiting to be sent',
      sending: 'now: being sent',
      'in-doubt': 'now: in doubt; the server is asked before it is sent again',
      accepted: 'now: on the server',
      refused: 'now: refused by the server; see the correction sheet',
      held: 'now: held; a person must decide',
    },
    handedOver: 'now: in a file that was handed over; say with `vax-upload confirm` what became of it',
    withProvince: 'now: with the province; `vax-upload pull` fetches what came of it',
    receipt: (receipt) => `receipt ${receipt}`,
    reason: (code) => `the server's reason: ${code ?? 'see the correction sheet'}`,
  };
}
