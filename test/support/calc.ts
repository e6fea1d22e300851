/** LibreOffice Calc, where it is installed: what it makes of a workbook. */
import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ownFolder } from './own-folder.ts';

let saved = 0;

const FILTERS = {
  xlsx: 'xlsx:Calc MS Excel 2007 XML',
  /** The first sheet: commas, double quotes, UTF-8, cells as they are shown. */
  csv: 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,true',
} as const;

export function hasCalc(): boolean {
  try {
    execFileSync('soffice', ['--version'], { stdio: 'ignore', timeout: 20_000 });
    return true;
  } catch {
    return false;
  }
}

/** Opens the file in Calc and saves it elsewhere under its name. Returns the path. */
export function saveWithCalc(path: string, format: keyof typeof FILTERS): string {
  const out = join(ownFolder('calc'), String(++saved));
  mkdirSync(out);
  // A profile of its own, or a Calc window that is open would take the job.
  const profile = `-env:UserInstallation=${pathToFileURL(join(ownFolder('calc'), 'profile')).href}`;
  execFileSync('soffice', [profile, '--headless', '--convert-to', FILTERS[format], '--outdir', out, path], {
    stdio: 'ignore',
  });
  return join(out, `${basename(path, extname(path))}.${format}`);
}
