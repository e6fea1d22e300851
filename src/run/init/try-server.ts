/** Asks the server that was named in `init` whether it answers and lets us in. Nothing is stored there. */
import type { LoadedConfig } from '../../config/load.ts';
import type { ServerOptions } from '../../config/schema.ts';
import { failing, type Part } from '../../doctor/finding.ts';
import { RunError } from '../../errors.ts';
import type { Examined } from '../../report/examination.ts';
import type { Target } from '../../target/target.ts';
import { wireServer } from '../compose-server.ts';
import { wireFiles } from '../compose-target.ts';
import type { Context } from '../context.ts';
import { lookAtSecrets, lookAtWay } from '../doctor/look-at-way.ts';
import { isBarred } from '../doctor/look-here.ts';

/** Somebody sits and waits; in milliseconds. */
const PATIENCE_MS = 20_000;

export type Tried = Omit<Examined, 'hadCanary'>;

/** `typed`: the secret, where it is in no file yet. */
export async function tryServer(
  { target, options }: LoadedConfig,
  typed: string | undefined,
  context: Context,
): Promise<Tried> {
  if (target?.kind !== 'server') return { parts: [] };
  try {
    if (target.options.type === 'files')
      return { parts: [], ...(await asked(await wireFiles(target.options, context), context)) };
    // Its key comes from people, and `doctor` asks for it.
    if (target.options.type === 'province') return { parts: [] };
    const parts = await wayOf(target.options, target.path, typed, context);
    if (isBarred(parts)) return { parts };
    const delivery = { ...options.delivery, timeout: Math.min(options.delivery.timeout, PATIENCE_MS) };
    const server = wireServer(target.options, target.path, context, { ...options, delivery }, () => undefined, typed);
    return { parts, ...(await asked(server, context)) };
  } catch (error) {
    if (error instanceof RunError) return { parts: [{ of: 'computer', findings: [failing('configuration', error)] }] };
    throw error;
  }
}

async function wayOf(
  options: ServerOptions,
  path: string,
  typed: string | undefined,
  context: Context,
): Promise<readonly Part[]> {
  const ways = await lookAtWay(options, path, false, context);
  const secrets = typed === undefined ? await lookAtSecrets(options, path, context) : [];
  return secrets.length === 0 ? ways : [...ways, { of: 'way', name: new URL(options.url).host, findings: secrets }];
}

async function asked(target: Target, { stop }: Context): Promise<Pick<Tried, 'server'>> {
  try {
    const { findings } = await target.examine(undefined, stop.finish);
    return { server: { name: target.identity, findings } };
  } finally {
    await target.close();
  }
}
