/** What a knock at a server's door comes to, one row a situation. */
import { describe, expect, it } from 'vitest';
import { judgeOwnCertificate, judgeWay } from '../../src/doctor/judge-way.ts';
import type { Knock } from '../../src/target/http/knock.ts';

const NOW = Date.UTC(2026, 10, 29);
const DAY = 24 * 3_600_000;
const HOUR = 3_600_000;
const at = { host: 'registry.test', port: 443 };
const known = { name: { address: '192.0.2.7' }, connection: 'open' } as const;

function found(knock: Omit<Knock, 'host' | 'port'>, met = false): string[] {
  return judgeWay({ ...at, ...knock }, NOW, met).map(({ about, result, why }) =>
    why === undefined ? `${about} ${result}` : `${about} ${result} ${why}`,
  );
}

describe('the way to a server', () => {
  it.each<[string, Omit<Knock, 'host' | 'port'>, string[]]>([
    ['a typing mistake in the name', { name: 'unknown' }, ['name bad unknown']],
    ['no network', { name: 'away' }, ['name bad away']],
    ['nobody listens', { ...known, connection: 'refused' }, ['name good', 'connection bad refused']],
    ['a firewall swallows it', { ...known, connection: 'timeout' }, ['name good', 'connection bad timeout']],
    ['no route', { connection: 'unreachable' }, ['connection bad unreachable']],
    ['plain http on this computer', { connection: 'open', date: NOW }, ['connection good', 'clock good']],
    [
      'a sound one',
      { ...known, certificate: { until: NOW + 90 * DAY }, date: NOW },
      ['name good', 'connection good', 'certificate good', 'clock good'],
    ],
    [
      'a certificate that ends in three weeks less a day',
      { connection: 'open', certificate: { until: NOW + 20 * DAY } },
      ['connection good', 'certificate note soon'],
    ],
    ['a clock three minutes off', { connection: 'open', date: NOW - 180_000 }, ['connection good', 'clock note apart']],
    ['a clock two days off', { connection: 'open', date: NOW + 2 * DAY }, ['connection good', 'clock bad far']],
    ['a clock a minute off is the line', { connection: 'open', date: NOW + 60_000 }, ['connection good', 'clock good']],
    [
      'a proxy that wants a password',
      { proxy: { address: 'http://proxy.test:3128', failed: { why: 'login', status: 407 } } },
      ['proxy bad login'],
    ],
    [
      'through a proxy',
      { proxy: { address: 'http://proxy.test:3128' }, connection: 'open', certificate: { until: NOW + 90 * DAY } },
      ['proxy good', 'certificate good'],
    ],
  ])('%s', (_, knock, expected) => expect(found(knock)).toEqual(expected));

  it.each([
    ['CERT_HAS_EXPIRED', 'over'],
    ['CERT_NOT_YET_VALID', 'early'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'other-name'],
    ['HOSTNAME_MISMATCH', 'other-name'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'authority'],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'authority'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'authority'],
    ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'authority'],
    ['OWN_CERTIFICATE', 'own'],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'not-tls'],
    ['ERR_SSL_PACKET_LENGTH_TOO_LONG', 'not-tls'],
    ['ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', 'other'],
    ['ECONNRESET', 'other'],
    ['timeout', 'other'],
  ])('a hand-shake that ends with %s is "%s"', (fault, why) =>
    expect(found({ connection: 'open', certificate: { fault } })).toContain(`certificate bad ${why}`),
  );

  it('a server that has taken records before is away, and no setting is wrong', () => {
    expect(found({ connection: 'refused' }, true)).toEqual(['connection unsure away']);
    expect(found({ connection: 'timeout' }, true)).toEqual(['connection unsure away']);
  });

  it('says on which side the clock is off', () => {
    expect(judgeWay({ ...at, date: NOW + HOUR }, NOW, false)[0]?.params).toMatchObject({
      side: 'behind',
      seconds: 3_600,
    });
    expect(judgeWay({ ...at, date: NOW - HOUR }, NOW, false)[0]?.params).toMatchObject({
      side: 'ahead',
      seconds: 3_600,
    });
  });

  it('reminds of our own certificate in time', () => {
    expect(judgeOwnCertificate(NOW + 30 * DAY, NOW).result).toBe('good');
    expect(judgeOwnCertificate(NOW + 2 * DAY, NOW)).toMatchObject({ result: 'note', why: 'soon', params: { days: 2 } });
  });
});
