/**
 * The states of an entry, as a pure function.
 *
 * ```
 *             claim                 settle: accepted | already-there
 *  pending ----------> sending ------------------------------------> accepted   (body erased, receipt kept)
 *     ^                 |  ^ |------- settle: refused --------------> refused    (goes to the correction sheet)
 *     |  settle: unsent |  | |
 *     +-----------------+  | +------- settle: in-doubt, or found `sending` at start-up --> in-doubt
 *     ^                    |                                                                 |  |
 *     |                    +--- asked, none of the batch is there, key still alive: resend --+  |
 *     |                    (alone, proven absent, and the server fails on it again and again: refused)
 *     +------ asked, proven absent: release ------------------------------------------------ + +---- asked, there --> accepted
 *
 *  pending ------------------- the registry was asked who it is, and cannot tell -> refused
 *  pending ------------------- an older copy of the ledger: may have been sent --> in-doubt
 *  pending, refused, held ---- admit: same key, other content, not a correction --> held       (needs a person)
 *  refused, held ------------- admit: corrected row of a later run ---------------> pending
 *  accepted ------------------ look back after an outage: not there --------------> in-doubt
 *  accepted ------------------ admit: corrected row, and the target overwrites ----> pending
 *  accepted ------------------ repair: proven missing, and its row is there again -> pending
 *  refused ------------------- retry: as it is, in a new batch -------------------> pending
 * ```
 *
 * `accepted` is final as long as the server has it. An entry that is `sending` or `in-doubt` never changes its content.
 */

export const ENTRY_STATES = ['pending', 'sending', 'in-doubt', 'accepted', 'refused', 'held'] as const;
export type EntryState = (typeof ENTRY_STATES)[number];

/** What can happen to an entry. */
export type EntryEvent =
  | 'claimed'
  | 'not-resolved'
  | 'accepted'
  | 'already-there'
  | 'refused'
  | 'unsent'
  | 'in-doubt'
  | 'found-sending'
  | 'resent'
  | 'released'
  | 'conflicted'
  | 'corrected'
  | 'retried'
  | 'gone'
  | 'lost'
  | 'updated'
  | 'suspected';

const STEPS: Readonly<Record<EntryState, Readonly<Partial<Record<EntryEvent, EntryState>>>>> = {
  pending: {
    claimed: 'sending',
    suspected: 'in-doubt',
    'not-resolved': 'refused',
    conflicted: 'held',
    corrected: 'pending',
  },
  sending: {
    accepted: 'accepted',
    'already-there': 'accepted',
    refused: 'refused',
    unsent: 'pending',
    'in-doubt': 'in-doubt',
    'found-sending': 'in-doubt',
  },
  'in-doubt': {
    accepted: 'accepted',
    'already-there': 'accepted',
    refused: 'refused',
    resent: 'sending',
    released: 'pending',
    'in-doubt': 'in-doubt',
  },
  accepted: { gone: 'in-doubt', lost: 'pending', updated: 'pending' },
  refused: { conflicted: 'held', corrected: 'pending', retried: 'pending' },
  held: { conflicted: 'held', corrected: 'pending' },
};

/** The state after `event`, or undefined when the event cannot happen in that state (which is a bug of the caller). */
export function nextState(state: EntryState, event: EntryEvent): EntryState | undefined {
  return STEPS[state][event];
}

/** How many entries there are in each state. */
export type Counts = Readonly<Record<EntryState, number>>;
