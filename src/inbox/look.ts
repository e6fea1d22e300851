/**
 * One look into an inbox: which of its files are whole and may be sheets, each with the digest of its bytes. Files that
 * lie there as they did last night cost a question to the disk and nothing more.
 */
import type { Clock } from '../clock.ts';
import { digestOfFile } from '../disk/digest.ts';
import { RunError, systemCode } from '../errors.ts';
import type { PassedOver } from '../events.ts';
import { kindOfSheet } from '../source/open.ts';
import { type Found, type Inbox, type Listed, listInbox, type SortedNames, stampAt } from './list.ts';
import { forgetGone, type Memory, type Remembered } from './memory.ts';
import { otherText } from './names.ts';
import { AT_REST_MS, isStillCopied, OF_HALF_A_FILE } from './whole.ts';

/** What is whole and may be a sheet. */
export interface Candidate extends Found {
  /** SHA-256 of its bytes in hexadecimal digits. */
  readonly digest: string;
}

export interface Looked {
  readonly inboxes: readonly Inbox[];
  readonly candidates: readonly Candidate[];
  readonly passed: readonly PassedOver[];
  /** What cannot be looked into, with the name that it was typed by. */
  readonly failures: readonly { readonly file: string; readonly error: RunError }[];
}

export interface Looking {
  readonly names: SortedNames;
  readonly memory: Memory;
  /** Absolute paths of what is the program's own: its configuration, its keys. */
  readonly ours: ReadonlySet<string>;
  readonly clock: Clock;
  readonly stop: AbortSignal;
}

/** A file that is new must not change for so long. A copying program writes many times in it. */
const MOMENT_MS = 1_000;
const TAIL_BYTES = 64;

/** Never throws for what a folder can hold; the memory is brought up to date. */
export async function lookInto(root: Inbox, looking: Looking): Promise<Looked> {
  const { names, memory, ours, clock, stop } = looking;
  const listed = listInbox(root, names, clock.now());
  const found = listed.found.filter(({ path }) => !ours.has(path));
  forgetGone(memory, new Set(listed.inboxes.map(({ path }) => path)), new Set(found.map(({ path }) => path)));
  if (found.some(({ path, stamp }) => memory.files.get(path)?.stamp !== stamp)) await clock.sleep(MOMENT_MS, stop);
  const looked: Mutable = { candidates: [], passed: listed.passed.slice(), failures: shutOnes(listed) };
  for (const file of found) {
    if (stop.aborted) break;
    await lookAt(file, looking, looked);
  }
  return { inboxes: listed.inboxes, ...looked };
}

interface Mutable {
  readonly candidates: Candidate[];
  readonly passed: PassedOver[];
  readonly failures: { file: string; error: RunError }[];
}

function shutOnes({ shut }: Listed): Mutable['failures'] {
  return shut.map(({ inbox, code }) => ({
    file: inbox.name,
    error: new RunError('INBOX_AWAY', { path: inbox.name, code }),
  }));
}

async function lookAt(file: Found, { memory, clock }: Looking, looked: Mutable): Promise<void> {
  const { name, path, stamp } = file;
  const now = clock.now();
  const before = memory.files.get(path);
  const known: Remembered = before?.stamp === stamp ? before : { stamp, seen: now };
  memory.files.set(path, known);
  if (known.noSheet !== undefined) looked.passed.push({ file: name, why: 'no-sheet', type: known.noSheet });
  else if (known.digest !== undefined) looked.candidates.push({ ...file, digest: known.digest });
  else if (stampAt(path) !== stamp) {
    memory.files.delete(path);
    looked.passed.push({ file: name, why: 'copying' });
  } else await meet(file, known, now, memory, looked);
}

/** A file that is not known yet. */
async function meet(file: Found, known: Remembered, now: number, memory: Memory, looked: Mutable): Promise<void> {
  const { name, path, stamp, changedMs } = file;
  const seenMs = now - known.seen;
  try {
    const { format, tail } = await kindOfSheet(path, TAIL_BYTES);
    const kind = format === 'csv' ? 'text' : format === 'html' || format === 'xml' ? 'markup' : 'other';
    const noSheet = kind === 'text' ? otherText(path) : undefined;
    if (noSheet !== undefined) throw new RunError('FILE_TYPE', { type: noSheet });
    if (isStillCopied({ kind, tail, ageMs: ageOf(changedMs, now), seenMs })) {
      looked.passed.push({ file: name, why: 'copying' });
      return;
    }
    await addDigest(file, known, memory, looked);
  } catch (error) {
    if (!(error instanceof RunError)) throw error;
    const failure = new RunError(error.code, { ...error.params, file: name }, { cause: error });
    if (error.code === 'FILE_TYPE') {
      const type = String(error.params['type']);
      memory.files.set(path, { ...known, stamp, noSheet: type });
      looked.passed.push({ file: name, why: 'no-sheet', type });
    } else if (OF_HALF_A_FILE.has(error.code) && seenMs < AT_REST_MS)
      looked.passed.push({ file: name, why: error.code === 'FILE_EMPTY' ? 'empty' : 'copying' });
    else if (error.code === 'FILE_UNREADABLE' || error.code === 'DISK_FAILED')
      looked.failures.push({ file: name, error: failure });
    // Whoever reads it says what is wrong with it.
    else await addDigest(file, known, memory, looked);
  }
}

/** rsync gives what it was cut off in (`--partial`) the first moment of 1970: that is no age. */
function ageOf(changedMs: number, now: number): number {
  return changedMs === 0 ? 0 : now - changedMs;
}

async function addDigest(file: Found, known: Remembered, memory: Memory, looked: Mutable): Promise<void> {
  try {
    const digest = (await digestOfFile(file.path)).toString('hex');
    if (stampAt(file.path) !== file.stamp) {
      memory.files.delete(file.path);
      looked.passed.push({ file: file.name, why: 'copying' });
      return;
    }
    memory.files.set(file.path, { ...known, digest });
    looked.candidates.push({ ...file, digest });
  } catch (error) {
    const code = systemCode(error);
    if (code === undefined) throw error;
    looked.failures.push({ file: file.name, error: new RunError('FILE_UNREADABLE', { file: file.name, code }) });
  }
}
