/** Files to read, and what reading them says. */
import type { FileMessage, FileToRead } from '../../src/intake/file-messages.ts';
import { DEFAULT_LIMITS } from '../../src/source/source.ts';
import { rulesOn } from '../support/reading-rules.ts';

export const SECRET = Buffer.alloc(32, 6);

/** How a file is read in the tests of intake. */
export function toRead(path: string, more: Partial<FileToRead> = {}): FileToRead {
  return {
    name: path,
    path,
    rules: rulesOn('2022-06-30'),
    map: new Map(),
    limits: DEFAULT_LIMITS,
    skipHidden: false,
    ...more,
  };
}

export async function allOf<R>(messages: AsyncIterable<FileMessage<R>>): Promise<FileMessage<R>[]> {
  const all: FileMessage<R>[] = [];
  for await (const message of messages)
    all.push(message.kind === 'readings' ? { ...message, readings: [...message.readings] } : message);
  return all;
}
