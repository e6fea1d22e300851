/** A copy of the sources in which a recipe of CONTRIBUTING.md is followed, and built. */
import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

const ROOT = join(import.meta.dirname, '..', '..');
const COPIED = ['src', 'bin', 'package.json', 'tsconfig.json', 'tsconfig.build.json'];

export class Copy implements Disposable {
  readonly folder = mkdtempSync(join(tmpdir(), 'vax-recipe-'));

  constructor() {
    for (const name of COPIED) cpSync(join(ROOT, name), join(this.folder, name), { recursive: true });
    symlinkSync(join(ROOT, 'node_modules'), join(this.folder, 'node_modules'));
  }

  /** Puts lines before a text that stands in the file once. */
  add(file: string, before: string, lines: string): void {
    this.replace(file, before, `${lines}\n${before}`);
  }

  replace(file: string, was: string, by: string): void {
    const path = join(this.folder, file);
    const text = readFileSync(path, 'utf8');
    if (text.split(was).length !== 2) throw new Error(`${file} has not once: ${was}`);
    writeFileSync(
      path,
      text.replace(was, () => by),
    );
  }

  write(file: string, text: string): void {
    const path = join(this.folder, file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }

  /** The files that do not compile. */
  build(): Promise<readonly string[]> {
    const compiler = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');
    const args = [compiler, '-p', 'tsconfig.build.json', '--pretty', 'false'];
    return new Promise((resolve) => {
      execFile(process.execPath, args, { cwd: this.folder }, (_, out) =>
        resolve([...new Set(Array.from(out.matchAll(/^(src\/[^(]+)\(/gm), ([, file = '']) => file))].toSorted()),
      );
    });
  }

  /** A module of the built copy. */
  built<T>(file: string): Promise<T> {
    return import(pathToFileURL(join(this.folder, 'dist', file)).href);
  }

  /** What the built program prints on stdout. */
  run(...args: readonly string[]): Promise<string> {
    return new Promise((resolve) => {
      execFile(process.execPath, ['bin/vax-upload.js', ...args], { cwd: this.folder }, (_, out) => resolve(out));
    });
  }

  [Symbol.dispose](): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
