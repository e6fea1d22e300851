/** A sheet through the built program: an empty folder, a server of its own, nobody to ask. */
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type FakeServer, startFakeServer } from '../support/fake-server.ts';
import { vaxUpload } from '../support/program.ts';
import type { Arrived } from '../truth/judge-sheet.ts';

const SHEETS = fileURLToPath(new URL('./sheets/', import.meta.url));

/** What became of one run. */
export interface Ending {
  readonly exitCode: number | undefined;
  /** All that was printed, events and messages. */
  readonly said: string;
  /** Codes of problems by `line`, or `sheet!line` of a workbook; a dose that arrived has `arrived`. */
  readonly rows: ReadonlyMap<string, ReadonlySet<string>>;
  /** What the server has, a line each. */
  readonly arrived: readonly string[];
}

/** A folder and a server for a few runs one after the other. */
export interface Desk extends AsyncDisposable {
  readonly folder: string;
  /** Copies a handed sheet into the folder, there named `as`. */
  lay(sheet: string, as?: string): Promise<void>;
  /** `vax-upload import FILE …` with all its rows told. */
  import(file: string, ...more: readonly string[]): Promise<Ending>;
}

export async function openDesk(): Promise<Desk> {
  const folder = await mkdtemp(join(tmpdir(), 'vax-upload-handed-'));
  const server = await startFakeServer();
  return {
    folder,
    lay: (sheet, as = sheet) => copyFile(join(SHEETS, sheet), join(folder, as)),
    async import(file, ...more) {
      const args = ['import', file, '--to', server.url, '--json', '--rows', '--lang', 'en', ...more];
      const { exitCode, out, err } = await vaxUpload(args, { cwd: folder, within: 60_000 });
      return { exitCode, said: `${out}\n${err}`, rows: rowsOf(out), arrived: arrivedAt(server) };
    },
    async [Symbol.asyncDispose]() {
      await server[Symbol.asyncDispose]();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** One handed sheet on a desk of its own. */
export async function importHanded(sheet: string): Promise<Ending> {
  await using desk = await openDesk();
  await desk.lay(sheet);
  return await desk.import(sheet);
}

interface RowEvent {
  readonly event: string;
  readonly sheet?: string;
  readonly line: number;
  readonly outcome: string;
  readonly problems: readonly { readonly code: string }[];
}

function rowsOf(out: string): Map<string, Set<string>> {
  const rows = new Map<string, Set<string>>();
  for (const line of out.split('\n').filter((text) => text.startsWith('{'))) {
    const told = JSON.parse(line) as RowEvent;
    if (told.event !== 'row') continue;
    const codes = told.problems.map(({ code }) => code);
    const arrived = ['accepted', 'already-there'].includes(told.outcome) ? ['arrived'] : [];
    for (const key of [`${told.line}`, `${told.sheet}!${told.line}`])
      rows.set(key, new Set([...(rows.get(key) ?? []), ...codes, ...arrived]));
  }
  return rows;
}

function arrivedAt(server: FakeServer): string[] {
  return [...server.effects.values()].flatMap(({ record, count }) =>
    Array<string>(count).fill(lineOf(record as Known)),
  );
}

type Known = Arrived & { readonly participant: { readonly phone?: string; readonly address?: string } };

/** A record in one line, with `-` for what it lacks. */
function lineOf({ participant, dose }: Known): string {
  const { nik, name, birthDate, sex, phone = '-', address } = participant;
  const given = `dose ${dose.number} ${dose.date} ${dose.vaccine} ${dose.lot ?? '-'} ${dose.site ?? '-'}`;
  return `${nik} ${name} ${birthDate} ${sex} ${phone} ${given}${address === undefined ? '' : ` at ${address}`}`;
}
