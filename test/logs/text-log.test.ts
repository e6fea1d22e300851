/** The file of `--log`. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { addToLog, textLog } from '../../src/logs/text-log.ts';
import { Paper } from '../support/screen.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'text-log-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('is added to, in a folder that is made, for its owner alone', () => {
  const path = join(folder, 'a', 'b', 'night.log');
  addToLog(path, 'one\n');
  addToLog(path, 'two\n');
  expect(readFileSync(path, 'utf8')).toBe('one\ntwo\n');
  expect(statSync(path).mode & 0o777).toBe(0o600);
});

it('does not grow for ever: it becomes .1, and the fifth one is gone', () => {
  const path = join(folder, 'night.log');
  for (let night = 1; night <= 7; night++) {
    writeFileSync(path, `night ${night}\n${' '.repeat(5_000_000)}`);
    addToLog(path, 'next\n');
  }
  expect(readdirSync(folder).toSorted()).toEqual(['night.log', ...[1, 2, 3, 4].map((n) => `night.log.${n}`)]);
  expect(readFileSync(path, 'utf8')).toBe('next\n');
  expect(readFileSync(`${path}.1`, 'utf8').slice(0, 7)).toBe('night 7');
  expect(readFileSync(`${path}.4`, 'utf8').slice(0, 7)).toBe('night 4');
});

it('where it cannot be written, that is said once, and everything goes where it would have gone', () => {
  const path = join(folder, 'night.log');
  mkdirSync(path);
  const err = new Paper();
  const codes: string[] = [];
  const log = textLog(path, (code) => void codes.push(code), err);
  log.write('one\n');
  log.write('two\n');
  expect(codes).toEqual(['EISDIR']);
  expect(err.lines()).toEqual(['one', 'two']);
});
