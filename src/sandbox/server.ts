/**
 * The training server: the API of docs/intake-api.yaml on a loopback port, with the weather of Kendal. It runs inside
 * the process for `--to sandbox` and alone for `vax-upload sandbox`.
 */
import type { Clock, Random } from '../clock.ts';
import type { Admin } from './admin.ts';
import type { Api, Latency } from './api.ts';
import { newToken } from './door.ts';
import { openPort } from './port.ts';
import { problemReply, sendReply } from './reply.ts';
import { route } from './routes.ts';
import { type Effect, openStore } from './store.ts';
import { newTally } from './tally.ts';
import { type Preset, type Sky, skyOf, type Weather } from './weather.ts';

export interface SandboxOptions {
  /** 0 = any free port. */
  readonly port: number;
  /** Where effects and answers are kept; in memory when absent. */
  readonly path?: string;
  /** A preset, or any function of time. */
  readonly weather: Preset | Sky;
  readonly seed: number;
  /** How many times faster than in reality the weather changes: 1 = real minutes, 600 = an hour in six seconds. */
  readonly scale: number;
  readonly latencyMs: Latency;
  readonly clock: Clock;
  /** Decides what fails in a brown-out; `seededRandom(seed)` makes that repeatable too. */
  readonly random: Random;
  /**
   * Keep the page reachable in every weather, so that people can watch. A refused connection is then played by dropping
   * the connection of API requests; otherwise the port is really closed.
   */
  readonly keepPage?: boolean;
  /** Play a registry without memory: idempotency keys are ignored and every record is stored as often as it is sent. */
  readonly forgetful?: boolean;
  /** Told of everything that should not happen in here; the client gets a 500. */
  readonly onBug?: (error: unknown) => void;
}

export interface Sandbox {
  /** `http://127.0.0.1:PORT`: the base of the API. */
  readonly url: string;
  /** The address of a window (`/`, `/admin/weather` …), with the token that opens it. */
  window(path: string): string;
  weather(): Weather;
  /** Every stored effect in order of arrival; `/admin/effects` in process. */
  effects(): Iterable<Effect>;
  totals(): { readonly total: number; readonly doubled: number };
  /** Ends every connection, lets what is being stored be stored, and gives back port and file. */
  close(): Promise<void>;
}

/** No timer is set for longer: `setTimeout` fires at once beyond 24.8 days, and a calm never ends. */
const LONGEST_SLEEP_MS = 3_600_000;
/** How often a port that another program took during an outage is tried again. */
const PORT_RETRY_MS = 100;
/** What `Retry-After` asks for, as many gateways do, before the weather's scale is applied. */
const RETRY_AFTER_SECONDS = 300;

/** Starts the server; its weather begins now. Throws RunError PORT_TAKEN, and what opening the store throws. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { clock, random, latencyMs, seed, scale, keepPage = false, forgetful = false } = options;
  const store = openStore(options.path);
  const tally = newTally();
  const token = newToken();
  const stopped = new AbortController();
  const closing = stopped.signal;
  const preset = typeof options.weather === 'string' ? options.weather : 'custom';
  const sky = typeof options.weather === 'string' ? skyOf(options.weather, seed, scale) : options.weather;
  const started = clock.now();
  const elapsed = () => Math.max(0, clock.now() - started);
  const weather = () => sky(elapsed());

  const api: Api = {
    desk: { store, forgetful, inFlight: new Map(), now: () => clock.now() },
    clock: {
      now: () => clock.now(),
      elapsed: () => clock.elapsed(),
      sleep: (ms, signal) => clock.sleep(Math.min(ms, LONGEST_SLEEP_MS), signal),
    },
    random,
    latencyMs,
    retryAfterSeconds: Math.max(1, Math.round(RETRY_AFTER_SECONDS / scale)),
    tally,
    elapsed,
    weather,
    inTurn: oneAfterTheOther(),
    closing,
  };
  const admin: Admin = { store, tally, sky, clock, climate: { preset, seed, scale }, elapsed, token, closing };

  const exchanges = new Set<Promise<void>>();
  const port = await openPort(options.port, (request, response) => {
    const exchange = route(api, admin, request, response)
      .catch((error: unknown) => {
        options.onBug?.(error);
        sendReply(response, problemReply('internal'));
      })
      .finally(() => exchanges.delete(exchange));
    exchanges.add(exchange);
  }).catch((error: unknown) => {
    store.close();
    throw error;
  });

  /** Closes and opens the port as the weather demands. */
  async function keepPort(): Promise<void> {
    while (!closing.aborted) {
      const now = weather();
      const shut = !keepPage && now.state === 'down' && now.mode === 'refused';
      if (shut) await port.shut();
      const ready = shut || (await port.open());
      await api.clock.sleep(ready ? Math.max(1, now.until - elapsed()) : PORT_RETRY_MS, closing);
    }
  }
  const keeper = keepPort();
  let closed: Promise<void> | undefined;

  async function close(): Promise<void> {
    stopped.abort();
    await keeper;
    await port.shut();
    await Promise.all(exchanges);
    store.close();
  }

  return {
    url: `http://127.0.0.1:${port.number}`,
    window: (path) => `http://127.0.0.1:${port.number}${path}?token=${token}`,
    weather,
    effects: () => store.effects(),
    totals: () => store.totals(),
    close: () => {
      closed ??= close();
      return closed;
    },
  };
}

function oneAfterTheOther(): Api['inTurn'] {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const mine = last.then(work);
    last = mine.catch(() => undefined);
    return mine;
  };
}
