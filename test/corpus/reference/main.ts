/**
 * Makes reference values for test/corpus.test.ts: `node test/corpus/reference/main.ts CORPUS REFERENCE`. LibreOffice reads each file and saves what it
 * understood as a plain workbook, whose cells are written down: `[{"name", "rows": {"line": ["text", "number 12", "date 2021-10-02", …]}}]`.
 */
import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { readAnything } from '../../support/read-anything.ts';

const [corpus, references] = process.argv.slice(2);
if (corpus === undefined || references === undefined)
  throw new Error('give the folder of the corpus and the folder for the references');
mkdirSync(references, { recursive: true });
const scratch = mkdtempSync(join(tmpdir(), 'vax-reference-'));
const profile = `-env:UserInstallation=${pathToFileURL(join(scratch, 'profile')).href}`;
for (const name of readdirSync(corpus, { recursive: true, encoding: 'utf8' })) {
  const path = join(corpus, name);
  const reference = join(references, `${relative(corpus, path).replaceAll('/', '__')}.json`);
  if (!statSync(path).isFile() || existsSync(reference)) continue;
  const copy = join(scratch, `in${extname(path)}`);
  const saved = join(scratch, 'out', 'in.xlsx');
  try {
    copyFileSync(path, copy);
    execFileSync(
      'soffice',
      [profile, '--headless', '--convert-to', 'xlsx:Calc MS Excel 2007 XML', '--outdir', join(scratch, 'out'), copy],
      {
        stdio: 'ignore',
        timeout: 60_000,
      },
    );
    const outcome = existsSync(saved) ? await readAnything(saved) : undefined;
    if (outcome?.kind === 'read') writeFileSync(reference, JSON.stringify(outcome.sheets));
  } catch {
    // LibreOffice cannot read it either: no reference.
  }
  rmSync(copy, { force: true });
  rmSync(saved, { force: true });
}
rmSync(scratch, { recursive: true, force: true });
