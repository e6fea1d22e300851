/**
 * A stream sealed under a passphrase, so that a cut, changed or reordered file is noticed before anything of it counts.
 *
 * ```
 * "vax-upload backup 1\n" · length (4 bytes) · header (JSON) · proof (16 bytes) · chunks
 * ```
 *
 * The key is made of the passphrase by scrypt (RFC 7914) with a salt of its own. Each chunk is sealed with AES-256-GCM
 * under a nonce of a random part, its number, and whether it is the last (the STREAM construction of Hoang, Reyhanitabar,
 * Rogaway and Vizár, 2015): none can be left out, exchanged, or be the end without being it. All that stands before the
 * chunks is their additional data. The proof seals nothing: it tells a wrong passphrase from a file that was damaged.
 */
import { createCipheriv, createDecipheriv, createHash, randomBytes, scrypt } from 'node:crypto';
import { RunError } from '../errors.ts';

const MAGIC = Buffer.from('vax-upload backup 1\n');
const LONGEST_HEADER = 4096;
const CHUNK = 64 * 1024;
const TAG = 16;
/** 128 MiB and a third of a second for each try of a passphrase (OWASP, 2023). */
const COST = { N: 2 ** 17, r: 8, p: 1 } as const;
/** A file of somebody else's must not make us work for hours. */
const MOST_COST = 2 ** 20;

interface Header {
  /** Base64. */
  readonly salt: string;
  readonly nonce: string;
  readonly N: number;
  readonly r: number;
  readonly p: number;
}

/** What a nonce ends with. */
const KIND = { chunk: 0, last: 1, proof: 2 } as const;

export async function* sealed(passphrase: string, plain: AsyncIterable<Buffer>): AsyncIterable<Buffer> {
  const header: Header = {
    salt: randomBytes(16).toString('base64'),
    nonce: randomBytes(7).toString('base64'),
    ...COST,
  };
  const text = Buffer.from(JSON.stringify(header));
  const length = Buffer.alloc(4);
  length.writeUInt32BE(text.length);
  const beginning = Buffer.concat([MAGIC, length, text]);
  const crypt = cryptOf(await keyOf(passphrase, header), header, beginning);
  yield beginning;
  yield crypt.seal(0, KIND.proof, Buffer.alloc(0));
  let number = 0;
  let rest: Buffer = Buffer.alloc(0);
  for await (const part of plain) {
    rest = rest.length === 0 ? part : Buffer.concat([rest, part]);
    // What is exactly full may be the last.
    for (; rest.length > CHUNK; rest = rest.subarray(CHUNK))
      yield crypt.seal(number++, KIND.chunk, rest.subarray(0, CHUNK));
  }
  yield crypt.seal(number, KIND.last, rest);
}

/**
 * The way back. Nothing of it may be used before the stream has come to its end.
 * @throws RunError BACKUP_NOT_OURS, BACKUP_PASSPHRASE, BACKUP_DAMAGED {file: `name`}
 */
export async function* opened(passphrase: string, from: AsyncIterable<Buffer>, name: string): AsyncIterable<Buffer> {
  const source = new Taker(from);
  const beginning = await source.take(MAGIC.length + 4);
  if (!beginning?.subarray(0, MAGIC.length).equals(MAGIC)) throw new RunError('BACKUP_NOT_OURS', { file: name });
  const length = beginning.readUInt32BE(MAGIC.length);
  const text = length > LONGEST_HEADER ? undefined : await source.take(length);
  const header = text && headerIn(text);
  const proof = await source.take(TAG);
  if (!text || !header || !proof) throw new RunError('BACKUP_DAMAGED', { file: name });
  const crypt = cryptOf(await keyOf(passphrase, header), header, Buffer.concat([beginning, text]));
  if (!crypt.open(0, KIND.proof, proof)) throw new RunError('BACKUP_PASSPHRASE', { file: name });
  for (let number = 0; ; number++) {
    const chunk = await source.upTo(CHUNK + TAG);
    const isLast = await source.isOver();
    const plain = chunk.length < TAG ? undefined : crypt.open(number, isLast ? KIND.last : KIND.chunk, chunk);
    if (!plain) throw new RunError('BACKUP_DAMAGED', { file: name });
    if (plain.length > 0) yield plain;
    if (isLast) return;
  }
}

