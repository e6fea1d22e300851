/**
 * Makes reference values for test/corpus.test.ts: `node test/corpus/reference/main.ts CORPUS REFERENCE`. LibreOffice
 * reads each file and saves what it understood as a plain workbook, whose cells are written down: `[{"name", "rows":
 * {"line": ["text", "number 12", "date 2021-10-02", …]}}]`. A file that has its reference is left alone, so that a run
 * that was ended goes on.
 */
import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { readAnything } from '../../support/read-anything.ts';

/**
 * LibreOffice takes seconds to start and a fraction of one for a file; one file that brings it down takes no more than
 * these with it.
 */
const AT_A_TIME = 25;
const TIMEOUT_MS = 60_000;

const [corpus, references] = process.argv.slice(2);
if (corpus === undefined || references === undefined)
  throw new Error('give the folder of the corpus and the folder for the references');
mkdirSync(references, { recursive: true });
const scratch = mkdtempSync(join(tmpdir(), 'vax-reference-'));
const profile = `-env:UserInstallation=${pathToFileURL(join(scratch, 'profile')).href}`;
const wanted = readdirSync(corpus, { recursive: true, encoding: 'utf8' })
  .map((name) => join(corpus, name))
  .filter((path) => statSync(path).isFile() && !existsSync(referenceOf(path)))
  .sort();
for (let from = 0; from < wanted.length; from += AT_A_TIME) await make(wanted.slice(from, from + AT_A_TIME));
rmSync(scratch, { recursive: true, force: true });

function referenceOf(path: string): string {
  return join(references ?? '', `${relative(corpus ?? '', path).replaceAll('/', '__')}.json`);
}

/** What was not saved together is tried alone; what LibreOffice cannot read even then has no reference. */
async function make(paths: readonly string[]): Promise<void> {
  const folder = mkdtempSync(join(scratch, 'files-'));
  const jobs = paths.map((path, index) => ({ path, copy: join(folder, `in${index}${extname(path)}`) }));
  for (const { path, copy } of jobs) copyFileSync(path, copy);
  convert(
    folder,
    jobs.map(({ copy }) => copy),
  );
  for (const { path, copy } of jobs) {
    const saved = join(folder, 'out', `${copy.slice(folder.length + 1, -extname(copy).length || undefined)}.xlsx`);
    if (!existsSync(saved)) convert(folder, [copy]);
    const outcome = existsSync(saved) ? await readAnything(saved) : undefined;
    if (outcome?.kind === 'read') writeFileSync(referenceOf(path), JSON.stringify(outcome.sheets));
  }
  rmSync(folder, { recursive: true, force: true });
}

function convert(folder: string, copies: readonly string[]): void {
  const to = ['--headless', '--convert-to', 'xlsx:Calc MS Excel 2007 XML', '--outdir', join(folder, 'out')];
  try {
    execFileSync('soffice', [profile, ...to, ...copies], { stdio: 'ignore', timeout: TIMEOUT_MS });
  } catch {
    // It came down, or hangs: what it has saved counts.
  }
}
