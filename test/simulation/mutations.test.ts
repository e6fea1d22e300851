/** The simulation finds delivery broken on purpose: each mutation within 500 seeds. */
import { describe, expect, it } from 'vitest';
import { firstFind } from './mutant.ts';
import { MUTATIONS } from './mutations.ts';

const SEEDS = 500;

describe('a program that', () => {
  it.each(MUTATIONS)('$name is found', { timeout: 120_000 }, async (mutation) => {
    expect(await firstFind(mutation, SEEDS)).toMatchObject({ seed: expect.any(Number) });
  });
});
