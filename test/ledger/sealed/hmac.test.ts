/** HMAC-SHA-256 is what the standard says, and what Node makes of it, for texts of any length. */
import { createHmac, createSecretKey } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hmacSha256 } from '../../../src/ledger/sealed/hmac.ts';

function hmacOf(key: Uint8Array): (body: string | Uint8Array) => string {
  const mac = hmacSha256(createSecretKey(key));
  return (body) => Buffer.from(mac(body), 'latin1').toString('hex');
}

const byNode = (key: Uint8Array, body: string | Uint8Array): string =>
  createHmac('sha256', key).update(body).digest('hex');

describe('the HMAC of a text', () => {
  it.each([
    [
      'RFC 4231, case 1',
      Buffer.alloc(20, 0x0b),
      'Hi There',
      'b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7',
    ],
    [
      'RFC 4231, case 2: a key shorter than the digest',
      Buffer.from('Jefe'),
      'what do ya want for nothing?',
      '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
    ],
  ])('%s', (_, key, text, digest) => {
    expect(hmacOf(key)(text)).toBe(digest);
  });

  it('is that of Node for any key and any texts, one after the other', () => {
    const anyKey = fc.uint8Array({ minLength: 1, maxLength: 64 });
    const anyTexts = fc.array(fc.string({ unit: 'binary', maxLength: 300 }), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(anyKey, anyTexts, (key, texts) => {
        const mac = hmacOf(key);
        for (const text of texts) expect(mac(text)).toBe(byNode(key, text));
      }),
    );
  });

  it.each([1, 2047, 2048, 2049, 100_000])(
    'is that of Node for %d letters of three bytes, and for their bytes',
    (length) => {
      const key = Buffer.alloc(32, 7);
      const text = '€'.repeat(length);
      const mac = hmacOf(key);
      expect([mac(text), mac(Buffer.from(text)), mac('.')]).toEqual([
        byNode(key, text),
        byNode(key, text),
        byNode(key, '.'),
      ]);
    },
  );

  it('refuses a key that would have to be hashed first', () => {
    expect(() => hmacOf(Buffer.alloc(65))).toThrow('hashed first');
  });
});
