/** The short way past texts that are neither untidy nor damaged. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tidy } from '../../../src/record/cells.ts';
import { isGarbled, isSound } from '../../../src/record/words/garbled.ts';

describe('a text that is passed in one loop', () => {
  it.each([
    ['a name', 'SITI AMINAH', true],
    ['an address', 'Jl. Merpati No. 42, RT 06/RW 08', true],
    ['nothing', '', true],
    ['a blank at its end', 'SITI ', false],
    ['a blank before it', ' SITI', false],
    ['two blanks', 'SITI  AMINAH', false],
    ['a line break', 'SITI\nAMINAH', false],
    ['a letter that is lost', 'Ren?e', false],
    ['a letter as web pages write it', 'Nur&#39;aini', false],
    ['an accent, which is asked about', 'Renée', false],
  ])('%s', (_, text, sound) => {
    expect(isSound(text)).toBe(sound);
  });

  it('is tidy and not damaged, whatever it is', () => {
    const anyText = fc.string({ unit: fc.constantFrom(...'aZ09 .,-/?&%=_\\+\t\n\u00a0é€'), maxLength: 8 });
    fc.assert(
      fc.property(fc.oneof(anyText, fc.string()), (text) => {
        if (isSound(text))
          expect({ tidy: tidy(text), garbled: isGarbled(text) }).toEqual({ tidy: text, garbled: false });
      }),
      { numRuns: 2_000 },
    );
  });
});
