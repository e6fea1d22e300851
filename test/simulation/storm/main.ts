/**
 * `npm run storm [-- --seed S --start-jitter MINUTES]`: the figures of three kinds of clients; without options also the
 * picture docs/storm.svg.
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { figuresOf } from './load.ts';
import { plotStorm } from './plot.ts';
import { CLIENTS, storm, USUAL_STORM, WINDOW } from './storm.ts';

const { values } = parseArgs({ options: { seed: { type: 'string' }, 'start-jitter': { type: 'string' } } });
const seed = Number(values.seed ?? USUAL_STORM);
const startJitterMs = Number(values['start-jitter'] ?? 0) * 60_000;
const results = CLIENTS.map((client) => storm(client, seed, startJitterMs));
for (const result of results) {
  const { whileDown, downPeak, firstMinutePeak, fiveMinutesPeak, firstSpellPeak, collapses, landed } = figuresOf(
    result,
    WINDOW,
  );
  console.log(
    `${result.client}: ${whileDown.toFixed(1)} requests a second while the server is down; the work asked for, as a multiple of what it can do: ` +
      `${downPeak.toFixed(2)} at most while it is down, ${firstMinutePeak.toFixed(2)} in the minute after a return, ${fiveMinutesPeak.toFixed(2)} in the five minutes after it, ${firstSpellPeak.toFixed(2)} before the first outage; ` +
      `${collapses} deaths of its clients, ${landed} rows landed`,
  );
}
if (values.seed === undefined && startJitterMs === 0)
  writeFileSync(new URL('../../../docs/storm.svg', import.meta.url), plotStorm(results));
