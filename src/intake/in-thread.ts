/** Reads, judges and seals a file on a thread of its own (reader-thread.ts). */
import { setFlagsFromString } from 'node:v8';
import type { PreparedReading } from '../ledger/prepare.ts';
import { inThread } from '../thread/thread.ts';
import type { FileMessage, FileToRead, ReadingsMessage } from './messages.ts';
import { type Packed, unpack } from './pack.ts';

export interface ReaderData {
  readonly file: FileToRead;
  readonly secret: Uint8Array;
}

export type FromReader =
  | Exclude<FileMessage<never>, { kind: 'readings' }>
  | (Omit<ReadingsMessage<never>, 'kind' | 'readings' | 'count'> & { readonly kind: 'packed'; readonly packed: Packed });

/**
 * Over a million rows so much survives by chance that V8 doubles the young generation of the thread that takes the readings twice or three times, and every
 * message that was taken waits in it for a rarer collection: 60 MB of nothing. Only the command line of Node could set its size, but by how much it grows
 * is looked up at each growth (docs/performance.md). Holds for the whole process from here on.
 */
const YOUNG_STAYS_SMALL = '--semi-space-growth-factor=1';

/** As `readFile`, with readings ready for the ledger. Leaving the loop early ends the thread; `stop` ends it even while it says nothing. */
export async function* readInThread(
  file: FileToRead,
  secret: Uint8Array,
  stop: AbortSignal,
): AsyncGenerator<FileMessage<PreparedReading>> {
  setFlagsFromString(YOUNG_STAYS_SMALL);
  for await (const message of inThread<FromReader>(
    import.meta.url,
    'reader-thread',
    { file, secret } satisfies ReaderData,
    stop,
  )) {
    if (message.kind === 'packed') {
      const { packed, ...rest } = message;
      yield { ...rest, kind: 'readings', count: packed.lines.length, readings: unpack(packed) };
    } else yield message;
  }
}
