/** The sealing of parcels: RFC 9180, and what must not open. */
import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { AES_128, open, privateKeyFrom, privateKeyOf, publicBytesOf, seal } from '../../src/parcel/hpke.ts';

const hex = (text: string): Buffer => Buffer.from(text, 'hex');

describe('RFC 9180, appendix A.1.1 (base mode, the first message)', () => {
  const info = hex('4f6465206f6e2061204772656369616e2055726e');
  const aad = hex('436f756e742d30');
  const plain = hex('4265617574792069732074727574682c20747275746820626561757479');
  const recipient = privateKeyOf(hex('4612c550263fc8ad58375df3f557aac531d26850903e55a9f23f21d8534e8ac8'));
  const ephemeral = privateKeyOf(hex('52c4a758a802cd8b936eceea314432798d5baf2d7e9235dc084ab1b9cfa2f736'));
  const enc = '37fda3567bdbd628e88668c3c8d7e97d1d1253b6d4ea6d44c150f741f1bf4431';
  const ciphertext = 'f938558b5d72f1a23810b4be2ab4f84331acc02fc97babc53a52ae8218a355a96d8770ac83d07bea87e13c512a';

  it('has the keys of the vector', () => {
    expect(publicBytesOf(recipient).toString('hex')).toBe(
      '3948cfe0ad1ddb695d780e59077195da6c56506b027329794ab02bca80815c4d',
    );
    expect(publicBytesOf(ephemeral).toString('hex')).toBe(enc);
  });

  it('seals to its ciphertext', () => {
    const sealed = seal(plain, publicBytesOf(recipient), { info, aad }, { ephemeral, aead: AES_128 });
    expect(sealed.toString('hex')).toBe(`${enc}${ciphertext}`);
  });

  it('opens it', () => {
    expect(open(hex(`${enc}${ciphertext}`), recipient, { info, aad }, { aead: AES_128 })).toEqual(plain);
  });
});

describe('with AES-256', () => {
  const key = privateKeyFrom(Buffer.alloc(32, 7), 'a purpose');
  const said = { info: 'for a test', aad: 'beside it' };
  const plain = Buffer.from('what nobody else may read');

  it('opens what was sealed to its key, and each time it is sealed otherwise', () => {
    const [one, other] = [seal(plain, publicBytesOf(key), said), seal(plain, publicBytesOf(key), said)];
    expect(open(one, key, said)).toEqual(plain);
    expect(open(other, key, said)).toEqual(plain);
    expect(one.equals(other)).toBe(false);
  });

  it.each<[string, (sealed: Buffer) => Buffer | undefined]>([
    ['to another key', (sealed) => open(sealed, privateKeyFrom(Buffer.alloc(32, 8), 'a purpose'), said)],
    ['to the key of another purpose', (sealed) => open(sealed, privateKeyFrom(Buffer.alloc(32, 7), 'another'), said)],
    ['for something else', (sealed) => open(sealed, key, { ...said, info: 'for another test' })],
    ['beside something else', (sealed) => open(sealed, key, { ...said, aad: 'not beside it' })],
    ['and a part of it is missing', (sealed) => open(sealed.subarray(0, -1), key, said)],
    ['and hardly anything is there', (sealed) => open(sealed.subarray(0, 40), key, said)],
    ['and nothing is there', () => open(Buffer.alloc(0), key, said)],
  ])('does not open what was sealed %s', (_, opened) => {
    expect(opened(seal(plain, publicBytesOf(key), said))).toBeUndefined();
  });

  it('does not open what one bit of was changed, wherever', () => {
    const sealed = seal(plain, publicBytesOf(key), said);
    for (let at = 0; at < sealed.length; at++) {
      const changed = Buffer.from(sealed);
      changed[at] = (changed[at] ?? 0) ^ 1;
      // The highest bit of the last byte of a point does not count (RFC 7748); no other bit is free.
      expect(open(changed, key, said), `byte ${at}`).toBeUndefined();
    }
  });

  it('has no use for a key that shares nothing', () => {
    expect(() => seal(plain, Buffer.alloc(32), said)).toThrow();
    expect(publicBytesOf(generateKeyPairSync('x25519').publicKey)).toHaveLength(32);
  });
});
