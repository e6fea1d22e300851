/** Whether the way to a database is encrypted, and who must vouch for the server. PURE. */
import { isIP } from 'node:net';
import { RunError } from '../errors.ts';

/** As libpq calls them (its documentation, 34.19.1). */
export const TLS_MODES = ['disable', 'allow', 'prefer', 'require', 'verify-ca', 'verify-full'] as const;
export type TlsMode = (typeof TLS_MODES)[number];

/**
 * One way to speak to a server: in the clear; `unproven`: encrypted, with whoever answers; `vouched`: somebody whom we
 * trust has signed the certificate, for whatever name; `proven`: and for the name that was called.
 */
export type Way = 'plain' | 'unproven' | 'vouched' | 'proven';

export interface TlsWishes {
  /** Undefined: nobody has said. */
  readonly mode: TlsMode | undefined;
  /** Whether certificates to trust were named (`caFile`, `sslrootcert`). */
  readonly ca: boolean;
  /** `allowPlain`: the line itself is safe. */
  readonly allowPlain: boolean;
}

/**
 * The ways to a host, in the order in which they are tried. To another computer it is `proven` unless somebody has said
 * otherwise; within this one, as `psql` does, encrypted where the server can.
 * @throws RunError DATABASE_PLAIN {host, mode} where records and a password could go over a network in the clear.
 */
export function waysTo(host: string, { mode, ca, allowPlain }: TlsWishes): readonly Way[] {
  if (isSocket(host)) return ['plain'];
  const near = isThisHost(host);
  switch (mode ?? (ca || !(near || allowPlain) ? 'verify-full' : 'prefer')) {
    case 'disable':
      return inTheClear(['plain'], host, near || allowPlain, mode);
    case 'allow':
      return inTheClear(['plain', 'unproven'], host, near || allowPlain, mode);
    case 'prefer':
      return inTheClear(['unproven', 'plain'], host, near || allowPlain, mode);
    case 'require':
      // With certificates to trust libpq takes it for verify-ca.
      return [ca ? 'vouched' : 'unproven'];
    case 'verify-ca':
      // Every public authority vouches for everybody: without one of our own only the name tells.
      return [ca ? 'vouched' : 'proven'];
    case 'verify-full':
      return ['proven'];
  }
}

function inTheClear(ways: readonly Way[], host: string, allowed: boolean, mode: TlsMode | undefined): readonly Way[] {
  if (!allowed) throw new RunError('DATABASE_PLAIN', { host, mode: mode ?? 'prefer' });
  return ways;
}

/** A socket of this computer: a folder, or a name in Linux' abstract space. */
export function isSocket(host: string): boolean {
  return host.startsWith('/') || host.startsWith('@');
}

/** Whether a host is this computer by its name alone: no name is looked up. */
export function isThisHost(host: string): boolean {
  if (isIP(host) === 0) return /^(?:.+\.)?localhost\.?$/i.test(host);
  return /^(?:127\.|0\.0\.0\.0$|::1?$|::ffff:127\.)/i.test(host);
}
