/** Which target a run sends to, and which ledger goes with it. */
import { join } from 'node:path';
import type { Config, TargetOptions } from './schema.ts';
import { closer, type Origin } from './settings.ts';
import { type State, stateInFile } from './state.ts';
import { isDatabaseAddress, isServerAddress } from './targets/address.ts';

const SANDBOX_LEDGER = 'sandbox.db';

/** `path` is where the target's options stand, to ask for their origins: `target`, or `targets.kendal`. */
export type ChosenTarget =
  | { readonly kind: 'sandbox' }
  | { readonly kind: 'server'; readonly path: string; readonly options: TargetOptions };

/**
 * The target that `to` names: `sandbox`, a name under `targets`, or the address of a server or a province; without `to` it is `target`. An
 * address that is configured means that configured target; any other gets no credentials, because a token belongs to
 * the address it was issued for. 'unknown' when `to` names nothing; undefined when no target was configured at all.
 * `bare` makes a target of an address and nothing else.
 */
export function chooseTarget(
  { to, target, targets }: Pick<Config, 'to' | 'target' | 'targets'>,
  bare: (url: string) => TargetOptions,
): ChosenTarget | 'unknown' | undefined {
  if (to === undefined) return target && { kind: 'server', path: 'target', options: target };
  if (to === 'sandbox') return { kind: 'sandbox' };
  const named = Object.hasOwn(targets, to) ? targets[to] : undefined;
  if (named) return { kind: 'server', path: `targets.${to}`, options: named };
  if (!isServerAddress(to) && !isDatabaseAddress(to)) return 'unknown';
  const all = Object.entries(targets).map(([name, options]) => ({ path: `targets.${name}`, options }));
  const configured = [...(target ? [{ path: 'target', options: target }] : []), ...all].find(
    ({ options }) => options.type !== 'files' && sameAddress(options.url, to),
  );
  return { kind: 'server', ...(configured ?? { path: 'to', options: bare(to) }) };
}

/**
 * A ledger belongs to one target, so the sandbox and every named target have their own beside the main one:
 * `sandbox.db`, `ledger-kendal.db`. A `state` that was set as close to the keyboard as `to`, or closer, is meant for
 * what `to` names. In a database they have schemas beside each other; practice stays on this computer.
 */
export function ledgerOf(chosen: ChosenTarget | undefined, state: State, origin: (path: string) => Origin): State {
  const set = origin('state');
  const meant = set.layer !== 'default' && closer(set, origin('to')) >= 0;
  if (meant) return state;
  if (chosen?.kind === 'sandbox') return stateInFile(sandboxLedger(state));
  if (!chosen?.path.startsWith('targets.')) return state;
  const beside = chosen.path.slice('targets.'.length);
  return state.kind === 'database' ? { ...state, beside } : stateInFile(join(state.folder, `ledger-${beside}.db`));
}

/** Where the ledger of `--to sandbox` is, beside another one. */
export function sandboxLedger({ folder }: Pick<State, 'folder'>): string {
  return join(folder, SANDBOX_LEDGER);
}

function sameAddress(a: string, b: string): boolean {
  return withoutSlash(a) === withoutSlash(b);
}

/** The hosts and the database of an address, without what stands before and behind them. */
function databaseMeant(address: string): string {
  const [place = ''] = address.slice(address.indexOf('://') + 3).split('?', 1);
  const [authority = ''] = place.split('/', 1);
  return `postgresql://${authority.slice(authority.lastIndexOf('@') + 1)}${place.slice(authority.length)}`;
}

/** Of a database without the role and the ways to reach it: they are not what is meant. */
function withoutSlash(address: string): string {
  let end = isDatabaseAddress(address) ? databaseMeant(address) : (URL.parse(address)?.href ?? address);
  while (end.endsWith('/')) end = end.slice(0, -1);
  return end;
}
