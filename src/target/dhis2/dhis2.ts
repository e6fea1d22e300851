/** The `dhis2` target: the tracker of DHIS2 from version 2.40 on, one event a dose (docs/targets/dhis2.md). */
import { addressOf } from '../address.ts';
import { type AskOptions, asker } from '../ask.ts';
import { examine } from '../examine.ts';
import type { HttpClient } from '../exchange.ts';
import { type LineOptions, line } from '../http/line.ts';
import type { Answer, Batch, Consignment, FindAnswer, Outage, Stop, Target, Traits } from '../target.ts';
import { findDoses } from './asking.ts';
import { decodeRecords, encodeRecords } from './consigned.ts';
import { knowingItsDoor } from './door.ts';
import { examineMetadata } from './examine.ts';
import { faultError, loadMetadata } from './load-metadata.ts';
import type { Metadata, Names } from './metadata.ts';
import { RULES } from './post.ts';
import { type SendOptions, sendRecords } from './sending.ts';
import { shownRequests } from './show.ts';

export interface Dhis2Options extends Omit<SendOptions, 'names'>, Omit<AskOptions, 'rules' | 'own'> {
  readonly names: Names;
  /** Where these options stand in the configuration (`target.dhis2`), for messages. */
  readonly section: string;
  /** Doses in one request at most. */
  readonly maxBatch: number;
}

/** Throws a TypeError if the address is none; nothing is sent before the target is asked for something. */
export function dhis2Target(options: Dhis2Options & LineOptions): Target {
  return dhis2Conversation(line(options), options);
}

/** The same over any line. */
function dhis2Conversation(client: HttpClient, given: Dhis2Options): Target {
  // As browsers and scripts have it: `https://dhis2.example/api`, `…/api/42`.
  const options = { ...given, url: given.url.replace(/\/api(?:\/\d+)?\/?$/, '') };
  const { url, names, section, instance } = options;
  const ask = asker(knowingItsDoor(client), { ...options, rules: RULES, own: 'import-report' });
  let known: Metadata | undefined;
  /** Questions about doses that were refused in a row. */
  let refusals = 0;

  /** Asked for once in a process; what failed is asked for again. */
  async function metadata(signal: AbortSignal): Promise<Metadata | Outage | Stop> {
    if (known) return known;
    const loaded = await loadMetadata(ask, url, names, signal);
    switch (loaded.kind) {
      case 'known':
        known = loaded.metadata;
        return known;
      case 'faults': {
        const [first] = loaded.faults;
        return {
          kind: 'stop',
          why: 'misconfigured',
          unsent: true,
          ...(first ? { error: faultError(first, section) } : {}),
        };
      }
      case 'outage':
        // Nothing of a batch was in the question.
        return { ...loaded, reachedServer: false };
      case 'stop':
        return { ...loaded, unsent: true };
    }
  }

  async function send({ id, bytes }: Batch, how: SendOptions, signal: AbortSignal): Promise<Answer> {
    const words = await metadata(signal);
    if ('kind' in words) return words;
    return sendRecords(ask, how, words, { records: decodeRecords(bytes), batch: id, importMode: 'COMMIT', signal });
  }

  const target: Omit<Target, 'examine' | 'validate'> = {
    // Another program is another server for a ledger. Behind `?` and `#` nothing is kept, because it may be a secret.
    identity: `dhis2 ${addressOf(url)}/programs/${encodeURIComponent(names.program.replace(/\s+/g, '-'))}`,
    traits: traitsOf(options),
    encode: (_, consignments) => encodeRecords(consignments),
    send: (batch, signal) => send(batch, options, signal),
    async find(sought, signal): Promise<FindAnswer> {
      const words = await metadata(signal);
      if ('kind' in words) return words;
      const realm = { program: words.program, instance };
      const answer = await findDoses(
        ask,
        url,
        words,
        realm,
        sought.map(({ key }) => key),
        signal,
      );
      if (answer.kind === 'found') refusals = 0;
      if (answer.kind !== 'refused') return answer;
      refusals += 1;
      // It stays open then: sent again, a dose says by itself that it is there.
      return refusals < MOST_REFUSALS ? UNREADABLE : { kind: 'found', results: new Map() };
    },
    show: ({ bytes }) => shownRequests(decodeRecords(bytes), known, options),
    async close() {
      client.close();
    },
  };
  /** Whoever is asked for first is not sent a second time, and the server would not have been tried. */
  const sendBlindly: Target['send'] = (batch, signal) => send(batch, { ...options, lookUp: 'conflicts' }, signal);

  return {
    ...target,
    async validate(consignments: readonly Consignment[], signal): Promise<Answer> {
      const words = await metadata(signal);
      if ('kind' in words) return words;
      return sendRecords(ask, options, words, { records: consignments, importMode: 'VALIDATE', signal });
    },
    async examine(canary, signal) {
      const own = await examineMetadata(ask, url, names, signal);
      const common = own.some(({ about, result }) => about === 'dhis2-metadata' && result === 'bad')
        ? REACHED
        : await examine({ ...target, send: sendBlindly }, canary, signal);
      return { findings: [...common, ...own] };
    },
  };
}

/** The same UIDs twice are one effect, whatever came between; under `CREATE_AND_UPDATE` the later one counts. */
function traitsOf({ maxBatch, importStrategy }: Dhis2Options): Traits {
  return {
    maxBatch,
    safeToResend: true,
    keyLifeMs: Number.POSITIVE_INFINITY,
    finds: 'by-key',
    onePersonPerRequest: false,
    ...(importStrategy === 'CREATE_AND_UPDATE' ? { overwrites: true } : {}),
  };
}

/** A question that is refused once may be weather; so often in a row, this user may not ask it. */
const MOST_REFUSALS = 3;
const UNREADABLE: Outage = { kind: 'outage', cause: 'unreadable', reachedServer: true };

/** Who says what it is called has let us in. */
const REACHED = [
  { about: 'reached', result: 'good' },
  { about: 'admitted', result: 'good' },
] as const;
