/**
 * What a clerk and cron do: sheets of invented people in a temporary folder, and the built program started there with
 * an environment of PATH only.
 */
import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { afterAll, expect } from 'vitest';
import { helpEn } from '../../src/text/en/help.ts';
import { EXIT_WAYS, exitsOf } from '../../src/text/exits.ts';
import type { CommandName } from '../../src/text/help.ts';
import { ENVIRONMENT, type Ended, vaxUpload } from '../support/program.ts';

export const PROGRAM = fileURLToPath(new URL('../../bin/vax-upload.js', import.meta.url));

/** A person who does not exist, as a row of a sheet. */
export interface Person {
  readonly nik: string;
  readonly name: string;
  readonly born: string;
  readonly phone: string;
  readonly date: string;
  readonly vaccine: string;
  readonly lot: string;
}

/** The nth invented person; equal for equal n. */
export function person(n: number, changes: Partial<Person> = {}): Person {
  const day = two(1 + (n % 28));
  const month = two(1 + (Math.floor(n / 28) % 12));
  const year = two(50 + (Math.floor(n / 336) % 49));
  return {
    nik: `332401${day}${month}${year}${9001 + (n % 900)}`,
    name: `Karangan ${word(n)} Contoh`,
    born: `${day}/${month}/19${year}`,
    phone: `0810${String(20_000_000 + n * 7)}`,
    date: '04/10/2021',
    vaccine: 'Sinovac',
    lot: 'CTHSI111A',
    ...changes,
  };
}

export function people(count: number, from = 0): Person[] {
  return Array.from({ length: count }, (_, index) => person(from + index));
}

/** As a sheet that a district keeps, saved as CSV. Line 1 is the header. */
export function csv(rows: readonly Person[]): string {
  const lines = rows.map(({ nik, name, born, phone, date, vaccine, lot }) =>
    [nik, name, born, phone, '1', date, vaccine, lot, 'Puskesmas Contoh'].join(','),
  );
  return `${['NIK,Nama Lengkap,Tgl Lahir,No HP,Dosis,Tgl Vaksin,Jenis Vaksin,No Batch,Faskes', ...lines].join('\n')}\n`;
}

function two(n: number): string {
  return String(n).padStart(2, '0');
}

/** Letters only: digits in a name would be a problem of their own. */
function word(n: number): string {
  const letters = Array.from(String(n), (digit) => 'abcdefghij'[Number(digit)]).join('');
  return `W${letters}x`;
}

export interface Running {
  readonly child: ChildProcessByStdio<null, Readable, Readable>;
  readonly said: { out: string; err: string };
  /** Resolves as soon as stdout or stderr shows it. */
  says(pattern: RegExp): Promise<void>;
  ended(): Promise<Ended>;
}

/** A folder of its own for each test. */
export class Clerk {
  readonly folder: string = mkdtempSync(join(tmpdir(), 'vax-cli-'));
  /** Added to an environment of PATH only. */
  env: Record<string, string> = {};
  /** A program that takes longer is ended, in milliseconds. */
  within = 60_000;

  constructor() {
    afterAll(() => rmSync(this.folder, { recursive: true, force: true }));
  }

  path(name: string): string {
    return join(this.folder, name);
  }

  write(name: string, bytes: string | Uint8Array): string {
    writeFileSync(this.path(name), bytes);
    return name;
  }

  /** Runs the program to its end, which is one of those that the help of the command names. */
  runs(...args: readonly string[]): Promise<Ended> {
    return this.#run(args);
  }

  /** The same, with something on standard input. */
  hears(input: string, ...args: readonly string[]): Promise<Ended> {
    return this.#run(args, input);
  }

  async #run(args: readonly string[], input?: string): Promise<Ended> {
    const said = input === undefined ? {} : { input };
    const ended = await vaxUpload(args, { cwd: this.folder, env: this.env, within: this.within, ...said });
    const [command = ''] = args;
    if (isCommand(command)) expect(codesOf(command), `${args.join(' ')}\n${ended.err}`).toContain(ended.exitCode);
    return ended;
  }

  /** Starts the program; the test ends it. */
  starts(...args: readonly string[]): Running {
    const child = spawn(process.execPath, [PROGRAM, ...args], {
      cwd: this.folder,
      env: { ...ENVIRONMENT, ...this.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const said = { out: '', err: '' };
    const listeners = new Set<() => void>();
    for (const name of ['out', 'err'] as const) {
      child[`std${name}`].setEncoding('utf8').on('data', (text: string) => {
        said[name] += text;
        for (const listener of listeners) listener();
      });
    }
    const closed = new Promise<Ended>((resolve) => {
      child.on('close', (exitCode) => resolve({ exitCode: exitCode ?? undefined, ...said }));
    });
    const limit = setTimeout(() => child.kill('SIGKILL'), this.within);
    void closed.then(() => clearTimeout(limit));
    return {
      child,
      said,
      says: (pattern) =>
        new Promise((resolve, reject) => {
          const look = (): void => {
            if (!pattern.test(said.out + said.err)) return;
            listeners.delete(look);
            resolve();
          };
          listeners.add(look);
          void closed.then(() => reject(new Error(`ended without saying ${pattern}:\n${said.out}${said.err}`)));
          look();
        }),
      ended: () => closed,
    };
  }
}

function isCommand(word: string): word is CommandName {
  return Object.hasOwn(helpEn.commands, word);
}

function codesOf(command: CommandName): readonly number[] {
  return exitsOf(command).flatMap((way): readonly number[] => EXIT_WAYS[way]);
}

/** The two lines of an error, without their time; any other lines of stderr are left out. */
export function errorLines(err: string): string[] {
  return err
    .split('\n')
    .map((line) => line.replace(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d /, ''))
    .filter((line) => /^(Error|Try|Galat|Coba): /.test(line));
}

/** Nothing of any person in anything the program says, and no stack of a bug. */
export function expectDiscreet({ out, err }: Ended, rows: readonly Person[]): void {
  const said = out + err;
  const found = rows.flatMap(({ nik, name, phone }) =>
    [nik, name, phone].filter((datum) => datum !== '' && said.includes(datum)),
  );
  expect(found, 'personal data in what the program says').toEqual([]);
  expect(said).not.toMatch(/^ {4}at /m);
}

/** Each line of `--json`, parsed. */
export function events(out: string): Record<string, unknown>[] {
  return out
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

/** The last line of `--json`, which is the summary in any case; its numbers add up. */
export function summaryOf(out: string): Record<string, unknown> & {
  rows: number;
  readings: number;
  outcomes: Record<string, number>;
  exitCode: number;
} {
  const last = events(out).at(-1) as ReturnType<typeof summaryOf>;
  expect(last?.['event']).toBe('summary');
  const total = Object.values(last.outcomes).reduce((sum, n) => sum + n, 0);
  expect(total).toBe(last.readings + (last.outcomes['skipped'] ?? 0));
  return last;
}

/** The outcomes that are not 0. */
export function outcomesOf(out: string): Record<string, number> {
  return Object.fromEntries(Object.entries(summaryOf(out).outcomes).filter(([, n]) => n > 0));
}
