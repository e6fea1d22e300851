/**
 * What `npm pack` does before and after: the package has a bill of materials (CycloneDX), the manual, and a
 * package.json without scripts, dependencies and development: whoever installs it runs nothing of ours and fetches
 * nothing else. `npm run sbom` writes the bill alone.
 */
import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { bundlePackage } from './bundle.ts';
import { writeManual } from './man.ts';
import { notice } from './notice.ts';

const ROOT = resolve(import.meta.dirname, '..');
const MANIFEST = join(ROOT, 'package.json');
/** The whole package.json, while `npm pack` reads the short one. */
const WHOLE = join(ROOT, '.package.json.whole');
const BILL = join(ROOT, 'sbom.cdx.json');
/** Of use in a checkout only; `overrides` are obeyed in the root of an installation alone. */
const NOT_SHIPPED = ['scripts', 'dependencies', 'devDependencies', 'allowScripts', 'overrides'] as const;

/** What the compiler wrote, while the package has everything in a few files. */
const DIST = join(ROOT, 'dist');
const COMPILED = join(ROOT, '.dist.compiled');

const [step] = process.argv.slice(2);
// One that a packing which was killed left behind.
if (existsSync(WHOLE)) renameSync(WHOLE, MANIFEST);
if (existsSync(COMPILED)) {
  rmSync(DIST, { recursive: true, force: true });
  renameSync(COMPILED, DIST);
}
if (step === 'before') {
  execFileSync('npm', ['run', '--silent', 'build'], { cwd: ROOT, stdio: 'inherit' });
  writeBill();
  await writeManual(join(ROOT, 'man'));
  await bundleDist();
  shorten();
} else if (step === 'sbom') writeBill();
else if (step !== 'after') throw new Error('node build/pack.ts before | after | sbom');

interface Bill {
  readonly serialNumber: string;
  readonly metadata: { readonly timestamp: string; readonly component: { readonly 'bom-ref': string } };
  readonly components: readonly { readonly 'bom-ref': string; readonly name: string }[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn: readonly string[] }[];
}

/**
 * The same lock file makes the same bytes: no clock, no random number, no name of a folder. What is of use in
 * development only is left out here, by what needs what: `--omit dev` of npm leaves out dependencies too that something
 * of the development could use.
 */
function writeBill(): void {
  const args = ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only'];
  const bill = JSON.parse(execFileSync('npm', args, { cwd: ROOT, encoding: 'utf8', maxBuffer: 1 << 28 })) as Bill;
  const { name, dependencies } = JSON.parse(readFileSync(MANIFEST, 'utf8')) as {
    readonly name: string;
    readonly dependencies: Readonly<Record<string, string>>;
  };
  const needs = new Map(bill.dependencies.map(({ ref, dependsOn }) => [ref, dependsOn]));
  const root = bill.metadata.component['bom-ref'];
  const nameOf = new Map(bill.components.map((one) => [one['bom-ref'], one.name]));
  const direct = (needs.get(root) ?? []).filter((ref) => Object.hasOwn(dependencies, nameOf.get(ref) ?? ''));
  const shipped = new Set<string>();
  const seen = (ref: string): void => {
    if (shipped.has(ref)) return;
    shipped.add(ref);
    for (const needed of needs.get(ref) ?? []) seen(needed);
  };
  for (const ref of direct) seen(ref);
  const { serialNumber: _, ...rest } = bill;
  const { timestamp: __, ...metadata } = bill.metadata;
  const whole = {
    ...rest,
    metadata: { ...metadata, component: { ...metadata.component, name } },
    components: bill.components.filter((one) => shipped.has(one['bom-ref'])),
    dependencies: [{ ref: root, dependsOn: direct }, ...bill.dependencies.filter(({ ref }) => shipped.has(ref))],
  };
  writeFileSync(BILL, `${JSON.stringify(whole, null, 2)}\n`);
}

/** The program with all that it imports, and the licences of what that is. Whoever installs it fetches nothing else. */
async function bundleDist(): Promise<void> {
  renameSync(DIST, COMPILED);
  const packages = await bundlePackage(ROOT, DIST);
  const info = 'build-info.json';
  if (existsSync(join(COMPILED, info))) copyFileSync(join(COMPILED, info), join(DIST, info));
  writeFileSync(join(ROOT, 'THIRD-PARTY.txt'), notice(ROOT, packages));
}

function shorten(): void {
  const manifest = JSON.parse(readFileSync(MANIFEST, 'utf8')) as Record<string, unknown>;
  renameSync(MANIFEST, WHOLE);
  const shipped = Object.entries(manifest).filter(([key]) => !NOT_SHIPPED.some((one) => one === key));
  writeFileSync(MANIFEST, `${JSON.stringify(Object.fromEntries(shipped), null, 2)}\n`);
}
