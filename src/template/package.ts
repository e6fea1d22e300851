/**
 * A package of XML parts, copied with some of its parts changed. For small ones that we have just made: everything is
 * held in memory.
 */
import type { Writable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { type Entry, fromBufferPromise } from 'yauzl';
import { zipWriter } from '../workbook/zip-writer.ts';

/** Writes the zip in `bytes` to `into`; `change` is given each part as text. */
export async function changeParts(
  bytes: Buffer,
  into: Writable,
  change: (name: string, xml: string) => string,
): Promise<void> {
  const zip = await fromBufferPromise(bytes, { lazyEntries: true });
  const entries = await new Promise<Entry[]>((resolve, reject) => {
    const found: Entry[] = [];
    zip.on('error', reject);
    zip.on('end', () => resolve(found));
    zip.on('entry', (entry: Entry) => {
      found.push(entry);
      zip.readEntry();
    });
    zip.readEntry();
  });
  const written = zipWriter(into);
  for (const entry of entries) {
    if (entry.fileName.endsWith('/')) continue;
    const part = await buffer(await zip.openReadStreamPromise(entry));
    await written.add(entry.fileName, [Buffer.from(change(entry.fileName, part.toString('utf8')))]);
  }
  await written.end();
}
