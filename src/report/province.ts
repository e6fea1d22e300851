/** What is said of parcels, at both ends. Pure. */
import type { RunEvent } from '../events.ts';
import type { Messages } from '../text/messages.ts';

export function provinceLines(
  event: Extract<RunEvent, { event: 'parcels' | 'pulled' }>,
  { province: say }: Pick<Messages, 'province'>,
): string[] {
  if (event.event === 'parcels')
    return [
      ...(event.parcels > 0 ? [say.parcels(event.parcels, event.records)] : []),
      ...(event.aside > 0 ? [say.aside(event.aside)] : []),
    ];
  const { accepted, alreadyThere, refused, again, tooNew } = event;
  return [
    say.pulled(accepted + alreadyThere, refused),
    ...(again > 0 ? [say.again(again)] : []),
    ...(tooNew > 0 ? [say.tooNew(tooNew)] : []),
  ];
}
