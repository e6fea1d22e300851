/** Who is told of a run, as the configuration names them. Nothing of it is loaded where nobody is. */
import { hostname } from 'node:os';
import { dirname } from 'node:path';
import type { NotifyOptions } from '../config/notify.ts';
import { readHeaderSecret, readSecretLine } from '../config/secrets.ts';
import { RunError } from '../errors.ts';
import { commandTeller } from '../notify/command.ts';
import { type Attachment, emailTeller } from '../notify/email.ts';
import type { Facts } from '../notify/facts.ts';
import { type Letter, letterOf } from '../notify/letter.ts';
import { pingTeller } from '../notify/ping.ts';
import { tellAll, within } from '../notify/tell.ts';
import { toldJson } from '../notify/told-json.ts';
import { isTold, pingOf } from '../notify/verdict.ts';
import type { Message, Teller } from '../notify/way.ts';
import { webhookTeller } from '../notify/webhook.ts';
import { addressOf, isInTheClear } from '../target/address.ts';
import type { HttpClient } from '../target/exchange.ts';
import { trusted } from '../target/http/connections.ts';
import { line } from '../target/http/line.ts';
import { wireCertificates } from './compose-certificates.ts';
import { proxyVariables } from './compose-server.ts';
import type { Context } from './context.ts';
import type { Setup } from './setup.ts';

/** What this computer is called in what is told. */
export function nameOf({ name }: NotifyOptions): string {
  return name ?? hostname();
}

/** Where records go, as it is told. */
export function targetOf({ config }: Setup): string | undefined {
  const { target } = config;
  if (!target || target.kind === 'sandbox') return target?.kind;
  // A folder may be somebody's.
  return target.options.type === 'files' ? 'files' : `${target.options.type} ${addressOf(target.options.url)}`;
}

/** What is told of one run. */
export interface Telling {
  /** The run begins; nobody waits for it. */
  readonly begin: () => void;
  /** The run has ended; resolves when everybody was told, or could not be, and never rejects. */
  readonly end: (facts: Facts) => Promise<void>;
}

export function startTelling(setup: Setup, context: Context, run: string): Telling {
  const { reporter, messages, config } = setup;
  const { notify: options } = config.options;
  const tellers = wireTellers(setup, context, run);
  const { finish, abort } = context.stop;
  return {
    begin() {
      for (const { begin } of tellers) if (begin) within(options.timeout, abort, begin).catch(() => undefined);
    },
    async end(facts) {
      const { exitCode, landed, summary } = facts;
      const weight = { exitCode, landed, rows: summary?.rows ?? 0 };
      // As the report does: who gets it sees another clock than this computer's.
      const letter = writtenOr(facts, () => letterOf(facts, messages, config.options.reading.timeZone));
      const message: Message = {
        ping: pingOf(exitCode, options.ping ?? { success: [], log: [] }),
        letter,
        json: toldJson(facts, letter.subject, messages),
      };
      // A first signal has ended the run and lets this finish; whatever comes now ends the waiting.
      const cut = finish.aborted ? abort : AbortSignal.any([finish, abort]);
      const wanted = tellers.filter(({ when }) => isTold(when, weight));
      for (const { error } of await tellAll(wanted, message, options.timeout, cut))
        if (error) reporter.report({ event: 'untold', error });
      for (const teller of tellers) if (!wanted.includes(teller)) teller.close();
    },
  };
}

/** Where a bug has broken what letters are written with, the exit code is told all the same. */
function writtenOr({ name, exitCode }: Facts, write: () => Letter): Letter {
  try {
    return write();
  } catch {
    const subject = `vax-upload ${name}: exit ${exitCode}`;
    return { subject, body: subject };
  }
}

/** `run` is the UUID of the run. Nothing is read or connected yet, so nothing can fail. */
export function wireTellers(setup: Setup, context: Context, run: string): readonly Teller[] {
  const { config } = setup;
  const { notify: options } = config.options;
  const { ping, command, webhook, email, timeout: limitMs } = options;
  const tellers: Teller[] = [];
  if (ping) tellers.push(pingTeller({ ...wireAddress('notify.ping', ping, limitMs, context), run }));
  if (command !== undefined) {
    const cwd = config.file === undefined ? context.cwd : dirname(config.file);
    const { env, endGroup } = context;
    tellers.push(commandTeller({ command, when: options.on, cwd, env, endGroup, limitMs }));
  }
  if (webhook) {
    const { tokenFile, tokenCommand, secretFile, secretCommand } = webhook;
    tellers.push(
      webhookTeller({
        ...wireAddress('notify.webhook', webhook, limitMs, context),
        when: webhook.on ?? options.on,
        token: secretOf('notify.webhook.token', tokenFile, tokenCommand, limitMs, context),
        secret: secretOf('notify.webhook.secret', secretFile, secretCommand, limitMs, context),
        now: () => context.clock.now(),
      }),
    );
  }
  if (email) tellers.push(wireEmail(email, setup, context));
  return tellers;
}

