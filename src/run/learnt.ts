/**
 * What `doctor` has learnt of servers, beside the ledger: a small file by the name of the target. It is advice: without
 * it a target is as careful as with a server that it does not know.
 */
import { join } from 'node:path';
import { z } from 'zod';
import { readOwnFileSync } from '../disk/own-file.ts';
import { writeFileWhole } from '../disk/write-file.ts';
import { RunError } from '../errors.ts';
import type { Learnt } from '../target/examination.ts';

const FILE = 'servers.json';
const schema = z.record(z.string(), z.record(z.string(), z.union([z.number(), z.boolean(), z.string()])));

/**
 * Of the target that bears this name, in the folder of the ledger; nothing where nothing was learnt, or what is there is damaged. @throws RunError
 * SETTINGS_UNSAFE where others could have written it.
 */
export function learntOf(target: string, folder: string, uid: number | undefined): Learnt | undefined {
  return all(folder, uid)[target];
}

/** @throws RunError of the disk, and as `learntOf`. */
export async function remember(target: string, learnt: Learnt, folder: string, uid: number | undefined): Promise<void> {
  const text = JSON.stringify({ ...all(folder, uid), [target]: learnt }, undefined, 2);
  await writeFileWhole(pathOf(folder), async (into) => {
    into.write(`${text}\n`);
  });
}

function all(folder: string, uid: number | undefined): Readonly<Record<string, Learnt>> {
  let text: string;
  try {
    text = readOwnFileSync(pathOf(folder), 'settings', uid).toString();
  } catch (error) {
    if (error instanceof RunError) throw error;
    return {};
  }
  const learnt = schema.safeParse(jsonOf(text));
  return learnt.success ? learnt.data : {};
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function pathOf(folder: string): string {
  return join(folder, FILE);
}
