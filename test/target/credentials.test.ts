import { describe, expect, it } from 'vitest';
import { RunError } from '../../src/errors.ts';
import { credentials, fromSecret, type Grant, type Pass } from '../../src/target/credentials.ts';

const signal = new AbortController().signal;
const DOWN: Grant = { kind: 'outage', cause: 'secret', reachedServer: false };

/**
 * Gives pass-1, pass-2, … and counts; `lifeMs` and `down` may be changed while it runs, and the clock is set by hand.
 */
function office(lifeMs?: number) {
  const it = { asked: 0, given: 0, down: false, lifeMs, now: 0 };
  const passes = credentials(
    async () => {
      it.asked += 1;
      if (it.down) return DOWN;
      it.given += 1;
      const life = it.lifeMs === undefined ? {} : { lifeMs: it.lifeMs };
      return { kind: 'pass', authorization: `pass-${it.given}`, ...life };
    },
    () => it.now,
  );
  const current = async (): Promise<string | undefined> => shown(await passes.current(signal));
  return { passes, it, current };
}

function shown(grant: Grant): string | undefined {
  return grant.kind === 'pass' ? grant.authorization : grant.kind;
}

describe('credentials', () => {
  it('are asked for once by all who come at the same time', async () => {
    const { current, it } = office();
    expect(await Promise.all([current(), current(), current()])).toEqual(['pass-1', 'pass-1', 'pass-1']);
    expect(it.asked).toBe(1);
  });

  it('are asked for anew once by all who were refused together', async () => {
    const { passes, it } = office();
    const old = (await passes.current(signal)) as Pass;
    const renewed = await Promise.all([1, 2, 3].map(() => passes.renewed(old, signal)));
    expect(renewed.map(shown)).toEqual(['pass-2', 'pass-2', 'pass-2']);
    expect(it.asked).toBe(2);
  });

  it('are not asked for by one who comes back late with an old refusal', async () => {
    const { passes, it } = office();
    const old = (await passes.current(signal)) as Pass;
    await passes.renewed(old, signal);
    expect(shown(await passes.renewed(old, signal))).toBe('pass-2');
    expect(it.asked).toBe(2);
  });

  it('that say the same as before are still a new pass', async () => {
    let asked = 0;
    const passes = credentials(
      async () => {
        asked += 1;
        return { kind: 'pass', authorization: 'Basic dTpw' };
      },
      () => 0,
    );
    const first = (await passes.current(signal)) as Pass;
    await Promise.all([passes.renewed(first, signal), passes.renewed(first, signal)]);
    expect(asked).toBe(2);
  });

  it('that were refused and cannot be renewed are not shown again', async () => {
    const { passes, it, current } = office();
    const old = (await passes.current(signal)) as Pass;
    it.down = true;
    expect(shown(await passes.renewed(old, signal))).toBe('outage');
    expect(await current()).toBe('outage');
    it.down = false;
    expect(await current()).toBe('pass-2');
  });
});

describe('credentials that end', () => {
  const HOUR = 3_600_000;
  it('are renewed a minute before, once for all', async () => {
    const { it, current } = office(HOUR);
    await current();
    it.now = HOUR - 60_001;
    expect(await current()).toBe('pass-1');
    it.now = HOUR - 60_000;
    expect(await Promise.all([current(), current()])).toEqual(['pass-2', 'pass-2']);
    expect(it.asked).toBe(2);
  });

  it('a short life is not renewed all the time', async () => {
    const { it, current } = office(10_000);
    await current();
    it.now = 8_999;
    expect(await current()).toBe('pass-1');
    it.now = 9_000;
    expect(await current()).toBe('pass-2');
  });

  it('are shown to their end where nobody gives new ones, and few questions are asked meanwhile', async () => {
    const { it, current } = office(HOUR);
    await current();
    it.down = true;
    for (it.now = HOUR - 60_000; it.now < HOUR; it.now += 500) expect(await current()).toBe('pass-1');
    expect(it.asked).toBeLessThan(12);
    expect(await current()).toBe('outage');
    it.down = false;
    expect(await current()).toBe('pass-2');
  });
});

describe('a secret', () => {
  const read = (error: unknown) => fromSecret(() => Promise.reject(error), String)(signal);

  it('that is not there yet is an outage', async () => {
    const error = new RunError('SECRET_UNREADABLE', { key: 'target.auth.tokenFile' });
    expect(await read(error)).toEqual({ ...DOWN, error });
  });

  it('that is not to be followed ends the run', async () => {
    const error = new RunError('SETTINGS_UNSAFE', { path: 'token' });
    await expect(read(error)).rejects.toBe(error);
  });

  it('is written as the header wants it', async () => {
    const ask = fromSecret(
      async () => 'abc',
      (token) => `Bearer ${token}`,
    );
    expect(await ask(signal)).toEqual({ kind: 'pass', authorization: 'Bearer abc' });
  });
});
