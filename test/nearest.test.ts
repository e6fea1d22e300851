import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nearest } from '../src/nearest.ts';
import { typingMistakes } from '../src/record/words/typing-mistakes.ts';

describe('what was meant', () => {
  const options = ['state', 'target', 'targets', 'language', 'batchSize', 'timeout'];
  it.each([
    ['tagret', 'target'],
    ['Target', 'target'],
    ['batchsize', 'batchSize'],
    ['batch_size', 'batchSize'],
    ['timout', 'timeout'],
    ['langauge', 'language'],
    ['stat', 'state'],
    ['postgres', undefined],
    ['x', undefined],
    ['', undefined],
  ])('%s', (word, meant) => expect(nearest(word, options)).toBe(meant));
});

describe('typing mistakes', () => {
  it.each([
    ['kendal', 'kendal', 0],
    ['kendal', 'kendla', 1],
    ['kendal', 'kedal', 1],
    ['kendal', 'kendall', 1],
    ['kendal', 'semarang', 6],
    ['', 'abc', 3],
  ])('%s, %s', (a, b, mistakes) => expect(typingMistakes(a, b)).toBe(mistakes));

  it('are the same in both directions, and never more than the longer word has letters', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 12 }), fc.string({ maxLength: 12 }), (a, b) => {
        const mistakes = typingMistakes(a, b);
        expect(mistakes).toBe(typingMistakes(b, a));
        expect(mistakes).toBeLessThanOrEqual(Math.max(a.length, b.length));
        expect(mistakes === 0).toBe(a === b);
      }),
    );
  });
});
