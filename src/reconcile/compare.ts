/**
 * Paper against server. Each record on paper is asked for; what is not there is looked up in the ledger, which may know
 * why; and what the ledger says this paper once brought and the paper no longer has is asked for too. Nothing is
 * changed anywhere.
 */
import type { Clock } from '../clock.ts';
import { type Comparison, MISSING_REASONS, type MissingReason } from '../comparison.ts';
import type { AcceptedEntry, KnownLedger } from '../ledger/known.ts';
import type { EntryState } from '../ledger/states.ts';
import type { Sought } from '../target/target.ts';
import type { AskEnd, Asker } from './ask.ts';
import type { Paper } from './paper.ts';

/** The records on paper, by number: all that a comparison asks of it. */
export type ComparedPaper = Pick<Paper, 'size' | 'isHeld' | 'key' | 'person' | 'place' | 'files'>;

export interface CompareParts {
  readonly paper: ComparedPaper;
  readonly asker: Asker;
  readonly ledger: KnownLedger | undefined;
  readonly clock: Clock;
  /** How long after a record was sent the server may still not show it, in milliseconds. */
  readonly lagMs: number;
  readonly stop: AbortSignal;
}

const THERE = 1;
const FIRST_REASON = 2;
/** Looked up in the ledger at once. */
const CHUNK = 1_000;

const WHY: Readonly<Record<EntryState, MissingReason>> = {
  pending: 'waiting',
  sending: 'waiting',
  'in-doubt': 'in-doubt',
  accepted: 'lost',
  refused: 'refused',
  held: 'held',
};

/** Undefined `comparison` when the server could not be asked to the end. */
export async function compare(
  parts: CompareParts,
): Promise<{ readonly end: AskEnd; readonly comparison?: Comparison }> {
  const { paper, asker, ledger } = parts;
  /** One for each record: 0 not there as far as is known, THERE, or a reason. */
  const marks = new Uint8Array(paper.size());
  const askable = Array.from(marks.keys()).filter((index) => !paper.isHeld(index));
  const asked = await askForPaper(askable, paper, asker, marks);
  if (asked.why !== 'done') return { end: asked };

  /** Of records on paper whose receipt is here and that the server lacks: the number in the ledger. */
  const receipts = new Map<number, number>();
  const gone = ledger ? await consult(ledger, paper, marks, receipts) : [];
  const offPaper = await askOffPaper(gone, asker);
  if (offPaper.end.why !== 'done') return { end: offPaper.end };
  const lost = askable.filter((index) => marks[index] === markOf('lost'));
  const again = await askAgain(parts, lost, offPaper.lacking, marks);
  if (again.end.why !== 'done') return { end: again.end };

  const lostOffPaper = again.lacking;
  const missing = Object.fromEntries(MISSING_REASONS.map((why) => [why, 0])) as Record<MissingReason, number>;
  let onServer = 0;
  for (const index of askable) {
    const mark = marks[index] ?? 0;
    if (mark === THERE) onServer += 1;
    else missing[reasonOf(mark)] += 1;
  }
  missing.lost += lostOffPaper.length;
  return {
    end: asked,
    comparison: {
      onPaper: askable.length,
      onServer,
      missing,
      *rows() {
        for (const index of askable)
          if (marks[index] !== THERE) yield { at: paper.place(index), why: reasonOf(marks[index] ?? 0) };
        for (const { at } of lostOffPaper) yield { at, why: 'lost' };
      },
      lost: [...receipts].filter(([index]) => marks[index] === markOf('lost')).map(([, entry]) => entry),
      unexpected: [...offPaper.there, ...again.there].map(({ at }) => at),
    },
  };
}

/** Asks for things, and tells what the server said of each; of what could not be asked for nothing is told. */
async function askFor<T>(
  things: readonly T[],
  soughtOf: (thing: T) => Sought,
  asker: Asker,
  told: (thing: T, isThere: boolean) => void,
): Promise<AskEnd> {
  let answered = 0;
  function* sought(): Iterable<Sought> {
    for (const thing of things) yield soughtOf(thing);
  }
  // Answers come in the order of the questions.
  return asker.ask(sought(), (found) => {
    const thing = things[answered] as T;
    answered += 1;
    if (found !== undefined) told(thing, found !== 'absent');
  });
}

/** Records on paper, by number. */
function askForPaper(
  indices: readonly number[],
  paper: ComparedPaper,
  asker: Asker,
  marks: Uint8Array,
): Promise<AskEnd> {
  return askFor(
    indices,
    (index) => ({ key: paper.key(index), person: paper.person(index) }),
    asker,
    (index, isThere) => {
      if (isThere) marks[index] = THERE;
    },
  );
}

/** Marks why each missing record is missing, and returns what these files once brought and no longer have. */
async function consult(
  ledger: KnownLedger,
  paper: ComparedPaper,
  marks: Uint8Array,
  receipts: Map<number, number>,
): Promise<AcceptedEntry[]> {
  const gone = new Map((await ledger.acceptedFrom(paper.files())).map((entry) => [entry.id, entry]));
  for (let from = 0; from < marks.length; from += CHUNK) {
    const indices = Array.from({ length: Math.min(CHUNK, marks.length - from) }, (_, n) => from + n);
    const entries = await ledger.entriesOf(indices.map((index) => paper.person(index)));
    for (const [n, index] of indices.entries()) {
      const entry = entries[n];
      if (entry) gone.delete(entry.id);
      if (marks[index] === THERE) continue;
      marks[index] = markOf(entry ? WHY[entry.state] : 'never-imported');
      if (entry && WHY[entry.state] === 'lost') receipts.set(index, entry.id);
    }
  }
  return [...gone.values()];
}

/** Entries without a key cannot be asked for, nor those of a target that finds by person: nothing is said of them. */
async function askOffPaper(
  entries: readonly AcceptedEntry[],
  asker: Asker,
): Promise<{ end: AskEnd; there: AcceptedEntry[]; lacking: AcceptedEntry[] }> {
  const keyed = entries.filter((entry) => entry.key !== undefined);
  const there: AcceptedEntry[] = [];
  const lacking: AcceptedEntry[] = [];
  const end = await askFor(
    keyed,
    ({ key = '' }) => ({ key }),
    asker,
    (entry, isThere) => (isThere ? there : lacking).push(entry),
  );
  return { end, there, lacking };
}

/**
 * Before "lost" is said aloud the server is asked once more, after the time its index may lag behind what was sent
 * last: one "absent" is no proof.
 */
async function askAgain(
  { paper, asker, ledger, clock, lagMs, stop }: CompareParts,
  lost: readonly number[],
  offPaper: readonly AcceptedEntry[],
  marks: Uint8Array,
): Promise<{ end: AskEnd; there: AcceptedEntry[]; lacking: AcceptedEntry[] }> {
  if (!ledger || lost.length + offPaper.length === 0) return { end: { why: 'done' }, there: [], lacking: [] };
  await clock.sleep((await ledger.lastSent()) + lagMs - clock.now(), stop);
  const end = await askForPaper(lost, paper, asker, marks);
  return end.why === 'done' ? askOffPaper(offPaper, asker) : { end, there: [], lacking: [] };
}

function markOf(why: MissingReason): number {
  return FIRST_REASON + MISSING_REASONS.indexOf(why);
}

function reasonOf(mark: number): MissingReason {
  return MISSING_REASONS[mark - FIRST_REASON] ?? 'unknown';
}
