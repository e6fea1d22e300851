/** Where a report may be written: anywhere that is free, and over an earlier report, never over anything else. */
import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { extname, resolve } from 'node:path';
import { RunError } from '../errors.ts';
import type { Context } from './context.ts';

/** One file of a report. */
export interface ReportFile {
  /** As it was typed. */
  readonly name: string;
  /** The flag it was typed behind. */
  readonly option: '--output' | '--csv' | '--json';
  /** The first is what is advised. */
  readonly endings: readonly [string, ...string[]];
  /** Whether a file that begins so is an earlier report. */
  readonly isOurs: (begin: string) => boolean;
}

/** So much of a file tells whether it is ours. */
const BEGIN = 1024;

/** Its absolute path. @throws RunError VALUE_WRONG, OUTPUT_EXISTS. */
export function placeOf({ name, option, endings, isOurs }: ReportFile, { cwd }: Context): string {
  const ending = extname(name);
  if (!endings.includes(ending.toLowerCase())) {
    const stem = name.slice(0, name.length - ending.length).replace(/(?<![/\\])[/\\]+$/, '') || 'report';
    throw new RunError('VALUE_WRONG', { option, given: name, expected: `${option} ${stem}${endings[0]}` });
  }
  const path = resolve(cwd, name);
  const there = statSync(path, { throwIfNoEntry: false });
  if (there && !(there.isFile() && (there.size === 0 || isOurs(beginOf(path)))))
    throw new RunError('OUTPUT_EXISTS', { path: name });
  return path;
}

/** Nothing where it cannot be read: then it is not ours. */
function beginOf(path: string): string {
  const bytes = Buffer.alloc(BEGIN);
  try {
    const file = openSync(path, 'r');
    try {
      return bytes.toString('utf8', 0, readSync(file, bytes, 0, BEGIN, 0));
    } finally {
      closeSync(file);
    }
  } catch {
    return '';
  }
}
