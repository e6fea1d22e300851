/**
 * What became of the records of a parcel, for the district that sent it: sealed under the key that lay in the parcel,
 * so that nobody else who can read the database learns what a registry says of people. PURE.
 */
import type { KeyObject } from 'node:crypto';
import type { RecordKey } from '../record/record.ts';
import type { Reason } from '../target/reason.ts';
import type { Verdict } from '../target/target.ts';
import { type Closed, disclose, enclose } from './envelope.ts';

/** What is final of a record; of others nothing is said yet. */
export type Settled = Extract<Verdict, { readonly kind: 'accepted' | 'already-there' | 'refused' }>;

const INFO = 'vax-upload answer';
/** So much of a key tells it from the others of a parcel; where it does not, the whole key stands there. */
const SHORT_KEY = 13;

/** `keys`: of the whole parcel. */
export function sealAnswer(
  id: string,
  keys: readonly RecordKey[],
  settled: ReadonlyMap<RecordKey, Settled>,
  to: Uint8Array,
): Buffer {
  return enclose(writeAnswer(settled, namesFor(keys)), to, { info: INFO, aad: id });
}

/** The answers to those of `keys` that are settled. */
export function openAnswer(
  sealed: Uint8Array,
  id: string,
  keys: readonly RecordKey[],
  key: KeyObject,
): ReadonlyMap<RecordKey, Settled> | Closed {
  const found = disclose(sealed, key, { info: INFO, aad: id });
  return typeof found === 'string' ? found : readAnswer(found.text, keys);
}

/** Receipt, `[receipt]` where it was there before, or `{refused: […]}`. */
type Written = string | readonly [string] | { readonly refused: readonly Reason[] };

function writeAnswer(settled: ReadonlyMap<RecordKey, Settled>, name: (key: RecordKey) => string): string {
  const written = Array.from(settled, ([key, verdict]): [string, Written] => [name(key), writeOne(verdict)]);
  return JSON.stringify(Object.fromEntries(written));
}

function writeOne(verdict: Settled): Written {
  if (verdict.kind === 'refused') return { refused: verdict.reasons };
  return verdict.kind === 'accepted' ? verdict.receipt : [verdict.receipt];
}

function namesFor(keys: readonly RecordKey[]): (key: RecordKey) => string {
  const short = (key: RecordKey): string => key.slice(0, SHORT_KEY);
  const isPlain = new Set(keys.map(short)).size === keys.length;
  return isPlain ? short : (key) => key;
}

function readAnswer(text: string, keys: readonly RecordKey[]): ReadonlyMap<RecordKey, Settled> | Closed {
  try {
    const written = JSON.parse(text) as Readonly<Record<string, Written>>;
    const settled = new Map<RecordKey, Settled>();
    for (const key of keys) {
      const one = written[key] ?? written[key.slice(0, SHORT_KEY)];
      if (one !== undefined) settled.set(key, readOne(one));
    }
    return settled;
  } catch {
    return 'damaged';
  }
}

/** @throws Error of anything but an answer. */
function readOne(written: Written): Settled {
  if (typeof written === 'string') return { kind: 'accepted', receipt: written };
  if (Array.isArray(written)) return { kind: 'already-there', receipt: String(written[0]) };
  const { refused } = written as { readonly refused: readonly Reason[] };
  if (!Array.isArray(refused) || refused.length === 0) throw new Error('a refusal without a reason');
  return { kind: 'refused', reasons: refused };
}