function keyOf(passphrase: string, { salt, N, r, p }: Header): Promise<Buffer> {
  return new Promise((resolve, reject) =>
    // The same passphrase typed on another keyboard is the same one (RFC 8265).
    scrypt(
      passphrase.normalize('NFC'),
      Buffer.from(salt, 'base64'),
      32,
      { N, r, p, maxmem: 2 ** 28 * Math.max(1, N / COST.N) },
      (error, key) => (error ? reject(error) : resolve(key)),
    ),
  );
}

function headerIn(text: Buffer): Header | undefined {
  try {
    const header = JSON.parse(text.toString()) as Header;
    const isCost = Number.isSafeInteger(header.N) && header.N > 1 && header.N <= MOST_COST;
    const isPower = isCost && (header.N & (header.N - 1)) === 0;
    const isKnown = isPower && header.r === COST.r && header.p === COST.p;
    return isKnown && Buffer.from(header.nonce, 'base64').length === 7 ? header : undefined;
  } catch {
    return undefined;
  }
}

function cryptOf(key: Buffer, { nonce }: Header, beginning: Buffer) {
  const prefix = Buffer.from(nonce, 'base64');
  const owner = createHash('sha256').update(beginning).digest();
  const nonceOf = (number: number, kind: number): Buffer => {
    const tail = Buffer.alloc(5);
    tail.writeUInt32BE(number);
    tail.writeUInt8(kind, 4);
    return Buffer.concat([prefix, tail]);
  };
  return {
    seal(number: number, kind: number, plain: Buffer): Buffer {
      const cipher = createCipheriv('aes-256-gcm', key, nonceOf(number, kind));
      cipher.setAAD(owner);
      return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
    },
    open(number: number, kind: number, chunk: Buffer): Buffer | undefined {
      const decipher = createDecipheriv('aes-256-gcm', key, nonceOf(number, kind), { authTagLength: TAG });
      decipher.setAAD(owner);
      decipher.setAuthTag(chunk.subarray(chunk.length - TAG));
      try {
        return Buffer.concat([decipher.update(chunk.subarray(0, chunk.length - TAG)), decipher.final()]);
      } catch {
        return undefined;
      }
    },
  };
}

/** Takes bytes off a stream in pieces of one's own size. */
export class Taker {
  readonly #from: AsyncIterator<Buffer>;
  #rest: Buffer = Buffer.alloc(0);
  #over = false;

  constructor(from: AsyncIterable<Buffer>) {
    this.#from = from[Symbol.asyncIterator]();
  }

  /** So many; undefined where there are not. */
  async take(size: number): Promise<Buffer | undefined> {
    const taken = await this.upTo(size);
    return taken.length === size ? taken : undefined;
  }

  /** So many, or all that there are. */
  async upTo(size: number): Promise<Buffer> {
    await this.#fill(size);
    const taken = this.#rest.subarray(0, size);
    this.#rest = this.#rest.subarray(taken.length);
    return taken;
  }

  async isOver(): Promise<boolean> {
    await this.#fill(1);
    return this.#rest.length === 0;
  }

  async #fill(size: number): Promise<void> {
    const parts = [this.#rest];
    let length = this.#rest.length;
    while (length < size && !this.#over) {
      const next = await this.#from.next();
      if (next.done) this.#over = true;
      else {
        parts.push(next.value);
        length += next.value.length;
      }
    }
    if (parts.length > 1) this.#rest = Buffer.concat(parts);
  }
}
