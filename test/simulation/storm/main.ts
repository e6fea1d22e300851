/** `npm run storm [-- --seed S]`: the figures of three kinds of clients, and with the usual seed the picture docs/storm.svg. */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { figuresOf } from './load.ts';
import { plotStorm } from './plot.ts';
import { CLIENTS, storm, USUAL_STORM, WINDOW } from './storm.ts';

const { values } = parseArgs({ options: { seed: { type: 'string', default: String(USUAL_STORM) } } });
const results = CLIENTS.map((client) => storm(client, Number(values.seed)));
for (const result of results) {
  const { whileDown, downPeak, firstMinutePeak, fiveMinutesPeak, collapses, landed } = figuresOf(result, WINDOW);
  console.log(
    `${result.client}: ${whileDown.toFixed(1)} requests a second while the server is down; the work asked for, as a multiple of what it can do: ` +
      `${downPeak.toFixed(2)} at most while it is down, ${firstMinutePeak.toFixed(2)} in the minute after a return, ${fiveMinutesPeak.toFixed(2)} in the five minutes after it; ` +
      `${collapses} deaths of its clients, ${landed} rows landed`,
  );
}
if (Number(values.seed) === USUAL_STORM) writeFileSync(new URL('../../../docs/storm.svg', import.meta.url), plotStorm(results));
