/**
 * Who may open a ledger. What is in it is sealed under a secret that is made with it and never changes; the secret
 * stands in the ledger itself, wrapped under an outer key: a file, what a command prints, or a passphrase. So the outer
 * key can be changed in one small transaction (`rekey`).
 *
 * Wrapped is AES-256-GCM under HKDF-SHA-256 of the key; a passphrase is first made a key by scrypt (RFC 7914) with a
 * salt of its own. Ledgers of earlier versions have no wrapped secret: theirs is the key file itself.
 */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes, scrypt } from 'node:crypto';
import { RunError } from '../../errors.ts';

/** A secret under one outer key; base64. `salt`: of a passphrase. */
export interface Slot {
  readonly salt?: string;
  readonly sealed: string;
}

/** A key that stands in no file of ours. `name`: where it comes from, for messages. */
export interface ForeignKey {
  readonly kind: 'command' | 'passphrase';
  readonly name: string;
  /** Throws the RunErrors of the place. */
  read(): Promise<string>;
}

export interface OuterKey {
  /** The key itself, where it may be the secret of a ledger of an earlier version. */
  readonly raw?: Uint8Array;
  wrap(secret: Uint8Array): Promise<Slot>;
  /** Undefined when the slot is another key's. */
  unwrap(slot: Slot): Promise<Uint8Array | undefined>;
}

const [NONCE, TAG, KEY] = [12, 16, 32] as const;
/** 128 MiB and a third of a second for each try of a passphrase (OWASP, 2023: N 2^17, r 8, p 1). */
const SCRYPT = { N: 2 ** 17, r: 8, p: 1, maxmem: 2 ** 28 } as const;
const SALT = 16;

/** `raw`: 32 random bytes of a key file. */
export function keyOfFile(raw: Uint8Array): OuterKey {
  return { raw, ...keyOfBytes(raw) };
}

function keyOfBytes(bytes: Uint8Array): OuterKey {
  return {
    wrap: async (secret) => ({ sealed: seal(slotKey(bytes), secret) }),
    unwrap: async (slot) => unwrapWith(bytes, slot),
  };
}

/**
 * The secret in a slot, by a key of 32 bytes; undefined when the slot is another's.
 * @internal Exported for the autopsy of test/crash.
 */
export function unwrapWith(bytes: Uint8Array, { salt, sealed }: Slot): Uint8Array | undefined {
  return salt === undefined ? open(slotKey(bytes), sealed) : undefined;
}

function slotKey(bytes: Uint8Array): Buffer {
  return Buffer.from(hkdfSync('sha256', bytes, Buffer.alloc(0), 'vax-upload slot 1', KEY));
}

/** Throws LEDGER_KEY_WRONG when a command does not print a key: 32 bytes as 64 hexadecimal digits or in base64. */
export async function keyFromElsewhere({ kind, name, read }: ForeignKey): Promise<OuterKey> {
  const text = await read();
  if (kind === 'passphrase') return keyOfPassphrase(text);
  const bytes = Buffer.from(text.trim(), /^[0-9a-f]{64}$/i.test(text.trim()) ? 'hex' : 'base64');
  if (bytes.length !== KEY) throw new RunError('LEDGER_KEY_WRONG', { path: name });
  return keyOfBytes(bytes);
}

function keyOfPassphrase(text: string): OuterKey {
  // The same passphrase typed on another keyboard is the same one (RFC 8265).
  const passphrase = text.normalize('NFC');
  const keyWith = (salt: Buffer): Promise<Buffer> =>
    new Promise((resolve, reject) =>
      scrypt(passphrase, salt, KEY, SCRYPT, (error, key) => (error ? reject(error) : resolve(key))),
    );
  return {
    async wrap(secret) {
      const salt = randomBytes(SALT);
      return { salt: salt.toString('base64'), sealed: seal(await keyWith(salt), secret) };
    },
    async unwrap({ salt, sealed }) {
      return salt === undefined ? undefined : open(await keyWith(Buffer.from(salt, 'base64')), sealed);
    },
  };
}

function seal(key: Uint8Array, secret: Uint8Array): string {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  const hidden = Buffer.concat([cipher.update(secret), cipher.final()]);
  return Buffer.concat([nonce, hidden, cipher.getAuthTag()]).toString('base64');
}

function open(key: Uint8Array, sealed: string): Uint8Array | undefined {
  const bytes = Buffer.from(sealed, 'base64');
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE), { authTagLength: TAG });
    decipher.setAuthTag(bytes.subarray(bytes.length - TAG));
    return Buffer.concat([decipher.update(bytes.subarray(NONCE, bytes.length - TAG)), decipher.final()]);
  } catch {
    return undefined;
  }
}
