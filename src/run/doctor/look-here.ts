/** Everything that `doctor` looks at but what the server itself does. Nothing is changed by it. */
import { failing, good, type HereFinding, type Part } from '../../doctor/finding.ts';
import { judgeHealth } from '../../doctor/judge-ledger.ts';
import { RunError } from '../../errors.ts';
import type { LedgerHealth } from '../../ledger/health.ts';
import { planTarget, wireHealth } from '../compose.ts';
import { foreignKey } from '../compose-key.ts';
import type { Context } from '../context.ts';
import type { NightFlags } from '../night-plan.ts';
import type { TargetPlan } from '../target-plan.ts';
import { judgeNode, lookAtDisk, lookAtRights } from './look-at-computer.ts';
import { lookAtFiles } from './look-at-files.ts';
import { lookAtNights } from './look-at-nights.ts';
import { lookAtSecrets, lookAtWay } from './look-at-way.ts';
import type { Settings } from './settings.ts';

export interface LookedHere {
  readonly parts: readonly Part[];
  /** Of the target, where there is one that can be asked; undefined where what keeps us from it has been found. */
  readonly plan: TargetPlan | undefined;
}

/** `flags`: those of the command that say which configuration, target and ledger are meant. */
export async function lookHere(
  settings: Settings,
  flags: Pick<NightFlags, 'config' | 'to' | 'state'>,
  context: Context,
): Promise<LookedHere> {
  const { setup } = settings;
  const planned = settings.fault ?? plannedTarget(settings, context);
  const plan = planned instanceof RunError ? undefined : planned;
  const health = await wireHealth(setup, context);
  const { privacy } = setup.config.options;
  const keyName = foreignKey(privacy, context)?.name ?? privacy.keyFile;
  const way = await lookOut(settings, planned, health, context);
  const parts: readonly Part[] = [
    {
      of: 'computer',
      findings: [
        judgeNode(context.node),
        configurationFinding(settings, planned),
        ...lookAtDisk(setup, context),
        ...lookAtRights(setup, context),
      ],
    },
    { of: 'ledger', findings: judgeHealth(health, { path: setup.place.name, keyName, wanted: plan?.identity }) },
    { of: 'files', findings: await lookAtFiles(setup, context, health.unlistedRows ?? 0) },
    { of: 'nights', findings: plan ? await lookAtNights(flags, setup, context) : [] },
    ...way,
  ];
  return {
    parts: parts.filter(({ findings }) => findings.length > 0),
    plan: isBarred(way) ? undefined : plan,
  };
}

function plannedTarget({ setup }: Settings, context: Context): TargetPlan | RunError {
  try {
    return planTarget(setup, context);
  } catch (error) {
    if (error instanceof RunError) return error;
    throw error;
  }
}

function configurationFinding({ setup }: Settings, planned: TargetPlan | RunError): HereFinding {
  if (planned instanceof RunError) return failing('configuration', planned);
  const { file } = setup.config;
  return good('configuration', { target: planned.identity, ...(file === undefined ? {} : { file }) });
}

/** The secrets, and the way to the server; empty for what is no server. */
async function lookOut(
  { setup }: Settings,
  planned: TargetPlan | RunError,
  health: LedgerHealth,
  context: Context,
): Promise<readonly Part[]> {
  const { target } = setup.config;
  if (target?.kind !== 'server' || target.options.type === 'files' || target.options.type === 'province') return [];
  const { options, path } = target;
  const secrets = await lookAtSecrets(options, path, context);
  // A setting that cannot be followed is told already, and what it is about is not looked at.
  const ways = planned instanceof RunError ? [] : await lookAtWay(options, path, isKnown(health, planned), context);
  const [first, ...others] = ways;
  if (!first) return [{ of: 'way', name: new URL(options.url).host, findings: secrets }];
  return [{ ...first, findings: [...first.findings, ...secrets] }, ...others];
}

function isKnown({ target }: LedgerHealth, { identity }: TargetPlan): boolean {
  return target?.bound === true && target.identity === identity;
}

/** Nothing more is found out by asking where nothing would arrive. A clock that is wrong keeps nobody from asking. */
export function isBarred(way: readonly Part[]): boolean {
  return way.some(({ findings }) =>
    findings.some(({ about, result }) => about !== 'clock' && (result === 'bad' || result === 'unsure')),
  );
}
