/**
 * The composition root: it turns a configuration into a ledger and a target. Only this file and compose-reading.ts know
 * concrete parts.
 */
import { join } from 'node:path';
import { sandboxLedger } from '../config/choose-target.ts';
import type { DeliveryOptions, TargetOptions } from '../config/schema.ts';
import type { DeliverySettings } from '../delivery/delivery.ts';
import { diskError } from '../disk/disk-error.ts';
import { RunError } from '../errors.ts';
import type { RunEvent } from '../events.ts';
import type { DecidingLedger } from '../ledger/deciding-side.ts';
import type { LedgerHealth } from '../ledger/health.ts';
import type { KnownLedger } from '../ledger/known.ts';
import type { AcceptedSample, OpenLedger } from '../ledger/ledger.ts';
import type { PersonLedger } from '../ledger/person-side.ts';
import type { ReportLedger } from '../ledger/report-side.ts';
import { lookAtHealth } from '../ledger/sqlite/health.ts';
import { openKnown } from '../ledger/sqlite/known.ts';
import { type LedgerOptions, openLedger, openLedgerForDeciding, openLedgerForReading } from '../ledger/sqlite/open.ts';
import { openForPeople } from '../ledger/sqlite/person-known.ts';
import { noteTaking } from '../ledger/sqlite/snapshot.ts';
import type { StatePlace } from '../ledger/state-place.ts';
import { startSandbox } from '../sandbox/server.ts';
import { TRAINING, trainingSky } from '../sandbox/training.ts';
import { seededRandom } from '../sandbox/weather.ts';
import { jsonTarget } from '../target/json/json.ts';
import { lookAtDatabase } from './compose-database.ts';
import { foreignKey } from './compose-key.ts';
import { fileOf, placeOfFile } from './compose-place.ts';
import { identityOfProvince, wireProvince } from './compose-province.ts';
import { wireServer } from './compose-server.ts';
import { wireFiles } from './compose-target.ts';
import type { Context } from './context.ts';
import { proveServer } from './prove-server.ts';
import type { Setup } from './setup.ts';
import type { TargetPlan } from './target-plan.ts';
import { tellRequests } from './tell-requests.ts';
import { windowOf } from './time-window.ts';

/**
 * Plans for the target that the configuration chooses; TARGET_MISSING when it chooses none. The time window begins with
 * it.
 */
export function planTarget({ config, reporter }: Setup, context: Context): TargetPlan {
  const { options, target } = config;
  const { folder } = options.state;
  if (!target) throw new RunError('TARGET_MISSING');
  const windowLeft = windowOf(options.delivery.window, context.clock);
  const report = (event: RunEvent): void => reporter.report(event);
  if (target.kind === 'sandbox') return planSandbox(folder, context, options.delivery, windowLeft, report);
  if (target.options.type === 'files') return planFiles(target.options, context, options.delivery, windowLeft);
  if (target.options.type === 'province')
    return planProvince(target.options, target.path, context, options.delivery, windowLeft);
  const server = wireServer(target.options, target.path, context, options, report);
  return {
    identity: server.identity,
    delivery: settingsOf(options.delivery, windowLeft),
    overwrites: server.traits.overwrites === true,
    open: async () => server,
  };
}

/** Its own batches are decided by how large a file may be; nobody forgets a key, and nothing is waited for. */
function planFiles(
  target: Extract<TargetOptions, { type: 'files' }>,
  context: Context,
  delivery: DeliveryOptions,
  windowLeft: (() => number) | undefined,
): TargetPlan {
  const settings = settingsOf(
    { ...delivery, concurrency: 1, doubtWait: 0, lookBack: 0, batchSize: target.maxBatch },
    windowLeft,
  );
  return {
    identity: `files ${target.files.folder}`,
    overwrites: false,
    delivery: { ...settings, pace: { ...settings.pace, bold: true }, keyLifeMs: Number.MAX_SAFE_INTEGER },
    open: () => wireFiles(target, context),
  };
}

/** When a parcel is left again, in milliseconds. */
const LEFT_AGAIN = { least: 1_000, most: 10_000 } as const;

