/** Where results may be written by name. */
import { statSync } from 'node:fs';
import { extname, resolve } from 'node:path';
import { RunError } from '../errors.ts';
import type { Context } from './context.ts';

/** @throws RunError VALUE_WRONG for the name of a workbook that Excel would not open. */
export function refuseOtherNames(path: string): void {
  if (extname(path).toLowerCase() === '.xlsx') return;
  const stem = path.slice(0, path.length - extname(path).length).replace(/(?<![/\\])[/\\]+$/, '');
  throw new RunError('VALUE_WRONG', {
    option: '--output',
    given: path,
    expected: `--output ${stem || 'workbook'}.xlsx`,
  });
}

/**
 * A correction sheet is never written over anything: a clerk may be at work in the one of this morning. A folder that
 * is there is let through; each file in it gets a free name.
 * @throws RunError OUTPUT_EXISTS, VALUE_WRONG.
 */
export function refuseTaken(path: string, { cwd }: Context): void {
  const there = statSync(resolve(cwd, path), { throwIfNoEntry: false });
  if (there?.isDirectory()) return;
  refuseOtherNames(path);
  if (there) throw new RunError('OUTPUT_EXISTS', { path });
}

/**
 * A comparison may replace the one of yesterday, but none of the sheets that are compared, under whatever name.
 * @throws RunError OUTPUT_EXISTS, VALUE_WRONG.
 */
export function refuseInput(path: string, inputs: readonly string[], { cwd }: Context): void {
  refuseOtherNames(path);
  const there = statSync(resolve(cwd, path), { throwIfNoEntry: false });
  for (const name of inputs) {
    const input = statSync(resolve(cwd, name), { throwIfNoEntry: false });
    if (there && input?.ino === there.ino && input.dev === there.dev) throw new RunError('OUTPUT_EXISTS', { path });
  }
}
