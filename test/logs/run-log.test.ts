/** The log of a run, in a real folder. */
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RunEvent } from '../../src/events.ts';
import { type RunLog, type RunLogParts, startRunLog } from '../../src/logs/run-log.ts';
import { asNobody } from '../support/as-nobody.ts';
import { A_NIGHT, at } from '../support/run-events.ts';

let folder: string;
let lost: string[];
let now: number;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'logs-'));
  lost = [];
  now = at('01:00');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const LIMITS = { keepMs: 90 * 24 * 3_600_000, runs: 400, bytes: 100_000_000 };

function begin(changes: Partial<RunLogParts> = {}): RunLog {
  return startRunLog({
    ...{ folder, limits: LIMITS, version: '1.2.3', node: 'v24.0.0', pid: 4711, command: 'import', rows: false },
    now: () => now,
    lost: (path, code) => void lost.push(`${path} ${code}`),
    ...changes,
  });
}

function logs(): string[] {
  return readdirSync(join(folder, 'logs')).toSorted();
}

function lines(name = logs()[0] ?? ''): Record<string, unknown>[] {
  const text = readFileSync(join(folder, 'logs', name), 'utf8');
  expect(text.endsWith('\n')).toBe(true);
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}

function night(log: RunLog): void {
  log.to('json https://registry.example/v1');
  for (const [time, event] of A_NIGHT) {
    now = at(time);
    log.report(event);
  }
  log.end(10);
  log.close();
}

const BATCH: RunEvent = {
  ...{ event: 'batch', entries: 100, accepted: 100, alreadyThere: 0, refused: 0, inDoubt: 0, unsent: 0, ms: 9 },
};

describe('a night', () => {
  it('begins with who ran what for whom, and ends with the exit code', () => {
    night(begin());
    expect(logs()).toEqual(['run-2026-11-22T180000Z-4711.ndjson']);
    const all = lines();
    expect(all[0]).toEqual({
      ...{ at: '2026-11-22T18:00:00.000Z', event: 'begin', run: '2026-11-22T180000Z-4711', version: '1.2.3' },
      ...{ node: 'v24.0.0', pid: 4711, command: 'import', target: 'json https://registry.example/v1' },
    });
    expect(all.at(-1)).toMatchObject({ event: 'end', exitCode: 10, ms: 3_252_000 });
    expect(all.map(({ event }) => event)).toEqual([
      ...['begin', 'file', 'taken-in', 'delivery', 'doubts', 'batch', 'weather', 'progress', 'weather', 'weather'],
      ...['progress', 'weather', 'progress', 'batch', 'stopping', 'correction-sheet', 'summary', 'end'],
    ]);
  });

  it('says every ten minutes how far it is, and of a server that is away since when and when it is tried', () => {
    night(begin());
    expect(lines().filter(({ event }) => event === 'progress')).toContainEqual({
      ...{ at: '2026-11-22T18:28:00.000Z', event: 'progress', done: 180, total: 2300 },
      ...{ downSince: '2026-11-22T18:12:00.000Z', nextTry: '2026-11-22T18:33:00.000Z', cause: 'timeout' },
    });
  });

  it('is for its owner alone', () => {
    night(begin());
    expect(statSync(join(folder, 'logs')).mode & 0o777).toBe(0o700);
    expect(statSync(join(folder, 'logs', logs()[0] ?? '')).mode & 0o777).toBe(0o600);
  });

  it('has nothing of a cell: neither values from above the table nor rows that nobody has asked for', () => {
    night(begin());
    const text = readFileSync(join(folder, 'logs', logs()[0] ?? ''), 'utf8');
    expect(text).not.toMatch(/Puskesmas Kendal 1|"row"/);
  });

  it('has the rows that were asked for, by line and code', () => {
    night(begin({ rows: true }));
    expect(lines().find(({ event }) => event === 'row')).toMatchObject({ line: 17, problems: [{ code: 'NIK_EMPTY' }] });
  });
});

describe('what it costs', () => {
  it('lines that come by the thousand are written together', () => {
    const log = begin();
    log.report({ event: 'delivery', waiting: 100_000, inDoubt: 0, target: 'sandbox' });
    for (let n = 0; n < 50; n++) log.report(BATCH);
    expect(lines()).toHaveLength(2);
    for (let n = 0; n < 500; n++) log.report(BATCH);
    expect(lines().length).toBeGreaterThan(200);
    log.close();
    expect(lines()).toHaveLength(2 + 550);
  });

  it('one run that would take all the room goes on without them, and says so', () => {
    const log = begin({ limits: { ...LIMITS, bytes: 200_000 } });
    for (let n = 0; n < 5_000; n++) log.report(BATCH);
    log.report({ event: 'stopping', why: 'SIGTERM' });
    log.end(143);
    log.close();
    expect(statSync(join(folder, 'logs', logs()[0] ?? '')).size).toBeLessThan(100_000);
    expect(
      lines()
        .slice(-3)
        .map(({ event }) => event),
    ).toEqual(['thinned', 'stopping', 'end']);
  });
});

describe('where it cannot be written', () => {
  it('a folder that is not ours: said once, and the run goes on', async () => {
    chmodSync(folder, 0o755);
    await asNobody(async () => night(begin()));
    expect(lost).toEqual([`${join(folder, 'logs', 'run-2026-11-22T180000Z-4711.ndjson')} EACCES`]);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('a file stands where the folder should be', () => {
    writeFileSync(join(folder, 'logs'), '');
    night(begin());
    expect(lost).toHaveLength(1);
  });

  it('a run of which nothing was kept leaves nothing', () => {
    const nowhere = join(folder, 'nowhere');
    night(begin({ folder: nowhere }));
    expect(lost).toEqual([]);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('the folder comes into being while the run begins: all of it is there', () => {
    const state = join(folder, 'state');
    const log = begin({ folder: state });
    log.report({ event: 'untouched', file: 'a.xlsx' });
    mkdirSync(state);
    log.end(0);
    log.close();
    folder = state;
    expect(lines().map(({ event }) => event)).toEqual(['begin', 'untouched', 'end']);
  });

  it('nobody wants any', () => {
    night(begin({ limits: { ...LIMITS, runs: 0 } }));
    expect(readdirSync(folder)).toEqual([]);
    expect(lost).toEqual([]);
  });
});

it('old ones make room when the next one begins, and what is no log of ours stays', () => {
  const folderOfLogs = join(folder, 'logs');
  mkdirSync(folderOfLogs);
  for (const name of ['run-2026-01-01T000000Z-1.ndjson', 'run-2026-11-20T000000Z-1.ndjson', 'night.log'])
    writeFileSync(join(folderOfLogs, name), '{}\n');
  night(begin({ limits: { ...LIMITS, runs: 2 } }));
  expect(logs()).toEqual(['night.log', 'run-2026-11-20T000000Z-1.ndjson', 'run-2026-11-22T180000Z-4711.ndjson']);
});

it('a bug is told by its class and its places, without what it says', () => {
  const log = begin();
  log.end(1, new TypeError('Cannot read 3324011708450001'));
  log.close();
  const [, bug, end] = lines();
  expect(bug).toMatchObject({ event: 'bug', what: ['TypeError'] });
  expect(JSON.stringify(bug)).not.toContain('3324');
  expect(end).toMatchObject({ event: 'end', exitCode: 1 });
});
