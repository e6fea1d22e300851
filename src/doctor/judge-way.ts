/** What the way to a server is like, from how far a knock at its door came. Pure. */
import type { Knock } from '../target/http/knock.ts';
import { type Fault, faulty, good, type HereFinding } from './finding.ts';

const DAY_MS = 24 * 3_600_000;
/** An authority takes days to renew a certificate, and an office takes weeks to ask for it. */
const SOON_MS = 21 * DAY_MS;
/** Tokens and signatures are good for some minutes; their servers allow for less than this. */
const APART_MS = 2 * 60_000;
/** So much makes doses of tomorrow, as `import` says it too (run/compose-server.ts). */
const FAR_MS = DAY_MS;

/** `now`: epoch milliseconds on our clock. `known`: it has accepted records of this ledger. */
export function judgeWay(knock: Knock, now: number, known: boolean): readonly HereFinding[] {
  const { host, port } = knock;
  const at = { host, port };
  const findings: HereFinding[] = [];
  if (knock.proxy !== undefined) {
    const { address, failed } = knock.proxy;
    if (failed) return [faulty('proxy', 'bad', failed.why, { ...at, proxy: address, status: failed.status ?? 0 })];
    findings.push(good('proxy', { ...at, proxy: address }));
  } else {
    if (knock.name === 'unknown' || knock.name === 'away') return [faulty('name', 'bad', knock.name, at)];
    if (knock.name !== undefined) findings.push(good('name', { ...at, address: knock.name.address }));
  }
  if (knock.connection !== undefined && knock.connection !== 'open') {
    if (known) return [...findings, faulty('connection', 'unsure', 'away', at)];
    return [...findings, faulty('connection', 'bad', knock.connection, at)];
  }
  if (knock.connection === 'open' && knock.proxy === undefined) findings.push(good('connection', at));
  if (knock.certificate !== undefined) findings.push(judgeCertificate(knock.certificate, at, now));
  if (knock.date !== undefined) findings.push(judgeClock(knock.date - now, at));
  return findings;
}

type Certificate = NonNullable<Knock['certificate']>;

function judgeCertificate(
  { fault, until, from, issuer, names }: Certificate,
  at: { readonly host: string; readonly port: number },
  now: number,
): HereFinding {
  const params = {
    ...at,
    ...(until === undefined ? {} : { until: day(until), days: Math.floor((until - now) / DAY_MS) }),
    ...(from === undefined ? {} : { from: day(from) }),
    ...(issuer === undefined ? {} : { issuer }),
    ...(names === undefined ? {} : { names }),
  };
  if (fault !== undefined) return faulty('certificate', 'bad', faultOf(fault), { ...params, code: fault });
  if (until !== undefined && until - now < SOON_MS) return faulty('certificate', 'note', 'soon', params);
  return good('certificate', params);
}

/** By OpenSSL's X509_V_ERR_… and Node's own codes. */
function faultOf(code: string): Fault<'certificate'> {
  if (code === 'CERT_HAS_EXPIRED') return 'over';
  if (code === 'CERT_NOT_YET_VALID') return 'early';
  if (/ALTNAME|HOSTNAME/.test(code)) return 'other-name';
  if (/SELF_SIGNED|UNABLE_TO|CERT_UNTRUSTED|INVALID_CA/.test(code)) return 'authority';
  if (code === 'OWN_CERTIFICATE') return 'own';
  if (/WRONG_VERSION|PACKET_LENGTH|HTTP_REQUEST|RECORD/.test(code)) return 'not-tls';
  return 'other';
}

/** Of the clock of a server or of a database. `off`: how far the clock of the server is before ours, in milliseconds. A second of it is the way of the answer. */
export function judgeClock(off: number, at: { readonly host: string }): HereFinding {
  const apart = Math.abs(off);
  const params = { host: at.host, seconds: Math.round(apart / 1_000), side: off > 0 ? 'behind' : 'ahead' };
  if (apart >= FAR_MS) return faulty('clock', 'bad', 'far', params);
  return apart >= APART_MS ? faulty('clock', 'note', 'apart', params) : good('clock', params);
}

/** Our own certificate, good until then. */
export function judgeOwnCertificate(until: number, now: number): HereFinding {
  const params = { until: day(until), days: Math.floor((until - now) / DAY_MS) };
  return until - now < SOON_MS ? faulty('own-certificate', 'note', 'soon', params) : good('own-certificate', params);
}

function day(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}
