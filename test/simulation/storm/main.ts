/**
 * `npm run storm [-- --seed S --start-jitter MINUTES]`: the figures of three kinds of clients and of one gate for all;
 * without options also the picture docs/storm.svg. `npm run storm -- --gate [--seeds N] [--from S] [--probe SECONDS]`:
 * many nights with one gate; fails where the server is asked for a tenth of its power while it is down, or dies of it.
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { figuresOf, type StormFigures, statementsOf } from './load.ts';
import { plotStorm } from './plot.ts';
import { CLIENTS, type StormResult, storm, USUAL_STORM, WINDOW } from './storm.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string' },
    'start-jitter': { type: 'string' },
    gate: { type: 'boolean', default: false },
    seeds: { type: 'string', default: '20' },
    from: { type: 'string', default: '1' },
    probe: { type: 'string' },
  },
});
/** Of what the server can do, as much as its clients may ask for while it is down. */
const BOUND = 0.1;

if (values.gate) many(Number(values.from), Number(values.seeds));
else one(Number(values.seed ?? USUAL_STORM), Number(values['start-jitter'] ?? 0) * 60_000);

function one(seed: number, startJitterMs: number): void {
  const results = CLIENTS.map((client) => storm(client, seed, { startJitterMs }));
  for (const result of results) console.log(told(result));
  const withGate = storm('gate', seed, { startJitterMs });
  console.log(told(withGate), costs(withGate));
  if (values.seed === undefined && startJitterMs === 0)
    writeFileSync(new URL('../../../docs/storm.svg', import.meta.url), plotStorm(results));
}

function many(from: number, seeds: number): void {
  const probe = values.probe === undefined ? {} : { probeMs: Number(values.probe) * 1_000 };
  const all = Array.from({ length: seeds }, (_, index) => {
    const result = storm('gate', from + index, probe);
    console.log(`seed ${from + index}: ${told(result)} ${costs(result)}`);
    return figuresOf(result, WINDOW);
  });
  const most = (figure: keyof StormFigures): string => Math.max(...all.map((figures) => figures[figure])).toFixed(4);
  console.log(
    `${seeds} nights, the most in any: ${most('whileDown')} requests a second while down, ${most('downPeak')} of its power then, ` +
      `${most('firstMinutePeak')} in the minute after a return, ${most('fiveMinutesPeak')} in the five minutes after it, ${most('collapses')} deaths`,
  );
  const isKept = all.every(({ downPeak, collapses }) => downPeak < BOUND && collapses === 0);
  process.exitCode = isKept ? 0 : 1;
}

function told(result: StormResult): string {
  const { whileDown, downPeak, firstMinutePeak, fiveMinutesPeak, firstSpellPeak, collapses, landed } = figuresOf(
    result,
    WINDOW,
  );
  return (
    `${result.client}: ${shown(whileDown)} requests a second while the server is down; the work asked for, as a multiple of what it can do: ` +
    `${shown(downPeak)} at most while it is down, ${shown(firstMinutePeak)} in the minute after a return, ${shown(fiveMinutesPeak)} in the five minutes after it, ${shown(firstSpellPeak)} before the first outage; ` +
    `${collapses} deaths of its clients, ${landed} rows landed`
  );
}

function costs(result: StormResult): string {
  const { mean, writes, whileDown, busiest } = statementsOf(result, WINDOW);
  return `(${shown(mean)} statements a second, ${shown(writes)} of them writing; ${shown(whileDown)} while it is down, ${busiest} in the busiest second)`;
}

function shown(figure: number): string {
  return figure < 0.1 ? figure.toFixed(4) : figure.toFixed(2);
}
