/**
 * Writes the manual pages, in both languages: `node build/man.ts [FOLDER]` (`man/`). They are made with the package and
 * are not kept: so none is ever behind the program. `man -M FOLDER vax-upload` shows them, `man -L id` the Indonesian.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { grammarOf } from '../src/cli/grammar.ts';
import { buildProgram } from '../src/cli/program.ts';
import { HELP } from '../src/text/help-for.ts';
import { helpPages } from '../src/text/help-pages-for.ts';
import { LANGUAGES } from '../src/text/language.ts';
import { VERSION } from '../src/version.ts';
import { manualPage } from './man/page.ts';

const ROOT = resolve(import.meta.dirname, '..');

/** English stands where a manual without a language stands. */
export async function writeManual(folder: string): Promise<void> {
  for (const language of LANGUAGES) {
    const program = buildProgram(
      async () => undefined,
      () => undefined,
      language,
    );
    const source = { language, grammar: grammarOf(program), help: HELP[language], pages: await helpPages(language) };
    const home = join(folder, language === 'en' ? 'man1' : `${language}/man1`);
    mkdirSync(home, { recursive: true });
    writeFileSync(join(home, 'vax-upload.1'), manualPage({ ...source, version: VERSION, date: lastChange() }));
  }
}

/** Day of the commit, or of the list of changes where there is no git: the same sources make the same page. */
function lastChange(): string {
  try {
    const args = ['log', '-1', '--format=%cs'];
    return execFileSync('git', args, { cwd: ROOT, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    return statSync(join(ROOT, 'CHANGELOG.md')).mtime.toISOString().slice(0, 10);
  }
}

if (import.meta.main) await writeManual(resolve(process.argv[2] ?? join(ROOT, 'man')));
