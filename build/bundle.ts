/**
 * The program put together with all that it imports. The single executable has no files beside it, so the program and
 * each of its threads are one script each there; for the package they share what they have in common.
 */
import { readdirSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join, relative } from 'node:path';
import { type OutputAsset, type OutputChunk, rolldown } from 'rolldown';

export interface Bundled {
  /** Path of the program's script. */
  readonly main: string;
  /** Name in the executable → path: the scripts of the threads (src/thread/start-thread.ts asks for them). */
  readonly assets: Readonly<Record<string, string>>;
  /** Folders of the packages whose code is in them, below node_modules. */
  readonly packages: readonly string[];
}

/** Asked for by libraries in places that we never come to: unzipper can read from a shop of Amazon's. */
const NEVER_REACHED = new Set(['@aws-sdk/client-s3']);

/** A signal that comes before the program listens to it must not end it: bin/vax-upload.js begins with the same. */
const LISTENER = "process.on('SIGUSR1', () => {});";

/** Not made small: a stack in a message for a bug is to be read, and Node is twenty times as large. */
const LEGAL = { comments: { legal: true } } as const;

const WHOLE = { platform: 'node', external: (id: string) => isBuiltin(id) || NEVER_REACHED.has(id), onLog } as const;

/** Writes the scripts below `to`. Throws where one would look for a module that is not inside. */
export async function bundleProgram(root: string, to: string): Promise<Bundled> {
  const packages = new Set<string>();
  const assets: Record<string, string> = {};
  for (const [name, input] of Object.entries(entries(root))) {
    const file = join(to, `${name}.js`);
    const build = await rolldown({ ...WHOLE, input });
    const banner = name === 'cli' ? LISTENER : '';
    const { output } = await build.write({ file, format: 'cjs', codeSplitting: false, banner, ...LEGAL });
    await build.close();
    for (const each of packagesIn(output, root)) packages.add(each);
    assets[`${name}.js`] = file;
  }
  const { 'cli.js': main = '', ...rest } = assets;
  return { main, assets: rest, packages: [...packages].toSorted() };
}

/**
 * Writes the program for Node into the folder `to`: what starts (the program, each thread) by its own name, and what
 * they share, or load only when it is needed, in `chunks/`. Returns the folders of packages, as in `Bundled`.
 */
export async function bundlePackage(root: string, to: string): Promise<readonly string[]> {
  const build = await rolldown({ ...WHOLE, input: { ...entries(root) } });
  const { output } = await build.write({
    dir: to,
    format: 'esm',
    entryFileNames: '[name].js',
    // As deep as the folders of src/: what looks for a file beside the program (src/thread/start-thread.ts) finds it.
    chunkFileNames: 'chunks/[name]-[hash].js',
    ...LEGAL,
  });
  await build.close();
  return packagesIn(output, root);
}

/** The program and its threads: path below src/ without ending → path. */
function entries(root: string): Readonly<Record<string, string>> {
  const src = join(root, 'src');
  const threads = readdirSync(src, { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => name.endsWith('-thread.ts') && !name.startsWith('thread/'));
  return Object.fromEntries(['cli.ts', ...threads].map((name) => [name.replace(/\.ts$/, ''), join(src, name)]));
}

function onLog(level: string, log: { readonly code?: string; readonly message: string }): void {
  if (level === 'warn' && log.code === 'UNRESOLVED_IMPORT') throw new Error(log.message);
}

/** Folders below node_modules from which something is in these scripts. Throws for an import that is left open. */
function packagesIn(output: readonly (OutputChunk | OutputAsset)[], root: string): readonly string[] {
  const chunks = output.filter((each) => each.type === 'chunk');
  const own = new Set(chunks.map(({ fileName }) => fileName));
  for (const id of chunks.flatMap(({ imports, dynamicImports }) => [...imports, ...dynamicImports]))
    if (!isBuiltin(id) && !NEVER_REACHED.has(id) && !own.has(id)) throw new Error(`${id} is missing`);
  const modules = join(root, 'node_modules');
  const found = chunks
    .flatMap((chunk) => Object.keys(chunk.modules))
    .map((path) => path.replace(/^\0/, '').replaceAll('\\', '/'))
    .flatMap((path) => {
      const at = path.lastIndexOf('/node_modules/');
      const [, name] = /^((?:@[^/]+\/)?[^/]+)/.exec(path.slice(at + '/node_modules/'.length)) ?? [];
      return at < 0 || !name ? [] : [relative(modules, join(path.slice(0, at), 'node_modules', name))];
    });
  return [...new Set(found)].toSorted();
}
