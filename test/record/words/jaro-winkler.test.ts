import { expect, test } from 'vitest';
import { jaroWinkler } from '../../../src/record/words/jaro-winkler.ts';

// The pairs and figures of Winkler's own paper (1990), to three digits.
test.each([
  ['SHACKLEFORD', 'SHACKELFORD', 0.982],
  ['DUNNINGHAM', 'CUNNIGHAM', 0.896],
  ['NICHLESON', 'NICHULSON', 0.956],
  ['JONES', 'JOHNSON', 0.832],
  ['MASSEY', 'MASSIE', 0.933],
  ['ABROMS', 'ABRAMS', 0.922],
  ['MARTHA', 'MARHTA', 0.961],
  ['DWAYNE', 'DUANE', 0.84],
  ['SITI', 'SITI', 1],
  ['ABC', 'XYZ', 0],
  ['', 'SITI', 0],
])('%s and %s', (a, b, likeness) => {
  expect(jaroWinkler(a, b)).toBeCloseTo(likeness, 3);
  expect(jaroWinkler(b, a)).toBeCloseTo(likeness, 3);
});
