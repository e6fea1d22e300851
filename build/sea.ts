/**
 * The program as one file that needs no Node: `npm run build:sea`. In `out/` then stands a folder with the executable
 * and what belongs to it. For another system: `npm run build:sea -- --platform win-x64`. docs/packaging.md says what is
 * still to be done there.
 *
 * Node 24 makes such files with a blob of its own (`--experimental-sea-config`) that postject puts into a copy of Node;
 * from Node 25.5 on `--build-sea` does both.
 */
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { buildInfo } from './build-info.ts';
import { bundleProgram } from './bundle.ts';
import { writeManual } from './man.ts';
import { notice } from './notice.ts';
import { executableName, nodeFor, ownPlatform } from './sea/node-binary.ts';
import { withoutSignature } from './sea/unsign.ts';

const ROOT = resolve(import.meta.dirname, '..');
const POSTJECT = fileURLToPath(import.meta.resolve('postject/dist/cli.js'));
/** By this mark in the binary postject tells Node that there is a blob (Node's own documentation). */
const FUSE = 'NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2';

const { values } = parseArgs({
  options: { out: { type: 'string' }, platform: { type: 'string' }, node: { type: 'string' } },
});
const platform = values.platform ?? ownPlatform();
const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
  readonly version: string;
  readonly files: readonly string[];
};
const folder = join(resolve(values.out ?? join(ROOT, 'out')), `vax-upload-${manifest.version}-${platform}`);
const work = mkdtempSync(join(tmpdir(), 'vax-sea-'));
try {
  await build();
} finally {
  rmSync(work, { recursive: true, force: true });
}

async function build(): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const { main, assets, packages } = await bundleProgram(ROOT, join(work, 'code'));
  const info = join(work, 'build-info.json');
  writeFileSync(info, JSON.stringify(buildInfo(ROOT)));
  const node = nodeFor(platform, work, values.node);
  const executable = join(folder, executableName(platform));
  writeFileSync(executable, withoutSignature(readFileSync(node.binary)));
  const blob = join(work, 'blob');
  const config = join(work, 'sea.json');
  const settings = {
    main,
    output: blob,
    disableExperimentalSEAWarning: true,
    // Node would open its debugger at the signal that asks a run where it is (bin/vax-upload.js).
    execArgv: ['--disable-sigusr1'],
    // Worker threads do not start from a snapshot.
    useSnapshot: false,
    // Code that is compiled already: of this very Node only.
    useCodeCache: platform === ownPlatform(),
    assets: { ...assets, 'build-info.json': info },
  };
  writeFileSync(config, JSON.stringify(settings));
  execFileSync(process.execPath, ['--experimental-sea-config', config], { stdio: 'pipe' });
  // It warns of sections of Node that have no name.
  const marks = ['NODE_SEA_BLOB', blob, '--sentinel-fuse', FUSE, '--macho-segment-name', 'NODE_SEA', '--overwrite'];
  execFileSync(process.execPath, [POSTJECT, executable, ...marks], { stdio: 'pipe' });
  chmodSync(executable, 0o755);
  for (const name of manifest.files.filter((each) => !['bin', 'dist', 'man', 'THIRD-PARTY.txt'].includes(each)))
    if (existsSync(join(ROOT, name))) cpSync(join(ROOT, name), join(folder, name), { recursive: true });
  await writeManual(join(folder, 'man'));
  writeFileSync(join(folder, 'THIRD-PARTY.txt'), notice(ROOT, packages, readFileSync(node.license, 'utf8')));
  process.stdout.write(`${executable}: ${Math.round(statSync(executable).size / 1e6)} MB\n`);
}
