/** The requests of a batch as they would go out, for whoever wants to see them before. PURE, but for the day. */
import type { Shown } from '../examination.ts';
import type { Batch } from '../target.ts';
import { type FrozenRecord, thaw } from './frozen.ts';
import type { GatewayOptions } from './put.ts';
import { givenValues, headed, headersOf, type Written, writeEach, writeMany, writeOne } from './requests.ts';
import { Unmapped } from './template.ts';

/** Without signature, and with the names of secrets in their places. What cannot be said is not among them. */
export function show({ url, ready, values, today }: GatewayOptions, { id, bytes }: Batch): readonly Shown[] {
  const open = givenValues(values, (name) => `{{secrets.${name}}}`);
  const headers = { ...headed(ready.headers, open), ...headersOf(ready, id, open) };
  const { record } = ready.submit;
  const each = <T>(make: (frozen: FrozenRecord) => T | undefined): T[] =>
    thaw(bytes).flatMap((frozen) => sayable(() => make(frozen)));
  const requests: readonly Written[] = record
    ? [
        writeMany(
          url,
          ready,
          each((one) => writeEach(record, one, open, today())),
          id,
          open,
          today(),
        ),
      ]
    : each((one) => writeOne(url, ready, one, open, today()));
  return requests.map(({ url: to, body }) => ({
    method: ready.is.submit.method,
    url: to.href,
    headers,
    body: Buffer.from(body).toString(),
  }));
}

function sayable<T>(make: () => T | undefined): T[] {
  try {
    const made = make();
    return made === undefined ? [] : [made];
  } catch (error) {
    if (error instanceof Unmapped) return [];
    throw error;
  }
}
