/**
 * A working folder for the built program, as a clerk's: sheets, a configuration, and nothing else. Everything it leaves
 * behind is looked at.
 */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import type { CrashSheets } from './sheets.ts';

export interface Home extends Disposable {
  /** Where the program is started. */
  readonly folder: string;
  /** os.tmpdir() of the program. */
  readonly tmp: string;
  readonly ledger: string;
  readonly keyFile: string;
  readonly env: Readonly<Record<string, string>>;
}

/** Every time is small, so that a night of outages takes seconds. */
const HASTE = `delivery:
  batchSize: 8
  timeout: 400ms
  doubtWait: 40ms
  retry: { first: 5ms, cap: 20ms, probe: 30ms }
  patience: 60s
`;

export interface HomeOptions {
  /** Where to make it; os.tmpdir() unless given. */
  readonly under?: string;
  /** More lines for the configuration, below `delivery:`. */
  readonly delivery?: string;
  /** More lines for the configuration, as they stand. */
  readonly lines?: string;
}

export function makeHome(
  url: string,
  sheets: CrashSheets,
  { under = tmpdir(), delivery = '', lines = '' }: HomeOptions = {},
): Home {
  const base = mkdtempSync(join(under, 'vax-crash-'));
  const [folder, tmp] = [join(base, 'home'), join(base, 'tmp')];
  for (const path of [folder, tmp]) mkdirSync(path, { recursive: true });
  for (const [name, bytes] of sheets.files) writeFileSync(join(folder, name), bytes);
  writeFileSync(
    join(folder, 'vax-upload.yaml'),
    `target: { url: "${url}" }\n${HASTE}${delivery}${lines}language: en\n`,
  );
  return {
    folder,
    tmp,
    ledger: join(folder, '.vax-upload', 'ledger.db'),
    keyFile: join(folder, '.vax-upload', 'ledger.key'),
    env: { TMPDIR: tmp },
    [Symbol.dispose]: () => rmSync(base, { recursive: true, force: true }),
  };
}

/** Every file below the home and below its temporary folder, as a path relative to the home. */
export function filesOf({ folder, tmp }: Home): string[] {
  return [folder, tmp]
    .flatMap((root) => readdirSync(root, { recursive: true, withFileTypes: true }))
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort();
}

/**
 * What nobody but the clerk, the sealed ledger and the correction sheet may hold: an invented NIK, phone number or
 * name, in whichever encoding.
 */
const PERSONAL = /3324\d{12}|(?:0|62)810[- ]?\d{4}[- ]?\d{4}|Rekaanwati/i;

export function holdsPersonalData(bytes: Buffer | string): boolean {
  const text = typeof bytes === 'string' ? bytes : bytes.toString('latin1');
  // Without its zeros UTF-16 looks like Latin-1.
  return PERSONAL.test(text) || PERSONAL.test(text.replaceAll('\0', ''));
}

/**
 * Files that hold personal data in the open although they are neither a sheet nor a correction sheet. The sealed ledger
 * is not spared.
 */
export function leaks(home: Home, sheets: CrashSheets): string[] {
  return filesOf(home).filter(
    (path) => !sheets.files.has(path) && holdsPersonalData(readFileSync(join(home.folder, path))),
  );
}
