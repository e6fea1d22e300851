/**
 * A real server as the configuration describes it: how it is spoken to, whom it is reached through and whose word for
 * its certificate is taken.
 */
import type { LoadedOptions } from '../config/load.ts';
import type { ServerOptions } from '../config/schema.ts';
import { RunError } from '../errors.ts';
import type { RunEvent } from '../events.ts';
import { addressOf, isInTheClear, isThisComputer } from '../target/address.ts';
import type { ConnectionOptions } from '../target/http/connections.ts';
import { type Knock, knock } from '../target/http/knock.ts';
import type { Target } from '../target/target.ts';
import { wireCertificates } from './compose-certificates.ts';
import { wireCredentials } from './compose-credentials.ts';
import type { Reached } from './compose-reached.ts';
import { wireTarget } from './compose-target.ts';
import type { Context } from './context.ts';
import { learntOf } from './learnt.ts';
import { tellRequests } from './tell-requests.ts';

/**
 * `path` is where its options stand in the configuration, for messages; `typed`: a secret that is in no file yet.
 * @throws RunError of a setting that cannot be
 * followed.
 */
export function wireServer(
  options: ServerOptions,
  path: string,
  context: Context,
  { delivery, state, reading }: Pick<LoadedOptions, 'delivery' | 'state' | 'reading'>,
  report: (event: RunEvent) => void,
  typed?: string,
): Target {
  // Under cron nobody reads a warning, and what has been sent in the clear cannot be taken back.
  if (isInTheClear(options.url) && !options.allowHttp)
    throw new RunError('TARGET_PLAIN', { target: addressOf(options.url) });
  const reached = { timeoutMs: delivery.timeout, ...wayTo(options, path, context) };
  const sawRequest = tellRequests(report);
  const overTheLine = { ...reached, sawRequest };
  const wayIn = wireCredentials(options.auth, `${path}.auth`, context, overTheLine, options.allowHttp, typed);
  const learnt = learntOf(`${options.type} ${addressOf(options.url)}`, state.folder, context.uid);
  const parts: Reached = {
    ...reached,
    version: context.version,
    sockets: delivery.concurrency,
    sawRequest,
    clock: context.clock,
    heardDate: clockWatch(context.clock, report),
    authorization: wayIn.authorization,
  };
  const target = wireTarget(options, parts, { path, context, timeZone: reading.timeZone, learnt });
  return {
    ...target,
    async close() {
      wayIn.close();
      await target.close();
    },
  };
}

/**
 * Whom the connections to a server trust, what they show, and which proxy they go through. @throws RunError of a
 * certificate or a proxy.
 */
function wayTo(
  options: ServerOptions,
  path: string,
  context: Pick<Context, 'uid' | 'clock' | 'env' | 'node'>,
): Pick<ConnectionOptions, 'ca' | 'client' | 'proxyEnv'> {
  const proxyEnv = proxyVariables(options, path, context);
  return { ...wireCertificates(options, path, context), ...(proxyEnv === undefined ? {} : { proxyEnv }) };
}

/** So long a name look-up, a connection and an answer are each waited for, in milliseconds. */
const KNOCK_MS = 10_000;

/**
 * How far the way to a server leads, over connections like those of its target; `shown`: our own certificate (PEM),
 * where we show one. @throws RunError of a certificate or a proxy.
 */
export function wireKnock(
  options: ServerOptions,
  path: string,
  context: Context,
): { readonly knock: (address: string) => Promise<Knock>; readonly shown: string | undefined } {
  const way = wayTo(options, path, context);
  const { version, stop } = context;
  const asked = { ...way, timeoutMs: KNOCK_MS, userAgent: `vax-upload/${version}`, signal: stop.finish };
  return { knock: (address) => knock(address, asked), shown: way.client?.cert };
}

/** Zones, and pages that were kept, make less of a difference; a day more makes doses of tomorrow, or of never. */
const CONTRADICTION_MS = 24 * 3_600_000;

/** Says once that a server's clock contradicts ours. Which is right is not known; nothing is changed by it. */
function clockWatch(
  { now }: Pick<Context['clock'], 'now'>,
  report: (event: RunEvent) => void,
): (server: number) => void {
  let told = false;
  return (server) => {
    const here = now();
    if (told || Math.abs(here - server) < CONTRADICTION_MS) return;
    told = true;
    report({ event: 'clock', here, server });
  };
}

/**
 * Node's agents know proxies from here on; older ones would pass them by, and nothing behind a strict network would
 * ever land.
 */
const PROXIES_SINCE = [24, 5] as const;
const VARIABLES = ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy', 'NO_PROXY', 'no_proxy'] as const;

/**
 * The option goes before the environment; `none` means none. This computer is never reached through a proxy that nobody
 * named for it.
 */
export function proxyVariables(
  { proxy, url }: { readonly proxy?: string | undefined; readonly url: string },
  path: string,
  { env, node }: Pick<Context, 'env' | 'node'>,
): Readonly<Record<string, string | undefined>> | undefined {
  if (proxy === 'none' || (proxy === undefined && isThisComputer(url))) return undefined;
  const named = proxy === undefined ? undefined : { HTTPS_PROXY: proxy, HTTP_PROXY: proxy };
  const variables = named ?? Object.fromEntries(VARIABLES.flatMap((name) => (env[name] ? [[name, env[name]]] : [])));
  if (!Object.keys(variables).some((name) => /^https?_proxy$/i.test(name))) return undefined;
  const [major = 0, minor = 0] = node.replace(/^v/, '').split('.').map(Number);
  if (major === PROXIES_SINCE[0] && minor < PROXIES_SINCE[1])
    throw new RunError('PROXY_NODE', { key: named ? `${path}.proxy` : 'HTTPS_PROXY', node });
  return variables;
}
