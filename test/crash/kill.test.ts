/** 25 kills with every test run; `npm run crash` for thousands. */
import { expect, it } from 'vitest';
import { describeFaults, runKillCases } from './kill-loop.ts';

it('25 times killed with SIGKILL, every record is on the server exactly once', { timeout: 180_000 }, async () => {
  const hit = new Set<string>();
  let kills = 0;
  for await (const result of runKillCases(1, 25)) {
    expect(result.faults, describeFaults(result)).toEqual([]);
    kills += result.kills;
    for (const [phase, times] of Object.entries(result.phases)) if (times > 0) hit.add(phase);
  }
  expect(kills).toBeGreaterThanOrEqual(25);
  expect([...hit].filter((phase) => ['start-up', 'reading', 'one file in', 'taken in'].includes(phase))).not.toEqual(
    [],
  );
  expect([...hit].filter((phase) => ['in flight', 'in doubt', 'between batches'].includes(phase))).not.toEqual([]);
});
