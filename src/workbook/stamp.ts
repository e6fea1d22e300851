/**
 * A mark at the end of each correction sheet, by which the program knows its own work again: what the sheet was made
 * of, and that nobody has changed a byte of it since. It stands in the comment of the zip (APPNOTE 4.4.26), where
 * office programs neither look nor keep it: a sheet that was saved again has none.
 */
import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { Transform, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** The end of a zip without a comment (APPNOTE 4.3.16), whose last two bytes are the length of the comment. */
const END_BYTES = 22;
const END_SIGNATURE = 0x06054b50;
const HEX_DIGITS = 64;
const STAMP = /^vax-upload ([\da-f]{64}) ([\da-f]{64})$/;
const STAMP_BYTES = 'vax-upload '.length + 2 * HEX_DIGITS + 1;

/** What a sheet is made of, as 64 hexadecimal digits: equal for equal values. */
export function madeOf(content: unknown): string {
  return createHash('sha256').update(JSON.stringify(content)).digest('hex');
}

/** Hands what `write` writes on to `into`, with the mark behind it, and ends `into`. @param made As `madeOf` has it. */
export async function stamped(into: Writable, made: string, write: (into: Writable) => Promise<void>): Promise<void> {
  const through = stamping(made);
  const piped = pipeline(through, into);
  const written = write(through).then(() => {
    if (!through.writableEnded) through.end();
  });
  // The other one may fail too, later, and would say the same.
  piped.catch(() => undefined);
  written.catch(() => through.destroy());
  await Promise.race([written, piped]);
  await piped;
}

function stamping(made: string): Transform {
  const hash = createHash('sha256');
  let held = Buffer.alloc(0);
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      const all = Buffer.concat([held, chunk]);
      const known = all.subarray(0, Math.max(0, all.length - END_BYTES));
      held = Buffer.from(all.subarray(known.length));
      hash.update(known);
      done(null, known);
    },
    flush(done) {
      const digest = hash.update(held.subarray(0, END_BYTES - 2)).digest('hex');
      const length = Buffer.alloc(2);
      length.writeUInt16LE(STAMP_BYTES);
      done(null, Buffer.concat([held.subarray(0, END_BYTES - 2), length, Buffer.from(`vax-upload ${made} ${digest}`)]));
    },
  });
}

/**
 * What the correction sheet at a path was made of; undefined for any other file, and for one that was changed or saved
 * again.
 */
export async function stampOf(path: string): Promise<string | undefined> {
  // Without O_NONBLOCK a pipe that nobody writes to would make us wait for ever.
  const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)).catch(() => undefined);
  try {
    return file && (await stampIn(file));
  } catch {
    // Whoever reads it will say what is wrong with it.
    return undefined;
  } finally {
    await file?.close();
  }
}

async function stampIn(file: FileHandle): Promise<string | undefined> {
  const found = await file.stat();
  const last = END_BYTES + STAMP_BYTES;
  if (!found.isFile() || found.size < last) return undefined;
  const { buffer: end } = await file.read(Buffer.alloc(last), 0, last, found.size - last);
  const [, made, digest] = STAMP.exec(end.toString('latin1', END_BYTES)) ?? [];
  if (made === undefined || end.readUInt32LE(0) !== END_SIGNATURE) return undefined;
  const hash = createHash('sha256');
  const signed = found.size - STAMP_BYTES - 2;
  for await (const chunk of file.createReadStream({ start: 0, end: signed - 1, autoClose: false }))
    hash.update(chunk as Buffer);
  return hash.digest('hex') === digest ? made : undefined;
}
