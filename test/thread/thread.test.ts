import { expect, it } from 'vitest';
import { inThread, OutOfTime } from '../../src/thread/thread.ts';

it('a thread that uses more of a processor than it may is ended, even in an endless loop', async () => {
  const said = inThread<never>('../test/thread/busy-thread', undefined, new AbortController().signal, 100);
  await expect(said.next()).rejects.toThrow(OutOfTime);
});
