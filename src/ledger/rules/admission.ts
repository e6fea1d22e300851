/**
 * What becomes of a record that meets an entry with its key. The judge (judge.ts) asks for it; whom else a record meets
 * is asked there.
 *
 * The rules (docs/decisions.md, "What is a duplicate"):
 * - The first reading of a run that has a key *owns* its entry in this run; its outcome is the entry's.
 * - The same dose again in this run, with the same content, is *repeated*: sent once.
 * - The same key with other content is *held*: all sides, none is dropped. So is everything under one identity number
 *   that stands for two people, which is found before this judgement is asked. What is already on the server (or on its
 *   way) stays; then only the newcomer is held.
 * - Doses of one person that are out of order, or on one day, are held like the same dose twice: all that are not on
 *   the server, wherever they stand. A dose that the server has is not compared, since its date is kept nowhere.
 * - Namesakes under numbers that one slip of the fingers makes of each other are held like two people under one
 *   number, until a person has confirmed the rows of both in a correction sheet. Other namesakes are sent, with a
 *   warning.
 * - A person was asked about a refused or held entry. What a later run brings for it is the correction and replaces it;
 *   so does the same row again, where a province only asked (`isQuestion`) and its clerk says that it is right. So does
 *   a row that was corrected in its place after the server took it, where the server takes corrections
 *   (`Traits.overwrites`); a row that says the same as a record that the server has lost (`reconcile --repair`); and a
 *   changed row in the very place the entry came from. The same file again, byte for byte, decides nothing: cron brings
 *   it every night.
 */
import type { EntryState } from '../states.ts';

/** What must be known of the entry that has the reading's key. */
export interface Standing {
  readonly state: EntryState;
  /** It was written or confirmed by this run. */
  readonly thisRun: boolean;
  /** The reading stands where the entry came from: same file name, sheet, line and dose. */
  readonly samePlace: boolean;
  /** The file was taken in by an earlier run and has not changed by a byte. */
  readonly unchangedFile: boolean;
  /** Same date, vaccine and batch number. */
  readonly sameDose: boolean;
  /** The server took it and is proven to lack it, and somebody wants that repaired. */
  readonly lost?: boolean;
  /** Not one field differs, not even the phone number. */
  readonly identical: boolean;
  /** It was refused because somebody asks (`isQuestion`), and the clerk says that the row is right as it stands. */
  readonly answered?: boolean;
  /** A person has corrected the row, and the target takes what replaces the one that it has. */
  readonly update?: boolean;
}

export type AdmissionDecision =
  /** The entry stays as it is and this reading speaks for it in this run. */
  | 'owns'
  | 'repeated'
  /** The entry takes this content and is pending. */
  | 'replaces'
  /** Entry and reading are held. */
  | 'conflict'
  /** The entry stays (it is on the server or on its way); the reading is held. */
  | 'conflict-with-sent';

const SENT: ReadonlySet<EntryState> = new Set(['sending', 'in-doubt', 'accepted']);

/** On the server, or on its way: nothing takes it back. */
export function isSent(state: EntryState): boolean {
  return SENT.has(state);
}

/** What a person has said about two namesakes under near numbers. */
export interface Confirmation {
  /** After the question, correction sheets have brought the rows of the newcomer again, each confirmed. */
  readonly newcomerKept: boolean;
  /** The same of the other one. */
  readonly otherKept: boolean;
  /** The other one is on the server or on its way, and no row of it was brought again in this run without an answer. */
  readonly otherSent: boolean;
}

/** Whether they are known to be two people. */
export function areApart({ newcomerKept, otherKept, otherSent }: Confirmation): boolean {
  return newcomerKept && (otherKept || otherSent);
}

export function decideAdmission(standing: Standing): AdmissionDecision {
  const { state, thisRun, samePlace, unchangedFile, sameDose, lost, identical, answered, update } = standing;
  if (thisRun) {
    if (sameDose) return 'repeated';
    return SENT.has(state) ? 'conflict-with-sent' : 'conflict';
  }
  if (state === 'accepted' && lost && sameDose) return 'replaces';
  if (state === 'accepted' && update && !sameDose && !unchangedFile) return 'replaces';
  if (SENT.has(state)) return sameDose ? 'owns' : 'conflict-with-sent';
  if (state === 'held') return unchangedFile ? 'owns' : 'replaces';
  if (state === 'refused') return identical && !answered ? 'owns' : 'replaces';
  // pending from an earlier run: nobody was asked about it
  if (identical) return 'owns';
  if (samePlace) return 'replaces';
  return sameDose ? 'owns' : 'conflict';
}
