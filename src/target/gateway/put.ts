/** One question to a described server: with its headers, secrets and signature, its answer looked up in rows. */
import { RunError } from '../../errors.ts';
import type { IsoDate } from '../../record/record.ts';
import { addressOf } from '../address.ts';
import { type AskOptions, asker, type Question } from '../ask.ts';
import type { HttpClient } from '../exchange.ts';
import { type Response, type ResponseClass, retryAfterMs } from '../response.ts';
import type { Outage } from '../target.ts';
import { type Heard, heard, rowFor } from './answers.ts';
import type { AnswerRow } from './description.ts';
import type { Ready } from './make.ts';
import type { Values } from './placeholders.ts';
import { givenValues, headed } from './requests.ts';
import { type SecretReaders, secretsOf } from './secrets.ts';
import { type SignedClient, signed } from './signing.ts';

export interface GatewayOptions extends Omit<AskOptions, 'rules' | 'own'> {
  readonly url: string;
  /** The most records in one request, whatever the description says. */
  readonly maxBatch: number;
  readonly ready: Ready;
  readonly values: Readonly<Record<string, string>>;
  readonly secrets: SecretReaders;
  /** The day in the zone of the sheets. */
  readonly today: () => IsoDate;
}

/** An answer, and the row of the description that it fits. */
export interface Put {
  readonly answer: ResponseClass;
  readonly row?: AnswerRow;
  readonly heard?: Heard;
}

/** Asks, and looks the answer up in rows. */
export type PutQuestion = (question: Omit<Question, 'first'>, rows: readonly AnswerRow[]) => Promise<Put>;

/** The way to a described server. */
export interface Way {
  readonly put: PutQuestion;
  /** Values and secrets of the configuration. Secrets are known once something was put. */
  readonly given: Values;
}

/** An answer that cannot be believed: the server may have acted, so nothing of it is. */
export const UNREADABLE: Outage = { kind: 'outage', cause: 'unreadable', reachedServer: true };
/** A clock is set over the network to less than a second; from here on it is off. BPJS refuses five minutes. */
const SKEW_MS = 60_000;

/** Nothing is sent before `put`. */
export function wayTo(client: HttpClient, options: GatewayOptions): Way {
  const { ready, clock, url } = options;
  const secrets = secretsOf(options.secrets);
  const given = givenValues(options.values, secrets.get);
  const line = signedLine(client, options, given, secrets.get);
  const ask = asker(line ?? client, options);

  /** Whoever is turned away with a signature is told of the clocks, where these disagree. */
  function turnedAway(answer: ResponseClass): ResponseClass {
    if (answer.kind !== 'stop' || answer.why !== 'unauthorised') return answer;
    secrets.forget();
    const ahead = line?.ahead();
    if (ahead === undefined || Math.abs(ahead) < SKEW_MS) return answer;
    const minutes = Math.round(Math.abs(ahead) / 60_000);
    const side = ahead > 0 ? 'ahead' : 'behind';
    return { ...answer, error: new RunError('SIGNATURE_CLOCK', { target: addressOf(url), minutes, side }) };
  }

  return {
    given,
    async put(question, rows) {
      const missing = await secrets.fetch();
      if (missing) return { answer: missing };
      let put: Omit<Put, 'answer'> = {};
      const first = (response: Response): ResponseClass | undefined => {
        const said = heard(response);
        const row = rowFor(rows, said);
        put = row ? { row, heard: said } : {};
        return row && classOf(row, said, response, clock.now());
      };
      const headers = { ...headed(ready.headers, given), ...question.headers };
      const answer = await ask({ ...question, headers, first });
      return { ...put, answer: turnedAway(answer) };
    },
  };
}

/** A client that signs, where the description asks for it. */
function signedLine(
  client: HttpClient,
  { ready: { signing, is }, clock }: GatewayOptions,
  given: Values,
  secret: (name: string) => string,
): SignedClient | undefined {
  const how = is.signing;
  if (!signing || !how) return undefined;
  return signed(client, { is: how, ...signing, given, secret: () => secret(how.secret), clock });
}

/** What an answer that fits a row is, before anybody looks into the record. */
function classOf(row: AnswerRow, { value, status }: Heard, response: Response, now: number): ResponseClass {
  switch (row.means) {
    case 'retry':
    case 'throttled': {
      const wait = retryAfterMs(response.headers['retry-after'], now);
      const cause = row.means === 'throttled' ? 'throttled' : 'server-error';
      const retryAfter = wait === undefined ? {} : { retryAfterMs: wait };
      return { kind: 'outage', cause, reachedServer: row.unsent !== true, status, ...retryAfter };
    }
    case 'stop':
      // Whoever wraps its answers in 200 says there that we are not let in.
      return { kind: 'stop', why: status >= 404 ? 'misconfigured' : 'unauthorised', status, ...unsent(row) };
    case 'too-large':
      return { kind: 'split', ...unsent(row) };
    default:
      return { kind: 'json', value, status };
  }
}

/** By the contract of the server nothing was stored. */
export function unsent(row: AnswerRow): { unsent?: true } {
  return row.unsent === true ? { unsent: true } : {};
}
