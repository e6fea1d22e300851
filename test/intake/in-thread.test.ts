/** Reading on a thread says what reading here says, ends when nobody listens, and never runs far ahead. */
import { globSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { MessageChannel, Worker } from 'node:worker_threads';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FileMessage, FileToRead } from '../../src/intake/file-messages.ts';
import { readInThread } from '../../src/intake/in-thread.ts';
import { readSpreadsheet } from '../../src/intake/read-file.ts';
import {
  ownerOf,
  type PreparedReading,
  ROW_OWNER,
  type TakenReading,
  writeProblems,
} from '../../src/ledger/sealed/prepare.ts';
import { createSealer } from '../../src/ledger/sealed/seal.ts';
import { canonicalRecord } from '../../src/record/key.ts';
import { AHEAD } from '../../src/thread/thread-side.ts';
import { allOf, SECRET, toRead } from './reading.ts';

const FIXTURES = join(import.meta.dirname, '..', '..', 'fixtures');
const never = new AbortController().signal;
const sealer = createSealer(SECRET);

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'thread-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A CSV of so many people. */
function manyRows(rows: number): string {
  const path = join(folder, `${rows}.csv`);
  const lines = Array.from(
    { length: rows },
    (_, i) => `33240112039${String(10_000 + i).slice(-5)};Budi Santoso;12/03/1990;L;1;02/10/2021;Sinovac`,
  );
  writeFileSync(path, ['NIK;Nama;Tgl Lahir;JK;Dosis;Tgl Vaksin;Jenis Vaksin', ...lines].join('\n'));
  return path;
}

/** The same reading in words, whichever side it comes from. */
function opened({ line, group, kind, problems, record, row }: PreparedReading): unknown {
  const body = record
    ? sealer.open(record.sealed, ownerOf(record.person, record.dose)).toString()
    : row && (JSON.parse(sealer.open(row, ROW_OWNER).toString()) as { cells: string[] }).cells;
  return { line, group, kind, problems, body };
}

function taken({ line, group, kind, problems, record, cells }: TakenReading): unknown {
  const body = record ? canonicalRecord(record) : kind === 'invalid' ? cells() : undefined;
  return { line, group, kind, problems: writeProblems(problems), body };
}

/** A message without its readings. */
function plain(message: FileMessage<unknown>): unknown {
  if (message.kind === 'digest') return Buffer.from(message.digest).toString('hex');
  return message.kind === 'readings' ? { ...message, readings: [] } : message;
}

const code = (name: string, params: object = {}) =>
  expect.objectContaining({ name: 'RunError', code: name, params: expect.objectContaining(params) });

describe('a thread that reads', () => {
  it.each(globSync(['*.xlsx', 'csv/*.csv'], { cwd: FIXTURES }).toSorted())(
    'says of %s what reading here says',
    async (name) => {
      const file = toRead(join(FIXTURES, name));
      const [there, here] = [await allOf(readInThread(file, SECRET, never)), await allOf(readSpreadsheet(file))];
      expect(there.map(plain)).toEqual(here.map(plain));
      const said = there.flatMap((message) =>
        message.kind === 'readings' ? Array.from(message.readings, opened) : [],
      );
      expect(said).toEqual(
        here.flatMap((message) => (message.kind === 'readings' ? Array.from(message.readings, taken) : [])),
      );
      expect(said.length).toBeGreaterThan(10);
    },
  );

  it.each<[string, (path: string) => void, string]>([
    ['missing', () => undefined, 'FILE_MISSING'],
    ['empty', (path) => writeFileSync(path, ''), 'FILE_EMPTY'],
    ['without a header', (path) => writeFileSync(path, 'satu;dua\ntiga;empat\n'), 'HEADER_NONE'],
    [
      'a zip that is cut',
      (path) => writeFileSync(path, readFileSync(join(FIXTURES, 'perlu-perbaikan.xlsx')).subarray(0, 9_000)),
      'FILE_DAMAGED',
    ],
  ])('throws the error of a file that is %s, with its name as it was typed', async (what, make, expected) => {
    const path = join(folder, `${what}.csv`);
    make(path);
    const name = `./${what}.csv`;
    await expect(allOf(readInThread({ ...toRead(path), name }, SECRET, never))).rejects.toEqual(
      code(expected, { file: name }),
    );
    await expect(allOf(readSpreadsheet({ ...toRead(path), name }))).rejects.toEqual(code(expected, { file: name }));
  });

  it('throws a bug as a bug, with the stack of where it happened', async () => {
    const file = { ...toRead(manyRows(3)), rules: undefined } as unknown as FileToRead;
    const bug = await allOf(readInThread(file, SECRET, never)).then(
      () => undefined,
      (error: unknown) => error,
    );
    expect(bug).toBeInstanceOf(TypeError);
    expect((bug as Error).stack).toMatch(/src\/(record|intake)\//);
  });
});

describe('ending it', () => {
  it.skipIf(openFiles() === undefined)('leaving the loop early ends the thread and lets go of the file', async () => {
    const path = manyRows(60_000);
    let seen = 0;
    for await (const message of readInThread(toRead(path), SECRET, never)) {
      if (message.kind !== 'readings') continue;
      seen += 1;
      expect(openFiles()).toContain(path);
      break;
    }
    expect(seen).toBe(1);
    expect(openFiles()).not.toContain(path);
  });

  it('stops while the thread says nothing yet, and while it speaks', async () => {
    for (const after of [0, 3]) {
      const stop = new AbortController();
      let messages = 0;
      if (after === 0) stop.abort();
      for await (const _ of readInThread(toRead(manyRows(60_000)), SECRET, stop.signal))
        if (++messages === after) stop.abort();
      expect(messages).toBe(after);
    }
  });
});

describe('a slow listener', () => {
  it('lets the thread run a few messages ahead and no further', async () => {
    const script = new URL('../../src/intake/reader-thread.ts', import.meta.url);
    const worker = new Worker(script, { workerData: { file: toRead(manyRows(60_000)), secret: SECRET }, execArgv: [] });
    const { port1: inbox, port2: outbox } = new MessageChannel();
    worker.postMessage(outbox, [outbox]);
    try {
      let said = 0;
      worker.on('message', () => {
        said += 1;
      });
      await until(() => said >= AHEAD);
      // Long enough for a thread that does not wait to say them all.
      await wait(250);
      expect(said).toBe(AHEAD);
      for (let taken = 1; taken <= 3; taken++) {
        worker.postMessage('taken');
        await until(() => said >= AHEAD + taken);
        await wait(30);
        expect(said).toBe(AHEAD + taken);
      }
    } finally {
      inbox.close();
      await worker.terminate();
    }
  });

  it('still hears everything', async () => {
    const lines: number[] = [];
    for await (const message of readInThread(toRead(manyRows(8_000)), SECRET, never)) {
      if (message.kind !== 'readings') continue;
      await wait(1);
      for (const { line } of message.readings) lines.push(line);
    }
    expect(lines).toEqual(Array.from({ length: 8_000 }, (_, index) => index + 2));
  });
});

async function until(done: () => boolean): Promise<void> {
  while (!done()) await wait(5);
}

/** What this process has open; undefined where /proc does not say it. */
function openFiles(): string[] | undefined {
  try {
    return readdirSync('/proc/self/fd').flatMap((fd) => {
      try {
        return [readlinkSync(`/proc/self/fd/${fd}`)];
      } catch {
        return [];
      }
    });
  } catch {
    return undefined;
  }
}
