import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sweepWorkFiles, whileNoted, workFileFor } from '../../src/disk/work-files.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vax-work-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const notes = (): string => join(folder, '.vax-upload');
const ledger = (): string => join(notes(), 'ledger.db');
const sheet = (): string => `${ledger()}.sheet`;
const isRunning = (pid: number): boolean => pid === 1;
const US = { pid: process.pid, isRunning };

/** A process that writes a workbook at `path` and is killed in the middle. */
function killedWhileWriting(path: string, own?: string): void {
  const program = `
    import { whileNoted, workFileFor } from '${new URL('../../src/disk/work-files.ts', import.meta.url).href}';
    import { writeFileWhole } from '${new URL('../../src/disk/write-file.ts', import.meta.url).href}';
    const worker = { pid: process.pid, isRunning: () => true };
    const file = workFileFor(${JSON.stringify(path)}, worker, ${JSON.stringify(own)});
    await whileNoted(${JSON.stringify(notes())}, file, worker, () => writeFileWhole(${JSON.stringify(path)}, async (into) => {
      await new Promise((written) => into.write('3324011503550001 Karangan', written));
      process.kill(process.pid, 'SIGKILL');
    }, file));
  `;
  const { signal, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', program], { encoding: 'utf8' });
  expect(signal, stderr).toBe('SIGKILL');
}

const left = (): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true }).flatMap((e) => (e.isFile() ? [e.name] : []));

describe('what a killed process leaves', () => {
  it.each([
    ['beside its place', () => undefined],
    ['beside the ledger', () => sheet()],
  ])('%s is gone with the next start', (_, own) => {
    mkdirSync(notes(), { mode: 0o700 });
    killedWhileWriting(join(folder, 'perbaikan.xlsx'), own());
    expect(left().filter((name) => !name.startsWith('work-'))).toHaveLength(1);
    sweepWorkFiles({ folder: notes(), sheet: sheet() }, US, Date.now());
    expect(left()).toEqual([]);
  });

  it('goes with what SQLite and another writing have left beside it', () => {
    mkdirSync(notes());
    const path = join(notes(), '.ledger.key.00000000-7.tmp');
    for (const ending of ['', '-wal', '-shm', '-journal', '.part']) writeFileSync(`${path}${ending}`, 'rahasia');
    const note = join(notes(), 'work-00000000-7.json');
    writeFileSync(note, JSON.stringify([path]));
    utimesSync(note, 0, 0);
    sweepWorkFiles({ folder: notes(), sheet: sheet() }, US, Date.now());
    expect(left()).toEqual([]);
  });

  it('stays while its process is there, and where another computer may be at work', () => {
    mkdirSync(notes());
    const live = { pid: 1, isRunning };
    const ours = workFileFor(join(folder, 'a.xlsx'), live).path;
    const tag = ours.slice(ours.lastIndexOf('-') - 8, -'.tmp'.length);
    const theirs = join(folder, '.b.xlsx.00000000-7.tmp');
    for (const path of [ours, theirs]) writeFileSync(path, 'half');
    writeFileSync(join(notes(), `work-${tag}.json`), JSON.stringify([ours]));
    const foreign = join(notes(), 'work-00000000-7.json');
    writeFileSync(foreign, JSON.stringify([theirs]));
    sweepWorkFiles({ folder: notes(), sheet: sheet() }, US, Date.now());
    expect([existsSync(ours), existsSync(theirs)]).toEqual([true, true]);
    utimesSync(foreign, 0, 0);
    // In a container every first process has the same number.
    sweepWorkFiles({ folder: notes(), sheet: sheet() }, live, Date.now());
    expect(left()).toEqual([]);
  });

  it('a note can take nothing else away', () => {
    mkdirSync(notes());
    const dear = ['ledger.db', '.profile', '.a.xlsx.00000000-8.tmp'].map((name) => join(notes(), name));
    for (const path of dear) writeFileSync(path, 'teman');
    mkdirSync(join(folder, '.d.00000000-7.tmp'));
    const note = join(notes(), 'work-00000000-7.json');
    writeFileSync(note, JSON.stringify([...dear, join(folder, '.d.00000000-7.tmp'), 7]));
    utimesSync(note, 0, 0);
    sweepWorkFiles({ folder: notes(), sheet: sheet() }, US, Date.now());
    expect(left().sort()).toEqual(['.a.xlsx.00000000-8.tmp', '.profile', 'ledger.db']);
  });
});

describe('a process that ends by itself', () => {
  it('leaves neither a note nor the folder that it made for it', async () => {
    const file = workFileFor(join(folder, 'a.xlsx'), US);
    await whileNoted(notes(), file, US, async () => {
      expect(JSON.parse(readFileSync(join(notes(), readdirSync(notes())[0] ?? ''), 'utf8'))).toContain(file.path);
    });
    expect(readdirSync(folder)).toEqual([]);
  });

  it('keeps what others have put there', async () => {
    await whileNoted(notes(), workFileFor(join(folder, 'a.xlsx'), US), US, async () => writeFileSync(ledger(), ''));
    expect(left()).toEqual(['ledger.db']);
  });
});
