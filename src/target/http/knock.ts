/**
 * A knock at the door of a server, for whoever wants to know how far the way leads: its name, the connection, its
 * certificate, what its clock shows. It is one HEAD request over the very connections that records go over, with
 * nothing in it that lets us in. Nothing is stored by it anywhere.
 */
import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { systemCode } from '../../errors.ts';
import { causeOf } from './cause.ts';
import { lookAtCertificate, type SeenCertificate } from './certificate.ts';
import { type Headed, type HeadOptions, head, LATE } from './head.ts';
import { proxyFor } from './proxy-for.ts';

/** Why the proxy does not let us through, and the status with which it said so. */
interface ProxyFault {
  readonly why: 'name' | 'refused' | 'timeout' | 'login' | 'denied';
  readonly status?: number;
}

/** How far it came; what was not reached is absent. */
export interface Knock {
  readonly host: string;
  readonly port: number;
  /** Where one is on the way: then it looks the name up, and connects. */
  readonly proxy?: { readonly address: string; readonly failed?: ProxyFault };
  /** `away`: whoever knows names does not answer. Absent for an address of numbers. */
  readonly name?: { readonly address: string } | 'unknown' | 'away';
  readonly connection?: 'open' | 'refused' | 'timeout' | 'unreachable';
  readonly certificate?: SeenCertificate;
  /** What its clock shows, less half of the time that the question took; epoch milliseconds. */
  readonly date?: number;
}

/** Never throws for anything a network can do. `address`: of the server, checked by the configuration. */
export async function knock(address: string, options: HeadOptions): Promise<Knock> {
  const url = new URL(address);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const at = { host, port: Number(url.port || (url.protocol === 'https:' ? 443 : 80)) };
  const proxy = proxyFor(url, options.proxyEnv ?? {});
  if (proxy !== undefined) return { ...at, ...(await throughProxy(url, proxy, options)) };
  const name = isIP(host) > 0 ? undefined : await lookUp(host, options.timeoutMs);
  if (name === 'unknown' || name === 'away') return { ...at, name };
  const named = name === undefined ? {} : { name };
  const headed = await head(url, options);
  if (!headed.connected) return { ...at, ...named, connection: faultOfConnection(headed.failed) };
  return { ...at, ...named, connection: 'open', ...(await seen(url, headed, options, at)) };
}

async function lookUp(host: string, timeoutMs: number): Promise<Exclude<Knock['name'], undefined>> {
  const late = new Promise<'away'>((resolve) => setTimeout(resolve, timeoutMs, 'away').unref());
  const found = lookup(host).then(
    ({ address }) => ({ address }),
    (error: unknown) => (systemCode(error) === 'ENOTFOUND' ? 'unknown' : 'away'),
  );
  return Promise.race([found, late]);
}

async function throughProxy(url: URL, address: string, options: HeadOptions): Promise<Omit<Knock, 'host' | 'port'>> {
  const headed = await head(url, options);
  const failed = proxyFault(url, headed);
  if (failed) return { proxy: { address, failed } };
  return { proxy: { address }, connection: 'open', ...(await seen(url, headed, options)) };
}

/** A proxy of plain requests answers in the place of the server; one of encrypted ones does not make the tunnel. */
function proxyFault(url: URL, { failed, status, connected }: Headed): ProxyFault | undefined {
  if (url.protocol === 'http:' && status === 407) return { why: 'login', status };
  if (failed === undefined || connected || isOfHandShake(failed)) return undefined;
  if (failed === LATE) return { why: 'timeout' };
  const code = systemCode(failed) ?? '';
  if (code === 'ERR_PROXY_TUNNEL') {
    const said = failed instanceof Error && 'statusCode' in failed ? Number(failed.statusCode) : 0;
    return { why: said === 407 ? 'login' : 'denied', status: said };
  }
  if (code === 'ENOTFOUND' || code.startsWith('EAI_')) return { why: 'name' };
  return { why: code === 'ETIMEDOUT' ? 'timeout' : 'refused' };
}

/** What was seen once there was a connection. `direct`: where to look again at a certificate that was not trusted. */
async function seen(
  url: URL,
  { failed, certificate, date }: Headed,
  options: HeadOptions,
  direct?: { readonly host: string; readonly port: number },
): Promise<Pick<Knock, 'certificate' | 'date'>> {
  const shown = date === undefined ? {} : { date };
  if (url.protocol !== 'https:') return shown;
  const isOwn = failed !== undefined && causeOf(failed, 'hand-shaking', false) === 'own-certificate';
  if (certificate && !isOwn) return { ...shown, certificate };
  const fault = isOwn ? 'OWN_CERTIFICATE' : failed === LATE ? 'timeout' : handShakeCode(failed);
  const details = direct && !isOwn ? await lookAtCertificate(direct, options.timeoutMs) : certificate;
  return { ...shown, certificate: { ...details, fault } };
}

/** OpenSSL says some things in its text alone. */
function handShakeCode(failed: unknown): string {
  const code = systemCode(failed) ?? 'TLS';
  const isOtherTongue =
    failed instanceof Error && /wrong version number|packet length|http request/.test(failed.message);
  return code === 'EPROTO' && isOtherTongue ? 'ERR_SSL_WRONG_VERSION_NUMBER' : code;
}

/** Through a proxy nothing else tells that the tunnel was made. */
function isOfHandShake(error: unknown): boolean {
  const cause = causeOf(error, 'hand-shaking', false);
  return cause === 'certificate' || cause === 'own-certificate' || (systemCode(error) ?? '').startsWith('ERR_SSL_');
}

function faultOfConnection(failed: unknown): 'refused' | 'timeout' | 'unreachable' {
  if (failed === LATE) return 'timeout';
  const errors: readonly unknown[] = failed instanceof AggregateError ? failed.errors : [failed];
  const codes = errors.map((error) => systemCode(error) ?? '');
  if (codes.includes('ECONNREFUSED')) return 'refused';
  return codes.includes('ETIMEDOUT') ? 'timeout' : 'unreachable';
}