/** One parcel after the other, as large as the line bears; what was not acknowledged is left again, not asked for. */
function planProvince(
  target: Extract<TargetOptions, { type: 'province' }>,
  path: string,
  context: Context,
  delivery: DeliveryOptions,
  windowLeft: (() => number) | undefined,
): TargetPlan {
  const { maxBatch } = target;
  // A parcel that was not acknowledged is left again, and nobody is asked: there is little to wait for.
  const doubtWait = Math.min(Math.max(delivery.doubtWait, LEFT_AGAIN.least), LEFT_AGAIN.most);
  return {
    identity: identityOfProvince(target, path, context),
    overwrites: false,
    delivery: settingsOf({ ...delivery, doubtWait, concurrency: 1, lookBack: 0, batchSize: maxBatch }, windowLeft),
    open: (secret) => wireProvince(target, path, context, delivery.timeout, secret),
  };
}

/** Time passes six hundred times faster in the training server, so its client must hurry as well. */
const TRAINING_PACE = { timeout: 3_000, doubtWait: 700, retry: { first: 200, cap: 700, probe: 900 } } as const;

/**
 * The training server inside this process. Its store stands beside the ledger, so that a second run shows that nothing
 * is sent twice.
 */
function planSandbox(
  folder: string,
  context: Context,
  delivery: DeliveryOptions,
  windowLeft: (() => number) | undefined,
  report: (event: RunEvent) => void,
): TargetPlan {
  const path = join(folder, 'sandbox-server.db');
  // The port is another one each time; the server is not.
  const identity = 'sandbox';
  return {
    identity,
    delivery: settingsOf({ ...delivery, ...TRAINING_PACE }, windowLeft),
    overwrites: false,
    async open() {
      const { clock, version } = context;
      const sandbox = await startSandbox({
        ...TRAINING,
        weather: trainingSky(),
        port: 0,
        path,
        clock,
        random: seededRandom(TRAINING.seed),
      }).catch((error: unknown) => {
        throw diskError(error, path);
      });
      const { timeout: timeoutMs } = TRAINING_PACE;
      const target = jsonTarget({
        url: sandbox.url,
        version,
        maxBatch: 100,
        sockets: delivery.concurrency,
        timeoutMs,
        clock,
        sawRequest: tellRequests(report),
      });
      return {
        ...target,
        identity,
        async close() {
          await target.close();
          await sandbox.close();
        },
      };
    },
  };
}

function settingsOf(
  options: Omit<DeliveryOptions, 'window' | 'startJitter'>,
  windowLeft: (() => number) | undefined,
): DeliverySettings {
  return {
    pace: {
      batchSize: options.batchSize,
      concurrency: options.concurrency,
      firstMs: options.retry.first,
      capMs: options.retry.cap,
      probeMs: options.retry.probe,
      // A twelfth of the timeout (5 s of 60) is a server that has begun to suffer.
      slowMs: Math.max(1_000, options.timeout / 12),
    },
    doubtWaitMs: options.doubtWait,
    lookBackMs: options.lookBack,
    keyLifeMs: options.keyLife,
    patienceMs: options.patience,
    turnedAwayMs: options.turnedAway,
    graceMs: Math.min(options.timeout, 10_000),
    ...(windowLeft === undefined ? {} : { windowLeft }),
  };
}

/** Which ledger, and whose key opens it. */
export function ledgerOf(
  { config, place }: Setup,
  context: Context,
): Pick<LedgerOptions, 'path' | 'keyFile' | 'key' | 'uid' | 'now'> {
  const { privacy } = config.options;
  const key = foreignKey(privacy, context);
  return {
    path: fileOf(place, 'import'),
    keyFile: privacy.keyFile,
    key,
    uid: context.uid,
    now: () => context.clock.now(),
  };
}

/**
 * Opens the ledger for a run; it belongs to the planned target from then on. `rebind`: also where another one has
 * accepted records, if the planned one knows them.
 */