/** The page of the last night, from a ledger that is read beside whatever goes on. */
async function reportOf(setup: Setup, context: Context): Promise<Attachment | undefined> {
  // A run that failed before there was any.
  if (!(await setup.place.exists())) return undefined;
  const [{ wireReports }, { pageOf, reportFacts }] = await Promise.all([
    import('./compose.ts'),
    import('./report-page.ts'),
  ]);
  const ledger = await wireReports(setup, context);
  try {
    const content = await pageOf(await reportFacts(ledger, setup, context), setup);
    return { filename: setup.language === 'id' ? 'laporan.html' : 'report.html', content };
  } finally {
    await ledger.close();
  }
}

function wireEmail(email: NonNullable<NotifyOptions['email']>, setup: Setup, context: Context): Teller {
  const { notify: options } = setup.config.options;
  const { host, from, to, user, passwordFile, passwordCommand, caFile } = email;
  const security = email.security ?? (email.port === 465 ? 'tls' : 'starttls');
  return emailTeller({
    host,
    port: email.port ?? (security === 'tls' ? 465 : 587),
    security,
    trusted: () => trusted(wireCertificates({ caFile }, 'notify.email', context).ca),
    user,
    password: secretOf('notify.email.password', passwordFile, passwordCommand, options.timeout, context),
    from,
    to,
    when: email.on ?? options.on,
    limitMs: options.timeout,
    report: email.attachReport ? () => reportOf(setup, context) : undefined,
  });
}

type AddressOptions = Pick<NonNullable<NotifyOptions['ping']>, 'url' | 'urlFile' | 'allowHttp' | 'caFile' | 'proxy'>;

/** The address, which may have to be read first, and the way there, which depends on it. */
function wireAddress(
  key: string,
  { url, urlFile, allowHttp, caFile, proxy }: AddressOptions,
  limitMs: number,
  context: Context,
): { readonly address: () => Promise<URL>; readonly client: HttpClient } {
  let client: HttpClient | undefined;
  const { uid, endGroup } = context;
  const address = async (): Promise<URL> => {
    const said = url ?? (await readSecretLine({ place: `${key}.urlFile`, file: urlFile }, { uid, endGroup }));
    const parsed = URL.parse(said.trim());
    if (!parsed || !/^https?:$/.test(parsed.protocol)) throw new RunError('NOTIFY_ADDRESS', { key });
    if (isInTheClear(parsed.href) && !allowHttp) throw new RunError('NOTIFY_PLAIN', { key, host: parsed.host });
    return parsed;
  };
  const connect = async (to: URL): Promise<HttpClient> => {
    const proxyEnv = proxyVariables({ proxy, url: to.href }, key, context);
    return line({
      version: context.version,
      sockets: 2,
      // Two tries within the limit.
      timeoutMs: Math.max(1, Math.floor(limitMs / 2) - 300),
      maxResponseBytes: 64 * 1024,
      ...wireCertificates({ caFile, certFile: undefined, keyFile: undefined }, key, context),
      ...(proxyEnv === undefined ? {} : { proxyEnv }),
    });
  };
  return {
    address,
    client: {
      async exchange(request) {
        client ??= await connect(request.url);
        return client.exchange(request);
      },
      close: () => client?.close(),
    },
  };
}

/** Undefined where none is configured. */
function secretOf(
  place: string,
  file: string | undefined,
  command: string | undefined,
  limitMs: number,
  { uid, endGroup }: Context,
): () => Promise<string | undefined> {
  if (file === undefined && command === undefined) return async () => undefined;
  const from = { place: `${place}${file === undefined ? 'Command' : 'File'}`, file, command };
  return () =>
    (place === 'notify.email.password' ? readSecretLine : readHeaderSecret)(from, { uid, endGroup, limitMs });
}
