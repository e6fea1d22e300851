/** Puts every sheet where its person finds it again. What cannot be moved stays, is told, and is tried again. */
import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { digestOfFile } from '../disk/digest.ts';
import { RunError } from '../errors.ts';
import { type Inbox, openIn, stampAt } from './list.ts';
import type { Candidate } from './look.ts';
import type { Memory, Remembered } from './memory.ts';
import { moveInto, type NoteBegun } from './move.ts';
import { isNote, passByName, stemOf } from './names.ts';
import { doneWith, type Member, placeFor, type Standing } from './whereto.ts';

/** A sheet of the inbox, and how it stands at the end of the night. */
export interface Standings {
  readonly sheet: Candidate;
  readonly standing: Standing;
}

export interface Sorting {
  readonly memory: Memory;
  readonly now: number;
  readonly note: NoteBegun;
  /** How a file with these bytes stands by the ledger; undefined for one that was never taken in. */
  readonly standingOf: (digest: Uint8Array) => Promise<Standing | undefined>;
  /** Whether a file is a correction sheet that nobody has touched. */
  readonly isUntouched: (path: string) => Promise<boolean>;
  /** One that could not be moved. */
  readonly failed: (error: RunError) => void;
}

/** Where sheets are now: name as it was typed → new path. */
export type Moves = Map<string, string>;

/** Moves the sheets of an inbox; what waits for the server stays. A folder that cannot be written is told once. */
export async function sortSheets(sheets: readonly Standings[], sorting: Sorting): Promise<Moves> {
  const moves: Moves = new Map();
  const stuck = new Set<string>();
  for (const { sheet, standing } of sheets) {
    const { inbox, path, name, stamp } = sheet;
    const place = placeFor(standing, sheet.open);
    const folder = place === 'done' ? inbox.done : inbox.toCorrect;
    // Somebody has put another version in its place: that is for the next night.
    if (place === 'stay' || stuck.has(folder) || stampAt(path) !== stamp) continue;
    const to = await moved(path, folder, sorting, place === 'to-correct');
    if (to === undefined) stuck.add(folder);
    else moves.set(name, to);
  }
  return moves;
}

/** What lies in the folder of corrections after the night. */
export interface Swept {
  /** Sheets that were done with: as they were called there → where they are now. */
  readonly done: Moves;
  /** So many sheets wait for a person. */
  readonly waiting: number;
  /** Sheets that were changed there, and that nobody has put into the inbox. */
  readonly unread: readonly string[];
}

/**
 * Looks through the folder of corrections of an inbox: what was corrected meanwhile goes to what is done, with
 * everything that belongs to it. `arrived`: names of the sheets of this inbox that were done tonight.
 */
export async function sweepToCorrect(inbox: Inbox, arrived: readonly string[], sorting: Sorting): Promise<Swept> {
  const stems = new Set(arrived.map(stemOf));
  const groups = new Map<string, Member[]>();
  const names = namesIn(inbox.toCorrect);
  const isOpen = openIn(inbox.toCorrect, names, sorting.now);
  for (const name of names) {
    const found = await memberOf(join(inbox.toCorrect, name), name, sorting);
    if (!found) continue;
    // Nothing moves under the hands of whoever has it open.
    const member: Member = isOpen(name) ? { name, is: 'open' } : found;
    const stem = stemOf(name);
    groups.set(stem, [...(groups.get(stem) ?? []), member]);
  }
  const done: Moves = new Map();
  const unread: string[] = [];
  let waiting = 0;
  for (const [stem, members] of groups) {
    const leaving = doneWith(members, stems.has(stem));
    for (const { name } of leaving) {
      const to = await moved(join(inbox.toCorrect, name), inbox.done, sorting, false);
      if (to === undefined) return { done, waiting: waiting + 1, unread };
      done.set(shown(inbox, name), to);
    }
    const staying = members.filter((member) => !leaving.includes(member));
    if (staying.some(({ is }) => is !== 'unread')) waiting += 1;
    unread.push(...staying.filter(({ is }) => is === 'unread').map(({ name }) => shown(inbox, name)));
  }
  return { done, waiting, unread };
}

/** What lies in the folder of corrections, as somebody would type it. */
function shown({ name, toCorrect }: Inbox, file: string): string {
  return join(name, basename(toCorrect), file);
}

async function memberOf(path: string, name: string, sorting: Sorting): Promise<Member | undefined> {
  const stamp = stampAt(path);
  if (stamp === undefined || passByName(name, 'file') !== undefined) return undefined;
  if (isNote(name)) return { name, is: 'ours' };
  const { memory, now } = sorting;
  const known = memory.files.get(path);
  const same: Remembered = known?.stamp === stamp ? known : { stamp, seen: now };
  try {
    const digest = same.digest ?? (await digestOfFile(path)).toString('hex');
    memory.files.set(path, { ...same, digest });
    const standing = await sorting.standingOf(Buffer.from(digest, 'hex'));
    if (standing !== undefined) return { name, is: standing === 'done' ? 'settled' : 'open' };
    if (same.refused !== undefined || (await sorting.isUntouched(path))) return { name, is: 'ours' };
    return { name, is: 'unread' };
  } catch {
    // Not to be read by us; nobody says that it is done.
    return { name, is: 'open' };
  }
}

/** Undefined where it could not be moved, which is told. `remembers`: it is looked at there again. */
async function moved(path: string, folder: string, sorting: Sorting, remembers: boolean): Promise<string | undefined> {
  const { memory, note, failed } = sorting;
  try {
    const to = await moveInto(path, folder, basename(path), note);
    const stamp = stampAt(to);
    const known = memory.files.get(path);
    memory.files.delete(path);
    if (remembers && known && stamp !== undefined) memory.files.set(to, { ...known, stamp });
    return to;
  } catch (error) {
    if (!(error instanceof RunError)) throw error;
    failed(error);
    return undefined;
  }
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).toSorted();
  } catch {
    return [];
  }
}
