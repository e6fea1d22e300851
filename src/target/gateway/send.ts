/** Sending a batch to a described server, and what its answer says of each record. */
import type { RecordKey } from '../../record/record.ts';
import { refusedByUs } from '../reason.ts';
import type { ResponseClass } from '../response.ts';
import type { Answer, Batch, Verdict } from '../target.ts';
import { thaw } from './frozen.ts';
import type { Ready } from './make.ts';
import { type GatewayOptions, type Put, UNREADABLE, unsent, type Way } from './put.ts';
import { reasonsIn, withMeanings } from './reasons.ts';
import { headersOf, type Written, writeEach, writeMany, writeOne } from './requests.ts';
import { type Template, Unmapped } from './template.ts';
import { verdictOf, verdictsOf } from './verdicts.ts';

/** What is sent goes out once more over a new connection only where the same twice is one effect. */
export function sends(way: Way, options: GatewayOptions, safeToResend: boolean) {
  const { ready, url, today } = options;
  const { is } = ready;

  function submit({ id }: Batch, { url: to, body }: Written, signal: AbortSignal): Promise<Put> {
    const { method, answers } = is.submit;
    const headers = headersOf(ready, id, way.given);
    return way.put(
      { to: 'submit', method, url: to, headers, body, batch: id, signal, repeatable: safeToResend },
      answers,
    );
  }

  async function one(batch: Batch, signal: AbortSignal): Promise<Answer> {
    const [frozen] = thaw(batch.bytes);
    if (!frozen) return { kind: 'reply', verdicts: new Map() };
    const { key } = frozen.record;
    let written: Written | undefined;
    try {
      written = writeOne(url, ready, frozen, way.given, today());
    } catch (error) {
      return { kind: 'reply', verdicts: new Map([[key, unmapped(error)]]) };
    }
    if (!written) return { kind: 'reply', verdicts: new Map([[key, UNSURE]]) };
    const { answer, row, heard } = await submit(batch, written, signal);
    if (answer.kind !== 'json') return answered(answer, ready);
    const verdict = row && heard && verdictOf(row, heard, key, is.submit.receipt, ready);
    return verdict ? { kind: 'reply', verdicts: new Map([[key, verdict]]) } : UNREADABLE;
  }

  async function many(record: Template, batch: Batch, signal: AbortSignal): Promise<Answer> {
    const verdicts = new Map<RecordKey, Verdict>();
    const records: unknown[] = [];
    const keys: RecordKey[] = [];
    for (const frozen of thaw(batch.bytes)) {
      try {
        records.push(writeEach(record, frozen, way.given, today()));
        keys.push(frozen.record.key);
      } catch (error) {
        verdicts.set(frozen.record.key, unmapped(error));
      }
    }
    if (keys.length === 0) return { kind: 'reply', verdicts };
    const written = writeMany(url, ready, records, batch.id, way.given, today());
    const answer = ofMany(await submit(batch, written, signal), keys);
    // What could not be said is known whatever became of the others.
    if (verdicts.size === 0) return answer;
    if (answer.kind === 'reply') return { ...answer, verdicts: new Map([...verdicts, ...answer.verdicts]) };
    if (answer.kind === 'outage' || answer.kind === 'stop') {
      const isUnsent = answer.kind === 'outage' ? !answer.reachedServer : answer.unsent === true;
      if (isUnsent) for (const key of keys) verdicts.set(key, { kind: 'unsent' });
      return { kind: 'reply', verdicts, weather: answer };
    }
    return answer;
  }

  function ofMany({ answer, row, heard }: Put, keys: readonly RecordKey[]): Answer {
    if (answer.kind !== 'json') return answered(answer, ready);
    if (!row || !heard) return UNREADABLE;
    if (row.means === 'refused')
      return {
        kind: 'refused-whole',
        reasons: reasonsIn(heard.value, heard.status, is.reasons, ready.meanings),
        ...unsent(row),
      };
    if (row.means === 'in-doubt')
      return { kind: 'reply', verdicts: new Map(keys.map((key) => [key, { kind: 'in-doubt' }])) };
    const verdicts = verdictsOf(heard, keys, ready);
    return verdicts ? { kind: 'reply', verdicts } : UNREADABLE;
  }

  return (batch: Batch, signal: AbortSignal): Promise<Answer> =>
    ready.submit.record ? many(ready.submit.record, batch, signal) : one(batch, signal);
}

/** What HTTP says of an answer that no row knows. */
function answered(answer: Exclude<ResponseClass, { kind: 'json' }>, { meanings }: Ready): Answer {
  if (answer.kind === 'key-reused') return UNREADABLE;
  if (answer.kind === 'refused-whole') return { ...answer, reasons: withMeanings(answer.reasons, meanings) };
  return answer;
}

/** A record with a value that the description has no word for: it was not sent, and a person must look. */
function unmapped(error: unknown): Verdict {
  if (!(error instanceof Unmapped)) throw error;
  return { kind: 'refused', reasons: [refusedByUs('SERVER_NO_WORD', error.field, error.value)] };
}

/** The address needs a number that the person does not have. */
const UNSURE: Verdict = { kind: 'refused', reasons: [refusedByUs('PERSON_UNSURE', 'nik')] };
