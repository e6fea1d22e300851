/** Sealed bodies and fingerprints: what goes in comes out, and nothing else does. */
import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSealer } from '../../../src/ledger/sealed/seal.ts';

const SECRET = Buffer.alloc(32, 3);
const sealer = createSealer(SECRET);
const OWNER = Buffer.from('owner');
const WRONG = expect.objectContaining({ code: 'LEDGER_KEY_WRONG' });

describe('a seal', () => {
  it('keeps any bytes and any text, for any owner', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.uint8Array(), fc.string({ unit: 'grapheme' })),
        fc.uint8Array({ maxLength: 40 }),
        (body, owner) => {
          const opened = sealer.open(sealer.seal(body, owner), owner);
          expect(opened).toEqual(typeof body === 'string' ? Buffer.from(body) : Buffer.from(body));
        },
      ),
    );
  });

  it('is opened by the same secret in another process', () => {
    expect(createSealer(Buffer.from(SECRET)).open(sealer.seal('Siti', OWNER), OWNER).toString()).toBe('Siti');
  });

  it('is not opened by another secret', () => {
    const sealed = createSealer(randomBytes(32)).seal('Siti', OWNER);
    expect(() => sealer.open(sealed, OWNER)).toThrow(WRONG);
  });

  it('is not opened for another owner: a body that was moved to another entry', () => {
    expect(() => sealer.open(sealer.seal('Siti', OWNER), Buffer.from('other'))).toThrow(WRONG);
    expect(() => sealer.open(sealer.seal('Siti', OWNER), Buffer.alloc(0))).toThrow(WRONG);
  });

  it('is not opened when any bit of it was changed, or when it was cut', () => {
    const sealed = Buffer.from(sealer.seal('Siti Rahayu', OWNER));
    for (let bit = 0; bit < sealed.length * 8; bit++) {
      const changed = Buffer.from(sealed);
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(() => sealer.open(changed, OWNER)).toThrow(WRONG);
    }
    for (let length = 0; length < sealed.length; length++)
      expect(() => sealer.open(sealed.subarray(0, length), OWNER)).toThrow(WRONG);
  });

  it('looks different every time, beyond the thousand nonces that are made at once', () => {
    const seen = new Set(
      Array.from({ length: 2_500 }, () => Buffer.from(sealer.seal('Siti', OWNER).subarray(0, 12)).toString('hex')),
    );
    expect(seen.size).toBe(2_500);
  });

  it('says nothing of what is in it but its length', () => {
    const sealed = Buffer.from(sealer.seal('Siti Rahayu', OWNER));
    expect(sealed).toHaveLength(12 + 11 + 16);
    expect(sealed.includes('Siti')).toBe(false);
  });
});

describe('a fingerprint', () => {
  it('is the same for the same text, and another one for another text or another secret', () => {
    expect(sealer.fingerprint('covid19 3324')).toEqual(createSealer(SECRET).fingerprint('covid19 3324'));
    expect(sealer.fingerprint('covid19 3324')).toHaveLength(32);
    expect(sealer.fingerprint('covid19 3324')).not.toEqual(sealer.fingerprint('covid19 3325'));
    expect(sealer.fingerprint('covid19 3324')).not.toEqual(createSealer(randomBytes(32)).fingerprint('covid19 3324'));
  });

  it('may be a short one, of eight bytes', () => {
    expect(sealer.shortFingerprint('covid19 Budi')).toEqual(createSealer(SECRET).shortFingerprint('covid19 Budi'));
    expect(sealer.shortFingerprint('covid19 Budi')).toHaveLength(8);
    expect(sealer.shortFingerprint('covid19 Budi')).not.toEqual(sealer.shortFingerprint('covid19 Siti'));
    expect(sealer.shortFingerprint('covid19 Budi')).not.toEqual(
      createSealer(randomBytes(32)).shortFingerprint('covid19 Budi'),
    );
  });
});

describe('hidden keys', () => {
  it('come back, block by block, whatever stands beside them', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ minLength: 16, maxLength: 16 }), { maxLength: 8 }), (blocks) => {
        const hidden = sealer.hide(Buffer.concat(blocks));
        expect(sealer.show(hidden)).toEqual(Buffer.concat(blocks));
        for (const [at, block] of blocks.entries())
          expect(hidden.subarray(at * 16, at * 16 + 16)).toEqual(sealer.hide(block));
      }),
    );
  });

  it('are not the keys', () => {
    const key = Buffer.alloc(16, 9);
    expect(sealer.hide(key)).not.toEqual(key);
    expect(createSealer(randomBytes(32)).hide(key)).not.toEqual(sealer.hide(key));
  });
});
