/**
 * Whether an old workbook is behind a password: the record FILEPASS near its beginning says so ([MS-XLS] 2.4.117),
 * whatever the encryption is.
 */
import { CFB } from '@e965/xlsx';

const FILE_PASS = 0x2f;
/** Only a handful of records may come before it. */
const RECORDS_LOOKED_AT = 64;
/** Names of the stream since Excel 97, and before. */
const STREAMS = ['/Workbook', '/Book'];

/** For a file that the library has stumbled over. A container that is broken itself has no password. */
export function hasFilePass(bytes: Uint8Array): boolean {
  return streamsOf(bytes).some((stream) => {
    let at = 0;
    for (let step = 0; step < RECORDS_LOOKED_AT && at + 4 <= stream.length; step++) {
      const view = new DataView(stream.buffer, stream.byteOffset + at, 4);
      if (view.getUint16(0, true) === FILE_PASS) return true;
      at += 4 + view.getUint16(2, true);
    }
    return false;
  });
}

/** A worksheet of Excel 2 to 4 is such a stream without a container. */
function streamsOf(bytes: Uint8Array): Uint8Array[] {
  if (bytes[0] === 0x09) return [bytes];
  try {
    const container = CFB.read(bytes, { type: 'buffer' });
    return STREAMS.flatMap((name) => {
      const content = CFB.find(container, name)?.content;
      return content === undefined ? [] : [Uint8Array.from(content)];
    });
  } catch {
    return [];
  }
}
