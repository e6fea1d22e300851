/**
 * The `satusehat` target: Indonesia's registry (FHIR R4 behind a processor of its own). One transaction for each
 * vaccination; what the registry does otherwise than FHIR is told in docs/targets/satusehat.md.
 */
import { RunError } from '../../errors.ts';
import { addressOf } from '../address.ts';
import { type AskOptions, asker } from '../ask.ts';
import type { Shown } from '../examination.ts';
import { type LineOptions, line } from '../http/line.ts';
import type { Answer, Batch, Outage, Stop, Target, Verdict } from '../target.ts';
import { type Conveyance, type Conveyed, convey } from './convey.ts';
import { examineSatusehat } from './examine.ts';
import { freeze, thaw } from './frozen.ts';
import { findAll } from './lookup.ts';
import { peopleOf } from './people.ts';
import { RULES, registryAt, UNREADABLE } from './questions.ts';
import { bundleOf } from './resources.ts';
import type { Blamed } from './rules.ts';
import type { SatusehatSettings } from './settings.ts';
import { vaccinationOf } from './vaccination.ts';
import { validateSatusehat } from './validate.ts';

export interface SatusehatOptions extends LineOptions, Omit<AskOptions, 'own' | 'rules'>, SatusehatSettings {
  /** With its path, for example `https://satusehat.example/fhir-r4/v1`: transactions are posted to this very address. */
  readonly url: string;
  /** Where these options stand in the configuration (`target`), for messages. */
  readonly section: string;
  /** Records in one batch; each is a request of its own. */
  readonly maxBatch: number;
}

/** Throws a TypeError if the address is none; nothing is sent before `send` or `find`. */
export function satusehatTarget(options: SatusehatOptions): Target {
  const client = line(options);
  const { clock } = options;
  /** By how much the clock of the server is ahead of ours: how old a visit is, is a matter of its clock alone. */
  let ahead = 0;
  const heardDate = (server: number): void => {
    ahead = server - clock.now();
    options.heardDate?.(server);
  };
  const ask = asker(client, { ...options, heardDate, own: 'operation-outcome', rules: RULES });
  const toStop = (blamed: Blamed): Stop => stopFor(blamed, options);
  const registry = registryAt(options.url, ask, toStop);
  const conveyance: Conveyance = {
    registry,
    settings: options,
    now: () => clock.now(),
    serverNow: () => clock.now() + ahead,
    stopFor: toStop,
    since: new Map(),
  };
  const people = peopleOf(registry, options);
  const { organization } = options;

  async function send({ id, keys, bytes }: Batch, signal: AbortSignal): Promise<Answer> {
    const verdicts = new Map<string, Verdict>();
    const records = thaw(bytes);
    for (const [at, record] of records.entries()) {
      const said = await convey(conveyance, record, id, signal);
      // Too large is nobody who holds one record: who says it stands in front, and is weather to the others.
      const conveyed = said.kind === 'split' && keys.length > 1 ? UNREADABLE : said;
      const isWeather = conveyed.kind === 'outage' || conveyed.kind === 'stop';
      // What is said of one record is said of a batch of one; and where nothing has left, nothing is to be told apart.
      if (keys.length === 1 || (at === 0 && isWeather && isUnsent(conveyed))) return asAnswer(conveyed, record.key);
      verdicts.set(record.key, isWeather ? verdictIn(conveyed) : asVerdict(conveyed));
      if (!isWeather) continue;
      for (const { key } of records.slice(at + 1)) verdicts.set(key, { kind: 'unsent' });
      return { kind: 'reply', verdicts, weather: conveyed };
    }
    return { kind: 'reply', verdicts };
  }

  function show({ bytes }: Batch): readonly Shown[] {
    return thaw(bytes).flatMap((record) => {
      const made = vaccinationOf(record, options, clock.now());
      if (made.kind !== 'vaccination') return [];
      const body = JSON.stringify(bundleOf(made.vaccination, options));
      return [{ method: 'POST', url: registry.addressFor(''), headers: {}, body }];
    });
  }

  const target: Omit<Target, 'examine'> = {
    identity: `satusehat ${addressOf(options.url)}`,
    traits: {
      maxBatch: options.maxBatch,
      // It knows a visit again, but looks for it before it writes: two at once may both pass.
      safeToResend: false,
      finds: 'by-key',
      onePersonPerRequest: false,
    },
    people,
    encode: (_id, consignments) => freeze(consignments),
    send,
    find: (sought, signal) => findAll(registry, organization, sought, signal),
    show,
    validate: (consignments, signal) => validateSatusehat(people, conveyance, consignments, signal),
    async close() {
      client.close();
    },
  };
  return { ...target, examine: (canary, signal) => examineSatusehat(target, registry, options, canary, signal) };
}

/** A setting of ours that the registry refuses every record for. */
function stopFor({ setting, rule }: Blamed, { url, section }: SatusehatOptions): Stop {
  const params = { target: addressOf(url), key: `${section}.${setting}`, ...(rule === undefined ? {} : { rule }) };
  return { kind: 'stop', why: 'misconfigured', error: new RunError('SERVER_SETTING', params) };
}

function isUnsent(weather: Outage | Stop): boolean {
  return weather.kind === 'outage' ? !weather.reachedServer : weather.unsent === true;
}

/** Of a record at which the conversation ended. */
function verdictIn(weather: Outage | Stop): Verdict {
  return { kind: isUnsent(weather) ? 'unsent' : 'in-doubt' };
}

/** Of a record between others: what is no verdict yet is asked for, and comes again in a batch of its own. */
function asVerdict(conveyed: Exclude<Conveyed, Outage | Stop>): Verdict {
  return conveyed.kind === 'split' || conveyed.kind === 'refused-whole' ? { kind: 'in-doubt' } : conveyed;
}

function asAnswer(conveyed: Conveyed, key: string): Answer {
  switch (conveyed.kind) {
    case 'outage':
    case 'stop':
    case 'split':
    case 'refused-whole':
      return conveyed;
    default:
      return { kind: 'reply', verdicts: new Map([[key, conveyed]]) };
  }
}
