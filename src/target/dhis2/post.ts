/** One `POST /api/tracker`, and the report in its answer. */
import { endpoint } from '../address.ts';
import type { Ask } from '../ask.ts';
import type { Rule } from '../response.ts';
import type { Outage, RefusedWhole, Split, Stop } from '../target.ts';
import { withQuery } from './get.ts';
import type { Metadata } from './metadata.ts';
import { enrolmentFor, type PayloadOptions, payloadOf, type ToSend } from './payload.ts';
import { type Report, readReport } from './report.ts';

export interface PostOptions extends PayloadOptions {
  readonly url: string;
  /** CREATE never touches what is there; CREATE_AND_UPDATE writes over it, and over what was changed there since. */
  readonly importStrategy: 'CREATE' | 'CREATE_AND_UPDATE';
}

/**
 * What DHIS2 says otherwise than HTTP. 409 is mostly a report, and what is none is told apart when it is read. One
 * unreadable value refuses the whole request before anything of it is looked at, at every server that may have got it.
 */
export const RULES: readonly Rule[] = [
  { status: 409, shape: 'own', means: 'answer' },
  { status: 400, shape: 'own', says: /JSON parse error/i, means: 'refusal', unsent: true },
];

export type Posted = { readonly kind: 'report'; readonly report: Report } | Outage | Stop | Split | RefusedWhole;

/** Every parameter that decides what is stored is said: their defaults differ between versions and documents. */
function questionOf(importStrategy: PostOptions['importStrategy'], importMode: 'COMMIT' | 'VALIDATE') {
  return { async: 'false', importStrategy, atomicMode: 'OBJECT', importMode, reportMode: 'FULL' };
}

export function trackerAddress({ url, importStrategy }: PostOptions, importMode: 'COMMIT' | 'VALIDATE'): URL {
  return withQuery(endpoint(url, 'api/tracker'), questionOf(importStrategy, importMode));
}

/** Sends these people and their doses. `batch`: its id, for who looks on. */
export async function post(
  ask: Ask,
  all: readonly ToSend[],
  metadata: Metadata,
  options: PostOptions,
  { batch, importMode, signal }: { batch?: string; importMode: 'COMMIT' | 'VALIDATE'; signal: AbortSignal },
): Promise<Posted> {
  const answer = await ask({
    method: 'POST',
    url: trackerAddress(options, importMode),
    body: payloadOf(all, metadata, options),
    to: importMode === 'COMMIT' ? 'tracker' : 'validate',
    ...(batch === undefined ? {} : { batch }),
    signal,
    // The same UIDs twice are one effect.
    repeatable: true,
  });
  if (answer.kind === 'key-reused') return { kind: 'outage', cause: 'unreadable', reachedServer: true };
  if (answer.kind !== 'json') return answer;
  const { status } = answer;
  const report = readReport(answer.value, importMode === 'VALIDATE');
  // A WebMessage of a race, or of an error inside: all of it was rolled back, or it was not.
  if (!report && status >= 400) return { kind: 'outage', cause: 'server-error', reachedServer: true, status };
  if (!report) return { kind: 'outage', cause: 'unreadable', reachedServer: true, status };
  // A report of an import that broke off names nothing.
  if (all.every((one) => isSilent(one, report)))
    return { kind: 'outage', cause: 'server-error', reachedServer: true, status };
  return { kind: 'report', report };
}

function isSilent(one: ToSend, report: Report): boolean {
  const uids = [one.person.uid, enrolmentFor(one), ...one.person.doses.map(({ uid }) => uid)];
  return uids.every((uid) => report(uid).kind === 'silent');
}
