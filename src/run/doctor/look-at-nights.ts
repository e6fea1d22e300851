/** Whether nights begin by themselves, and who is told of them. Nothing is installed, and nobody is told. */
import { faulty, good, type HereFinding } from '../../doctor/finding.ts';
import { RunError } from '../../errors.ts';
import type { Context } from '../context.ts';
import { installedNights, keepersOf, type NightFlags, nightOf } from '../night-plan.ts';
import type { Setup } from '../setup.ts';

export async function lookAtNights(
  flags: Pick<NightFlags, 'config' | 'to' | 'state'>,
  setup: Setup,
  context: Context,
): Promise<readonly HereFinding[]> {
  const { ping, command, webhook, email } = setup.config.options.notify;
  const ways = Object.entries({ ping, command, webhook, email }).flatMap(([name, way]) => (way ? [name] : []));
  return [
    ...(await scheduled(flags, setup, context)),
    ...(ways.length > 0 ? [good('telling', { ways: ways.join(', ') })] : []),
  ];
}

/** Without a configuration there is nothing that a night could run by. */
async function scheduled(
  flags: Pick<NightFlags, 'config' | 'to' | 'state'>,
  setup: Setup,
  context: Context,
): Promise<readonly HereFinding[]> {
  if (setup.config.file === undefined) return [];
  try {
    const found = await installedNights(nightOf(flags, setup, context), keepersOf(context, setup.place.folder));
    if (found.length === 0) return [good('schedule')];
    return found.map(({ kind, state }) =>
      state === 'same' ? good('schedule', { kind }) : faulty('schedule', 'note', 'other', { kind }),
    );
  } catch (error) {
    // `schedule` itself says what of a path or a tool is in its way.
    if (error instanceof RunError) return [];
    throw error;
  }
}
