/**
 * From which commit the program was built, for `--version --json`. `npm run build` writes it into `dist`, as
 * `build-info.json`; nothing is written where there is no git, or no commit.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** What is known of a build. */
export interface BuildInfo {
  /** The commit, all 40 digits. */
  readonly commit?: string;
  /** Files that git keeps had been changed since. */
  readonly changed?: true;
}

/** Of the checkout at `root`; empty for a folder that is none of its own, such as an unpacked archive. */
export function buildInfo(root: string): BuildInfo {
  if (!existsSync(join(root, '.git'))) return {};
  const git = (...args: string[]): string =>
    execFileSync('git', args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  try {
    const commit = git('rev-parse', 'HEAD');
    return git('status', '--porcelain', '--untracked-files=no') === '' ? { commit } : { commit, changed: true };
  } catch {
    return {};
  }
}

if (import.meta.main) {
  const root = resolve(import.meta.dirname, '..');
  const file = join(root, 'dist/build-info.json');
  const info = buildInfo(root);
  if (info.commit) writeFileSync(file, `${JSON.stringify(info)}\n`);
  else rmSync(file, { force: true });
}