export async function wireLedger(
  setup: Setup,
  context: Context,
  plan: TargetPlan,
  command: string,
  rebind = false,
): Promise<OpenLedger> {
  const { privacy, state } = setup.config.options;
  const options = {
    doubtWaitMs: plan.delivery.doubtWaitMs,
    lookBack: plan.delivery.lookBackMs > 0,
    overwrites: plan.overwrites,
    keepMs: privacy.keep,
    purgeMs: privacy.purgeAfter,
    target: plan.identity,
    ...(rebind
      ? { prove: (sample: readonly AcceptedSample[]): Promise<void> => proveServer(plan, sample, context) }
      : {}),
  };
  if (state.kind === 'database') {
    const { openInPostgres } = await import('./compose-postgres.ts');
    return openInPostgres(setup, context, command, options);
  }
  return openLedger({ ...ledgerOf(setup, context), ...options, user: context.user(), version: context.version });
}

/** Opens the ledger for reports, beside a run that may be going on. */
export async function wireReports(setup: Setup, context: Context): Promise<ReportLedger> {
  await assertNotPractice(setup.place);
  if (isDatabase(setup)) return (await import('./compose-postgres-looking.ts')).reportsInPostgres(setup, context);
  return openLedgerForReading(ledgerOf(setup, context));
}

/** Looks the ledger over without changing anything in it (`doctor`). */
export async function wireHealth(setup: Setup, context: Context): Promise<LedgerHealth> {
  const { state, privacy } = setup.config.options;
  if (state.kind === 'file') return lookAtHealth(ledgerOf(setup, context));
  const health = await lookAtDatabase(state, context, {
    keyFile: privacy.keyFile,
    key: foreignKey(privacy, context),
  });
  if (health.closed || health.isNew || health.isEarlier || health.key !== 'fits') return health;
  return { ...health, ...(await (await import('./compose-postgres-looking.ts')).rowsInPostgres(setup, context)) };
}

/** Opens the ledger for what a person decides; no run may be going on. */
export async function wireDeciding(setup: Setup, context: Context): Promise<DecidingLedger> {
  await assertNotPractice(setup.place);
  if (isDatabase(setup)) return (await import('./compose-postgres-looking.ts')).decidingInPostgres(setup, context);
  return openLedgerForDeciding({ ...ledgerOf(setup, context), user: context.user(), version: context.version });
}

/** Opens the ledger for questions about people, beside a run that may be going on. */
export async function wirePeople(setup: Setup, context: Context): Promise<PersonLedger> {
  await assertNotPractice(setup.place);
  if (isDatabase(setup)) return (await import('./compose-postgres-looking.ts')).peopleInPostgres(setup, context);
  return openForPeople(ledgerOf(setup, context));
}

/** That somebody asks for a list of all people, into `file`, stands in the audit before it is written. */
export async function noteListing(file: string, setup: Setup, context: Context): Promise<void> {
  if (isDatabase(setup)) return (await import('./compose-postgres-looking.ts')).listingInPostgres(file, setup, context);
  const options = { ...ledgerOf(setup, context), user: context.user(), version: context.version };
  await noteTaking(options, 'listed', { file }, false);
}

function isDatabase({ config }: Setup): boolean {
  return config.options.state.kind === 'database';
}

/** Who has only practised looks for the ledger of the practice: LEDGER_MISSING names it. */
async function assertNotPractice(place: StatePlace): Promise<void> {
  const sandbox = placeOfFile(sandboxLedger(place));
  if (!(await place.exists()) && (await sandbox.exists()))
    throw new RunError('LEDGER_MISSING', { path: place.name, sandbox: sandbox.name });
}

/**
 * What the ledger knows, for `reconcile`; undefined when there is none. TARGET_MISMATCH when it belongs to another
 * target than the planned one.
 */
export async function wireKnown(setup: Setup, context: Context, plan: TargetPlan): Promise<KnownLedger | undefined> {
  const ledger = isDatabase(setup)
    ? await (await import('./compose-postgres-looking.ts')).knownInPostgres(setup, context)
    : await openKnown(ledgerOf(setup, context));
  const have = (await ledger?.target()) ?? '';
  const isFree = have !== 'sandbox' && plan.identity !== 'sandbox' && !(await ledger?.isBound());
  if (have === '' || have === plan.identity || isFree) return ledger;
  await ledger?.close();
  throw new RunError('TARGET_MISMATCH', { path: setup.place.name, have, want: plan.identity });
}
