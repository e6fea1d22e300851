/**
 * The program and each of its threads as one script each, with all that they import: a single executable has no files
 * beside it.
 */
import { readdirSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join, relative } from 'node:path';
import { rolldown } from 'rolldown';

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

/** Writes the scripts below `to`. Throws where one would look for a module that is not inside. */
export async function bundleProgram(root: string, to: string): Promise<Bundled> {
  const src = join(root, 'src');
  const threads = readdirSync(src, { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => name.endsWith('-thread.ts') && !name.startsWith('thread/'));
  const packages = new Set<string>();
  const assets: Record<string, string> = {};
  for (const name of ['cli.ts', ...threads]) {
    const script = name.replace(/ts$/, 'js');
    assets[script] = join(to, script);
    const first = name === 'cli.ts' ? LISTENER : '';
    for (const each of await bundle(join(src, name), join(to, script), root, first)) packages.add(each);
  }
  const { 'cli.js': main = '', ...rest } = assets;
  return { main, assets: rest, packages: [...packages].toSorted() };
}

/** Not made small: a stack in a message for a bug is to be read, and Node is twenty times as large. */
async function bundle(input: string, file: string, root: string, banner: string): Promise<readonly string[]> {
  const build = await rolldown({
    input,
    platform: 'node',
    external: (id) => isBuiltin(id) || NEVER_REACHED.has(id),
    onLog: (level, log) => {
      if (level === 'warn' && log.code === 'UNRESOLVED_IMPORT') throw new Error(log.message);
    },
  });
  const { output } = await build.write({
    file,
    format: 'cjs',
    codeSplitting: false,
    banner,
    comments: { legal: true },
  });
  await build.close();
  const [script] = output;
  for (const id of script.imports) if (!isBuiltin(id) && !NEVER_REACHED.has(id)) throw new Error(`${id} is missing`);
  const modules = join(root, 'node_modules');
  return Object.keys(script.modules)
    .map((path) => path.replace(/^\0/, '').replaceAll('\\', '/'))
    .flatMap((path) => {
      const at = path.lastIndexOf('/node_modules/');
      const [, name] = /^((?:@[^/]+\/)?[^/]+)/.exec(path.slice(at + '/node_modules/'.length)) ?? [];
      return at < 0 || !name ? [] : [relative(modules, join(path.slice(0, at), 'node_modules', name))];
    });
}
