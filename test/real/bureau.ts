/** A clerk whose program sends to the real server, with people whom no other test has. */
import { inject, onTestFinished } from 'vitest';
import { Clerk, csv, people } from '../cli/clerk.ts';
import { type Gateway, openGateway } from '../support/gateway.ts';
import type { RealFhir } from './setup.ts';

/** The server, or in a word why there is none. */
const FHIR: RealFhir | string = inject('fhir');
export const WHY = typeof FHIR === 'string' ? FHIR : undefined;

/** For the title of what is skipped without the server. */
export function unless(why: string | undefined): string {
  return why === undefined ? '' : ` (skipped: ${why})`;
}

export function theServer(): RealFhir {
  if (typeof FHIR === 'string') throw new Error(FHIR);
  return FHIR;
}

/** A server that was given is not empty: other people each time. */
const FIRST = process.env['FHIR_BASE'] === undefined ? 0 : 1_000 * Math.trunc(Math.random() * 200);
let taken = 0;

/** People of one test; `file` is their part of the numbers (1, 2 …), for files run in processes of their own. */
export function newPeople(count: number, file: number) {
  const from = FIRST + 10_000 * file + taken;
  taken += count;
  return people(count, from);
}

/** A gateway in front of the server, for the time of one test. */
export async function gatewayTo(url: string): Promise<Gateway> {
  const gateway = await openGateway(url);
  onTestFinished(() => gateway.close());
  return gateway;
}

/** Short pauses: it is the rule that is looked at, not the clock. */
const HASTE = 'retry: { first: 100ms, cap: 500ms, probe: 1s }, doubtWait: 200ms, patience: 5m';

/** A clerk with a sheet of these people. `more`: options of the target and of delivery. */
export function clerkAt(
  url: string,
  rows: ReturnType<typeof people>,
  more: { readonly target?: string; readonly delivery?: string } = {},
): Clerk {
  const clerk = new Clerk();
  clerk.within = 300_000;
  const { target = '', delivery = '' } = more;
  clerk.write(
    'vax-upload.yaml',
    `target: { type: fhir, url: "${url}"${target} }\ndelivery: { ${HASTE}${delivery} }\nlanguage: en\n`,
  );
  clerk.write('senin.csv', csv(rows));
  return clerk;
}
