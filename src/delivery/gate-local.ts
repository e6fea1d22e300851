/** The gate of a run that is alone with its ledger: a variable, and the clock of this computer. */
import { type Clock, type Random, steadyClock } from '../clock.ts';
import type { Gate, Leave } from './gate.ts';
import { hear, startFelt } from './heard.ts';
import { allowance } from './pace.ts';
import type { PaceSettings } from './pace-state.ts';

/** Nobody counts them here: the loop knows its own flights. */
const LEAVE: Leave = { id: '' };

export function localGate(settings: PaceSettings, clock: Pick<Clock, 'now' | 'elapsed'>, random: Random): Gate {
  const now = steadyClock(clock);
  let felt = startFelt(settings);
  return {
    shared: false,
    now,
    felt: () => felt,
    age: () => 0,
    turn() {
      const moment = now();
      const may = allowance(felt.pace, moment);
      return may.kind === 'go' ? may : { waitMs: may.until - moment };
    },
    mayLookBack: () => true,
    enter: () => LEAVE,
    keep: () => undefined,
    tell(news) {
      const heard = hear(felt, news, now(), random);
      felt = heard.felt;
      return heard;
    },
    land: () => undefined,
    rest: () => undefined,
    leave: () => undefined,
  };
}
