/**
 * Reads any file as the program does, on a process of its own with a limit of time and memory, and says in one word how
 * that ended.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';

/**
 * A cell as reference files spell it: text as it is, everything else with its kind: `number 12`, `date 2021-10-02`,
 * `error #N/A`, `boolean 1`.
 */
export type SpelledSheet = { readonly name: string; readonly rows: Readonly<Record<string, readonly string[]>> };

export type Outcome =
  | { readonly kind: 'read'; readonly sheets: readonly SpelledSheet[] }
  /** A known error: two lines. */
  | { readonly kind: 'refused'; readonly code: string }
  | { readonly kind: 'hang' }
  /** A stack trace, a crash, or more memory than allowed. */
  | { readonly kind: 'crash'; readonly words: string };

/** Seconds on the processor: a busy machine makes nothing hang. */
const TIME_S = 20;
const HEAP_MB = 1024;

const SCRIPT = `
const { openSource } = await import(process.argv[1]);
const spell = (cell) => typeof cell === 'string' ? cell : cell.kind === 'uncalculated' ? 'uncalculated' : cell.kind + ' ' + (cell.kind === 'date' && cell.day !== '' ? cell.day : cell.raw);
let said;
try {
  const source = await openSource(process.argv[2]);
  const sheets = [];
  try {
    for (const sheet of source.sheets) {
      const rows = {};
      for await (const batch of sheet.rows()) for (const row of batch) rows[row.line] = row.cells.map(spell);
      sheets.push({ name: sheet.name, rows });
    }
  } finally {
    await source.close();
  }
  said = { kind: 'read', sheets };
} catch (error) {
  if (error?.name !== 'RunError') throw error;
  said = { kind: 'refused', code: error.code };
}
// Not as resourceUsage tells it: there the memory counts of whoever has started this process.
const { readFileSync } = await import('node:fs');
const [, peak] = /VmHWM:\\s*(\\d+)/.exec(readFileSync('/proc/self/status', 'utf8')) ?? [];
if (Number(peak) > ${HEAP_MB} * 1024) said = { kind: 'crash', words: 'more than ${HEAP_MB} MB' };
process.stdout.write(JSON.stringify(said));
`;

/** How reading this file ends. */
export async function readAnything(path: string): Promise<Outcome> {
  const opener = new URL('../../src/source/open.ts', import.meta.url).href;
  const node = [process.execPath, `--max-old-space-size=${HEAP_MB}`, '--input-type=module', '-e', SCRIPT, opener, path];
  const child = spawn('/bin/sh', ['-c', `ulimit -t ${TIME_S} && exec "$@"`, 'sh', ...node], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { TZ: 'Asia/Jakarta' },
  });
  const said: Buffer[] = [];
  const complained: Buffer[] = [];
  child.stdout.on('data', (bytes: Buffer) => said.push(bytes));
  child.stderr.on('data', (bytes: Buffer) => complained.push(bytes));
  const [status, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
  if (signal === 'SIGXCPU' || signal === 'SIGKILL') return { kind: 'hang' };
  if (status === 0) return JSON.parse(Buffer.concat(said).toString('utf8')) as Outcome;
  return { kind: 'crash', words: Buffer.concat(complained).toString('utf8').slice(0, 400) };
}
