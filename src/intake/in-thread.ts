/** Reads, judges and seals a file on a thread of its own (reader-thread.ts). */
import type { PreparedReading } from '../ledger/prepare.ts';
import type { FileMessage, FileToRead } from './messages.ts';
import { type Packed, unpack } from './pack.ts';
import { inThread } from './thread.ts';

export interface ReaderData {
  readonly file: FileToRead;
  readonly secret: Uint8Array;
}

export type FromReader =
  | Exclude<FileMessage<never>, { kind: 'readings' }>
  | { readonly kind: 'packed'; readonly rows: number; readonly packed: Packed };

/** As `readFile`, with readings ready for the ledger. Leaving the loop early ends the thread. */
export async function* readInThread(file: FileToRead, secret: Uint8Array): AsyncGenerator<FileMessage<PreparedReading>> {
  for await (const message of inThread<FromReader>('reader-thread', { file, secret } satisfies ReaderData)) {
    if (message.kind === 'packed') {
      const { rows, packed } = message;
      yield { kind: 'readings', rows, count: packed.lines.length, readings: unpack(packed) };
    } else yield message;
  }
}
