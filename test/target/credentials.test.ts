import { describe, expect, it } from 'vitest';
import { credentials } from '../../src/target/credentials.ts';

/** Gives pass-1, pass-2, … and counts. */
function office() {
  let fetched = 0;
  const passes = credentials(async () => `pass-${++fetched}`);
  return { passes, fetched: () => fetched };
}

describe('credentials', () => {
  it('are fetched once for all who ask at the same time', async () => {
    const { passes, fetched } = office();
    const given = await Promise.all([passes.current(), passes.current(), passes.current()]);
    expect(given.map(({ authorization }) => authorization)).toEqual(['pass-1', 'pass-1', 'pass-1']);
    expect(fetched()).toBe(1);
  });

  it('are fetched anew once for all who were refused together', async () => {
    const { passes, fetched } = office();
    const old = await passes.current();
    const renewed = await Promise.all([passes.renewed(old), passes.renewed(old), passes.renewed(old)]);
    expect(renewed.map(({ authorization }) => authorization)).toEqual(['pass-2', 'pass-2', 'pass-2']);
    expect(fetched()).toBe(2);
  });

  it('are not fetched for one who comes back late with an old refusal', async () => {
    const { passes, fetched } = office();
    const old = await passes.current();
    await passes.renewed(old);
    expect((await passes.renewed(old)).authorization).toBe('pass-2');
    expect(fetched()).toBe(2);
  });

  it('that say the same as before are still a new pass', async () => {
    let fetched = 0;
    const passes = credentials(async () => {
      fetched += 1;
      return 'Basic dTpw';
    });
    const first = await passes.current();
    await Promise.all([passes.renewed(first), passes.renewed(first)]);
    expect(fetched).toBe(2);
  });

  it('that cannot be fetched are an error each time, until they can', async () => {
    let broken = true;
    const passes = credentials(async () => {
      if (broken) throw new Error('unreadable');
      return 'pass';
    });
    await expect(passes.current()).rejects.toThrow('unreadable');
    broken = false;
    expect(await passes.current()).toEqual({ authorization: 'pass' });
  });
});
