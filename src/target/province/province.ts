/**
 * The `province` target: batches as parcels in the database of a province, which delivers them (docs/many-machines.md).
 * What was left there is on no server yet: every record of it is in doubt until the province answers (`vax-upload
 * pull`).
 */
import { RunError } from '../../errors.ts';
import { openAnswer } from '../../parcel/answer.ts';
import { publicBytesOf } from '../../parcel/hpke.ts';
import { districtKey } from '../../parcel/keys.ts';
import { sealParcel } from '../../parcel/parcel.ts';
import { decodeBatch, encodeBatch } from '../batch-bytes.ts';
import type { Finding } from '../examination.ts';
import type { Answer, Batch, Collected, HandedBatch, Outage, Stop, Target } from '../target.ts';
import type { Line, Row } from './line.ts';

export interface ProvinceOptions {
  /** As messages call it: `province host/database`. */
  readonly identity: string;
  /** Of the province, as it was given to the district and not as the database says it. */
  readonly publicKey: Uint8Array;
  /** How the district is called there. */
  readonly district: string;
  /** Of the district's ledger: answers are sealed to a key of its own. Absent where none is open. */
  readonly secret?: Uint8Array | undefined;
  /** The most records in one parcel. */
  readonly maxBatch: number;
}

/** So many parcels are asked for at once: on a poor line an answer to all of them would be cut again and again. */
const ASKED_AT_ONCE = 20;

/** What stands in `state` of parcel_answers (ledger/postgres/parcels-schema.ts). */
const ASIDE = 2;

/** Nothing is asked before something is sent. */
export function provinceTarget(line: Line, options: ProvinceOptions): Target {
  const { identity, publicKey, district, secret, maxBatch } = options;
  let isKnown = false;

  /** The key of the database is never used; that it is the one we were given is all that is asked. */
  async function checkKey(signal: AbortSignal): Promise<Outage | Stop | undefined> {
    if (isKnown) return undefined;
    const rows = await line.ask('SELECT province_key() AS key', [], signal);
    if ('kind' in rows) return rows.kind === 'outage' ? { ...rows, reachedServer: false } : rows;
    const there = rows[0]?.['key'];
    if (!(there instanceof Uint8Array)) return stop(new RunError('PROVINCE_MISSING', { target: identity }));
    if (Buffer.compare(there, publicKey) !== 0) return stop(new RunError('PROVINCE_KEY_WRONG', { target: identity }));
    isKnown = true;
    return undefined;
  }

  async function send({ id, keys, bytes, places }: Batch, signal: AbortSignal): Promise<Answer> {
    const closed = await checkKey(signal);
    if (closed) return closed;
    if (!secret) throw new Error('a parcel that could not be answered');
    const rows = decodeBatch(bytes).map(({ key, record }) => {
      const place = places?.get(key);
      return { key, record, ...(place ? { place } : {}) };
    });
    const replyTo = publicBytesOf(districtKey(secret));
    const sealed = sealParcel({ id, district }, { replyTo, rows }, publicKey);
    const left = await line.ask(
      'SELECT hand_over($1, $2, $3, $4) AS state',
      [id, district, rows.length, sealed],
      signal,
    );
    if ('kind' in left) return left;
    if (left[0]?.['state'] === null) return stop(new RunError('PROVINCE_REFUSES', { target: identity, code: 'id' }));
    return {
      kind: 'reply',
      verdicts: new Map(keys.map((key) => [key, { kind: 'in-doubt' }])),
      handedOver: 'to-province',
    };
  }

  function answerOf({ id, keys }: HandedBatch, row: Row | undefined): Collected {
    if (!row) return { kind: 'absent' };
    if (row['state'] === ASIDE) return { kind: row['why'] === 'newer' ? 'too-new' : 'put-aside' };
    const { answer } = row;
    if (!(answer instanceof Uint8Array) || !secret) return { kind: 'answered', verdicts: new Map() };
    const verdicts = openAnswer(answer, id, keys, districtKey(secret));
    if (verdicts === 'newer') return { kind: 'too-new' };
    return typeof verdicts === 'string' ? { kind: 'unread' } : { kind: 'answered', verdicts };
  }

  async function collectSome(
    handed: readonly HandedBatch[],
    signal: AbortSignal,
  ): Promise<Map<string, Collected> | Outage | Stop> {
    const known = handed.map(({ records, keys }) => records - keys.length);
    const ids = handed.map(({ id }) => id);
    const sql = 'SELECT parcel, state, why, settled, answer FROM parcel_answers($1, $2)';
    const rows = await line.ask(sql, [ids, known], signal);
    if ('kind' in rows) return rows;
    const there = new Map(rows.map((row) => [String(row['parcel']), row]));
    const found = new Map(handed.map((batch) => [batch.id, answerOf(batch, there.get(batch.id))]));
    const unread = ids.filter((id) => found.get(id)?.kind === 'unread');
    if (unread.length > 0) await line.ask('SELECT parcel_unread($1)', [unread], signal);
    return found;
  }

  return {
    identity,
    // Nobody can be asked about one record, and the same parcel twice is one.
    traits: {
      maxBatch,
      safeToResend: true,
      keyLifeMs: Number.POSITIVE_INFINITY,
      finds: 'never',
      onePersonPerRequest: false,
      wantsPlaces: true,
    },
    encode: encodeBatch,
    send,
    find: async () => ({ kind: 'found', results: new Map() }),
    collector: {
      async collect(handed, signal) {
        const closed = await checkKey(signal);
        if (closed) return closed;
        const batches = new Map<string, Collected>();
        for (let from = 0; from < handed.length; from += ASKED_AT_ONCE) {
          const some = await collectSome(handed.slice(from, from + ASKED_AT_ONCE), signal);
          if ('kind' in some) return batches.size > 0 ? { kind: 'collected', batches, weather: some } : some;
          for (const [id, one] of some) batches.set(id, one);
        }
        return { kind: 'collected', batches };
      },
      async heard(ids, signal) {
        const done = await line.ask('SELECT parcel_heard($1)', [[...ids]], signal);
        return 'kind' in done ? done : undefined;
      },
    },
    show: ({ id, bytes }: Batch) => {
      const body = decodeBatch(bytes).map(({ record }) => `${JSON.stringify(record)}\n`);
      return [{ method: 'HAND OVER', url: `${identity}/${id}`, headers: {}, body: body.join('') }];
    },
    async examine(_canary, signal) {
      const closed = await checkKey(signal);
      return { findings: closed ? [findingOf(closed)] : [{ about: 'province', result: 'good' }] };
    },
    close: () => line.close(),
  };
}

function findingOf(closed: Outage | Stop): Finding {
  const why = closed.kind === 'outage' ? closed.cause : (closed.error?.code ?? closed.why);
  return { about: 'province', result: closed.kind === 'outage' ? 'unsure' : 'bad', params: { why } };
}

function stop(error: RunError): Stop {
  return { kind: 'stop', why: 'misconfigured', unsent: true, error };
}
