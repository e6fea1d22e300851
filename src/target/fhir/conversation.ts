/**
 * What is asked and understood of a FHIR R4 server, over whatever carries it: the network (fhir.ts), or the model of a
 * server. No package is needed here.
 */
import type { Clock, Random } from '../../clock.ts';
import { RunError } from '../../errors.ts';
import { addressOf, endpoint } from '../address.ts';
import { type AskOptions, asker } from '../ask.ts';
import type { Learnt } from '../examination.ts';
import type { HttpClient } from '../exchange.ts';
import type { Stop, Target } from '../target.ts';
import { asking } from './asking.ts';
import { type BundleSize, bundleSize } from './bundle-size.ts';
import type { Mode } from './bundles.ts';
import { examineFhir, type Form } from './examine-fhir.ts';
import { freeze, type WritingOptions } from './frozen.ts';
import { poster } from './posting.ts';
import { RULES } from './rules.ts';
import { Sending } from './sending.ts';
import { shown } from './shown.ts';
import { validateAt } from './validation.ts';

export interface FhirOptions extends Omit<AskOptions, 'rules' | 'own' | 'clock'> {
  /** The API's root, for example `https://registry.example/fhir`; may carry a query, never credentials. */
  readonly url: string;
  /** Records in one batch of the ledger at most; how many requests they take is another matter. */
  readonly maxBatch: number;
  /** `transaction`: a person with their doses as one; `batch`: people first, then doses. */
  readonly form: Form;
  readonly mode: Mode;
  /** People in one bundle, where somebody knows how many the server takes; unless given, it is led there. */
  readonly personsPerBundle?: number;
  readonly writing: WritingOptions;
  /** What the last examination has found out (examine-fhir.ts). */
  readonly learnt?: Learnt;
  readonly clock: Clock;
  readonly random: Random;
}

/** The most people in one bundle that nobody asked for more of: HAPI is slower with 200 than with 50. */
const MOST_PEOPLE = 50;

/**
 * Bundles for one batch of the ledger, one after the other. Delivery takes the time of a batch for that of an answer: a
 * hundred of them would look like a server that suffers, and keep a run that is to stop.
 */
const MOST_REQUESTS = 25;

/** Throws a TypeError if the address is none; nothing is sent before `send` or `find`. */
export function conversation(client: HttpClient, options: FhirOptions): Target {
  const { form, mode, writing, learnt = {}, clock, random } = options;
  const base = rootOf(options.url);
  const ask = asker(client, { ...options, rules: RULES, own: 'operation-outcome' });
  const { find, findPerson } = asking(ask, options.url);
  // Until somebody has shown otherwise: conditional create is part of R4.
  const isOnce = learnt[form] !== false;
  const size = sizeFor(options);
  const postIn = (way: Form, how: Mode) => poster({ ask, base, findPerson, form: way, mode: how, repeatable: isOnce });
  const memory = { hasTaken: false, refusedSince: 0 };
  const parts = { find, size, clock, random, memory };
  const other: Form = form === 'transaction' ? 'batch' : 'transaction';

  const target: Omit<Target, 'examine'> = {
    identity: `fhir ${addressOf(options.url)}`,
    traits: {
      maxBatch: Math.min(options.maxBatch, MOST_REQUESTS * size.most),
      safeToResend: isOnce,
      finds: 'by-key',
      onePersonPerRequest: false,
      ...(mode === 'update' ? { overwrites: true } : {}),
    },
    encode: (_, consignments) => freeze(consignments, writing),
    send: (batch, signal) => new Sending({ ...parts, post: postIn(form, mode) }, batch, signal).run(),
    find: (sought, signal) =>
      find(
        sought.map(({ key }) => key),
        signal,
      ),
    validate: (consignments, signal) => validateAt({ ask, url: options.url, writing }, consignments, signal),
    show: (batch) => shown(batch, { url: addressOf(options.url), form, mode, people: size.now() }),
    async close() {
      client.close();
    },
  };
  return {
    ...target,
    // Whoever is there already would be stored once more with each dose, by whichever way the doses are asked for.
    send: isOnce ? target.send : async () => doubles(form),
    examine: (canary, signal) => {
      const sendOtherwise: Target['send'] = (batch, cut) =>
        new Sending({ ...parts, post: postIn(other, 'create') }, batch, cut).run();
      return examineFhir({ target, ask, url: options.url, form, sendOtherwise }, canary, signal);
    },
  };
}

function doubles(form: Form): Stop {
  return { kind: 'stop', why: 'misconfigured', unsent: true, error: new RunError('SERVER_DOUBLES', { form }) };
}

/** Bundles go to the root itself; its query stays, as in every address below it. */
function rootOf(url: string): URL {
  const root = endpoint(url, '');
  root.pathname = root.pathname.replace(/(?<!\/)\/+$/, '');
  return root;
}

/** From one person on, where the server has shown that it knows conditions in a transaction; a batch is a list. */
function sizeFor({ form, personsPerBundle, learnt = {} }: FhirOptions): BundleSize {
  if (personsPerBundle !== undefined) return bundleSize(personsPerBundle, personsPerBundle);
  if (form === 'batch') return bundleSize(MOST_PEOPLE, MOST_PEOPLE);
  return bundleSize(1, learnt['transaction'] === true ? MOST_PEOPLE : 1);
}
