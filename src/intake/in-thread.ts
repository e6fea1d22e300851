/** Reads, judges and seals a file on a thread of its own (reader-thread.ts). */
import type { PreparedReading } from '../ledger/sealed/prepare.ts';
import { inThread } from '../thread/thread.ts';
import type { FileMessage, FileToRead, ReadingsMessage } from './file-messages.ts';
import { type Packed, unpack } from './pack.ts';

export interface ReaderData {
  readonly file: FileToRead;
  readonly secret: Uint8Array;
}

export type FromReader =
  | Exclude<FileMessage<never>, { kind: 'readings' }>
  | (Omit<ReadingsMessage<never>, 'kind' | 'readings' | 'count'> & {
      readonly kind: 'packed';
      readonly packed: Packed;
    });

/**
 * As `readFile`, with readings ready for the ledger. Leaving the loop early ends the thread; `stop` ends it even while
 * it says nothing.
 */
export async function* readInThread(
  file: FileToRead,
  secret: Uint8Array,
  stop: AbortSignal,
): AsyncGenerator<FileMessage<PreparedReading>> {
  for await (const message of inThread<FromReader>(
    'intake/reader-thread',
    { file, secret } satisfies ReaderData,
    stop,
  )) {
    if (message.kind === 'packed') {
      const { packed, ...rest } = message;
      yield { ...rest, kind: 'readings', count: packed.count, readings: unpack(packed) };
    } else yield message;
  }
}
