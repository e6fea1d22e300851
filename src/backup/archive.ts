/**
 * Files one after the other in one stream: length (4 bytes), what it is (JSON), its bytes. The first is the list of all
 * others, so that whoever reads knows where they go before they come.
 */
import { RunError } from '../errors.ts';
import { Taker } from './container.ts';

/** What a file is to the program: by that, and not by its name, it finds its place again. */
export const ROLES = [
  'configuration',
  'key',
  'passphrase',
  'mapping',
  'columns',
  'servers',
  'beside',
  'ledger',
] as const;
export type Role = (typeof ROLES)[number];

export interface PartInfo {
  readonly role: Role;
  /** Of a ledger its name in its folder; of a file beside the configuration its path from there; else for messages. */
  readonly name: string;
  /** In bytes. */
  readonly size: number;
}

/** What is in a backup. */
export interface Manifest {
  /** Epoch milliseconds. */
  readonly made: number;
  /** Of the program. */
  readonly version: string;
  /** Which of the ledgers is that of the configuration. */
  readonly ledger: string;
  /** Where the key comes from instead of a file of its own: `keyCommand` or the variable. */
  readonly keyFrom?: string;
  /** Files that the configuration names and that are not in it: secrets of servers. */
  readonly missing: readonly string[];
  readonly parts: readonly PartInfo[];
}

export interface Part extends PartInfo {
  readonly bytes: AsyncIterable<Buffer>;
}

const LONGEST_LIST = 1024 * 1024;

/** @throws Error where a file is not as long as the list says: it was changed meanwhile. */
export async function* packed(manifest: Manifest, parts: readonly Part[]): AsyncIterable<Buffer> {
  const text = Buffer.from(JSON.stringify(manifest));
  const length = Buffer.alloc(4);
  length.writeUInt32BE(text.length);
  yield length;
  yield text;
  for (const { bytes, size, name } of parts) {
    let written = 0;
    for await (const chunk of bytes) {
      written += chunk.length;
      yield chunk;
    }
    if (written !== size) throw new Error(`${name} has changed while it was read`);
  }
}

/** The list; then each file, in its order, whose bytes are taken before the next one comes. */
export interface Unpacking {
  readonly manifest: Manifest;
  parts(): AsyncIterable<Part>;
}

/** @throws RunError BACKUP_DAMAGED {file: `name`} */
export async function unpack(plain: AsyncIterable<Buffer>, name: string): Promise<Unpacking> {
  const source = new Taker(plain);
  const damaged = (): RunError => new RunError('BACKUP_DAMAGED', { file: name });
  const length = (await source.take(4))?.readUInt32BE() ?? Number.POSITIVE_INFINITY;
  const text = length > LONGEST_LIST ? undefined : await source.take(length);
  if (!text) throw damaged();
  const manifest = JSON.parse(text.toString()) as Manifest;

  async function* bytesOf(size: number): AsyncIterable<Buffer> {
    for (let left = size; left > 0; ) {
      const chunk = await source.upTo(Math.min(left, 1024 * 1024));
      if (chunk.length === 0) throw damaged();
      left -= chunk.length;
      yield chunk;
    }
  }
  return {
    manifest,
    async *parts() {
      for (const part of manifest.parts) yield { ...part, bytes: bytesOf(part.size) };
      // Only at its end is it known to be whole.
      if (!(await source.isOver())) throw damaged();
    },
  };
}
