/** What a store answers that has seen nothing before this run: no rows of earlier runs, no answers, no server. */
import type { EntryStore } from '../rules/entry-store.ts';
import type { TakenReading } from '../sealed/prepare.ts';
import type { SeenEntry } from './seen-entry.ts';

type Store = EntryStore<TakenReading, SeenEntry>;

/** All that the judge asks about earlier runs. */
type Past =
  | 'settled'
  | 'withdraw'
  | 'setAside'
  | 'answer'
  | 'whyHeld'
  | 'isLost'
  | 'isAsked'
  | 'overwrites'
  | 'isUnchangedFile'
  | 'isSamePlace'
  | 'isIdentical'
  | 'own'
  | 'replace'
  | 'keep'
  | 'leaveOpen'
  | 'keepOther';

export const NO_PAST: Pick<Store, Past> = {
  settled: () => undefined,
  withdraw: () => false,
  setAside: () => undefined,
  answer: () => undefined,
  whyHeld: () => [],
  isLost: () => false,
  isAsked: () => false,
  overwrites: false,
  isUnchangedFile: () => false,
  isSamePlace: () => false,
  isIdentical: () => false,
  own: notHere,
  replace: notHere,
  keep: notHere,
  leaveOpen: notHere,
  keepOther: notHere,
};

/** Every entry is of this run, and what is of this run is neither confirmed nor replaced (rules/admission.ts). */
function notHere(): never {
  throw new Error('no entry is of an earlier run');
}
