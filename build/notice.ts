/** The notice of what others wrote and we hand on: name, version, licence and its text, package by package. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
  readonly licenses?: readonly { readonly type: string }[];
  readonly author?: string | { readonly name: string };
}

const RULE = '-'.repeat(78);

/** `packages`: folders below node_modules. `node`: the licence of Node itself and of what it consists of. */
export function notice(root: string, packages: readonly string[], node?: string): string {
  // Some packages are there several times.
  const parts = new Set(packages.map((folder) => ofPackage(join(root, 'node_modules', folder))));
  const whole = [...(node ? [`Node.js ${process.versions.node}\n\n${node.trim()}`] : []), ...parts];
  return `What is in this program beside its own code, and under which licences.\n\n${whole
    .map((part) => `${RULE}\n${part}\n`)
    .join('\n')}`;
}

function ofPackage(folder: string): string {
  const { name, version, license, licenses, author } = JSON.parse(
    readFileSync(join(folder, 'package.json'), 'utf8'),
  ) as Manifest;
  const kind = license ?? licenses?.map(({ type }) => type).join(' or ');
  if (!kind) throw new Error(`${name} names no licence`);
  // Some keep those of what they are made of in a folder.
  const texts = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .filter((file) => !file.startsWith('node_modules') && /^(?:licen[cs]e|notice|copying)/i.test(file))
    .toSorted()
    .map((file) => readFileSync(join(folder, file), 'utf8').trim());
  const by = typeof author === 'string' ? author : author?.name;
  const said = texts.length > 0 ? texts.join('\n\n') : `Licence: ${kind}${by ? `. By ${by}` : ''}`;
  return `${name} ${version} (${kind})\n\n${said}`;
}
