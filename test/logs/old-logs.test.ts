import { expect, it } from 'vitest';
import { type LogLimits, logName, logsToRemove, type OldLog, runName } from '../../src/logs/old-logs.ts';

const DAY = 24 * 3_600_000;
const NOW = Date.UTC(2026, 10, 29, 15);
const LIMITS: LogLimits = { keepMs: 90 * DAY, runs: 400, bytes: 1_000 };

/** The log of a run that began so many days ago. */
function log(days: number, bytes = 10, pid = 7): OldLog {
  const changed = NOW - days * DAY;
  return { name: logName(runName(changed, pid)), bytes, changed };
}

const rows: readonly [string, readonly OldLog[], Partial<LogLimits>, readonly OldLog[]][] = [
  ['nothing is there', [], {}, []],
  ['young, few and small', [log(1), log(2), log(89)], {}, []],
  ['older than is wanted', [log(1), log(91), log(400)], {}, [log(91), log(400)]],
  ['with the one that begins there would be too many', [log(1), log(2), log(3)], { runs: 3 }, [log(3)]],
  ['one alone is kept: that is the one that begins', [log(1), log(2)], { runs: 1 }, [log(1), log(2)]],
  ['too large together: the oldest go', [log(1, 600), log(2, 300), log(3, 300)], {}, [log(3)]],
  ['one that is too large by itself', [log(1, 5_000)], {}, [log(1)]],
  ['two of one second', [log(1, 10, 8), log(1, 10, 9)], { runs: 2 }, [log(1, 10, 8)]],
];
it.each(rows)('%s', (_, files, limits, gone) => {
  const removed = logsToRemove(files, NOW, { ...LIMITS, ...limits });
  expect(removed.toSorted()).toEqual(gone.map(({ name }) => name).toSorted());
});

it('files of somebody else stay, however old, many and large they are', () => {
  const names = ['night.log', 'night.log.1', 'run.ndjson', 'run-2026-11-29.ndjson', 'run-x.ndjson.bak', '.keep'];
  const others = names.map((name) => ({ name, bytes: 9_999, changed: 0 }));
  expect(logsToRemove(others, NOW, { keepMs: 0, runs: 1, bytes: 1 })).toEqual([]);
});
