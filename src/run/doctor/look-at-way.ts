/** What `doctor` finds out of the way to a server: what lets us in, our certificate, how far a knock at its door comes. */
import { X509Certificate } from 'node:crypto';
import type { ServerOptions } from '../../config/schema.ts';
import { readSecret } from '../../config/secrets.ts';
import { failing, good, type HereFinding, type Part } from '../../doctor/finding.ts';
import { judgeOwnCertificate, judgeWay } from '../../doctor/judge-way.ts';
import { RunError } from '../../errors.ts';
import { describedSecrets } from '../compose-described.ts';
import { wireKnock } from '../compose-server.ts';
import type { Context } from '../context.ts';

/**
 * `known`: the server has accepted records of this ledger. `path`: where its options stand. @throws RunError of
 * `wireKnock`.
 */
export async function lookAtWay(
  options: ServerOptions,
  path: string,
  known: boolean,
  context: Context,
): Promise<readonly Part[]> {
  const { knock, shown } = wireKnock(options, path, context);
  const own = shown === undefined ? undefined : judgeOwnCertificate(endOf(shown), context.clock.now());
  const addresses = [options.url, ...tokenAddress(options)];
  return Promise.all(
    addresses.map(async (address, index): Promise<Part> => {
      const found = judgeWay(await knock(address), context.clock.now(), known);
      const mine = own && index === 0 ? [own] : [];
      return { of: 'way', name: new URL(address).host, findings: [...found, ...mine] };
    }),
  );
}

/** Of a server of identities, where it is another one. */
function tokenAddress({ auth, url }: ServerOptions): readonly string[] {
  if (auth.type !== 'oauth2' && auth.type !== 'smart') return [];
  return new URL(auth.tokenUrl).host === new URL(url).host ? [] : [auth.tokenUrl];
}

function endOf(pem: string): number {
  return new X509Certificate(pem).validToDate.getTime();
}

/** Every secret that the server's options name is fetched, and shown to nobody. */
export async function lookAtSecrets(
  options: ServerOptions,
  path: string,
  { uid, endGroup }: Context,
): Promise<readonly HereFinding[]> {
  const { auth } = options;
  const findings: HereFinding[] = [];
  if (auth.type !== 'none')
    findings.push(await fetched(`${path}.auth`, () => readSecret(auth, `${path}.auth`, undefined, uid, endGroup)));
  const described = options.type === 'json' ? options.json : undefined;
  if (described)
    for (const [place, read] of describedSecrets(described, path, { uid, endGroup }))
      findings.push(await fetched(place, read));
  return findings;
}

async function fetched(key: string, read: () => Promise<unknown>): Promise<HereFinding> {
  try {
    await read();
    return good('credentials', { key });
  } catch (error) {
    if (error instanceof RunError) return failing('credentials', error);
    throw error;
  }
}
