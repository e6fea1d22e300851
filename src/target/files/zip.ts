/**
 * One file in a ZIP (PKWARE APPNOTE 6.3, without ZIP64), for whoever carries it or sends it on. The same file is the
 * same archive: it has no times. PURE.
 */
import { crc32, deflateRawSync } from 'node:zlib';

const [LOCAL, CENTRAL, END] = [0x04034b50, 0x02014b50, 0x06054b50];
/** Deflate needs version 2.0; names are UTF-8 (4.4.4, bit 11). */
const [VERSION, UTF8, DEFLATE] = [20, 0x0800, 8];
/** 1 January 1980, the first day that a ZIP knows. */
const FIRST_DAY = (1 << 5) | 1;

export function zipOf(name: string, content: Buffer): Buffer {
  const title = Buffer.from(name);
  const packed = deflateRawSync(content);
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(VERSION, 0);
  fields.writeUInt16LE(UTF8, 2);
  fields.writeUInt16LE(DEFLATE, 4);
  fields.writeUInt16LE(FIRST_DAY, 8);
  fields.writeUInt32LE(crc32(content), 10);
  fields.writeUInt32LE(packed.length, 14);
  fields.writeUInt32LE(content.length, 18);
  fields.writeUInt16LE(title.length, 22);
  const local = Buffer.concat([signed(LOCAL), fields, title, packed]);
  const made = Buffer.alloc(2);
  made.writeUInt16LE(VERSION, 0);
  // Comment, disk, attributes and offset of the one entry are all nothing.
  const central = Buffer.concat([signed(CENTRAL), made, fields, Buffer.alloc(14), title]);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(1, 4);
  end.writeUInt16LE(1, 6);
  end.writeUInt32LE(central.length, 8);
  end.writeUInt32LE(local.length, 12);
  return Buffer.concat([local, central, signed(END), end]);
}

function signed(signature: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(signature);
  return bytes;
}
