/** Being let in: tokens that end in mid-run, and a server of identities that is down. */
import { expect, it } from 'vitest';
import { systemClock } from '../../../src/clock.ts';
import { clientCredentials, clientSecret } from '../../../src/target/client-credentials.ts';
import { line } from '../../../src/target/http/line.ts';
import { IdentityServer } from '../../support/identity-server.ts';
import { foundOf, NEVER, type Stand, verdictsOf, weatherOf } from './stand.ts';

const SECRET = 'kata-rahasia-3';

/** A target that shows tokens of this server of identities. */
function guarded(stand: Stand, identity: IdentityServer) {
  const client = line({ version: '1.2.3', sockets: 1, timeoutMs: 20_000 });
  return stand.connect({
    authorization: clientCredentials(client, {
      tokenUrl: `${identity.url}/token`,
      key: 'target.auth.tokenUrl',
      proof: clientSecret({ clientId: 'kendal', secret: async () => SECRET, clientIn: 'header' }),
      grantTypeIn: 'body',
      now: () => systemClock.now(),
    }),
  });
}

/** As many batches as there are people. */
async function batchesOf(stand: Stand, from: number) {
  const people = stand.bench.invent(3, from);
  return Promise.all(people.map((one) => stand.batch([one])));
}

export function entrance(stand: () => Stand): void {
  it('a token that ends in mid-run is renewed once for all requests at once', async () => {
    const identity = await new IdentityServer().start();
    identity.thinksMs = 30;
    const target = guarded(stand(), identity);
    const [first, second] = [await batchesOf(stand(), 1), await batchesOf(stand(), 101)];
    stand().gateway.demands = 'Bearer token-1';
    for (const answer of await Promise.all(first.map((batch) => target.send(batch, NEVER)))) verdictsOf(answer);
    expect(identity.questions).toHaveLength(1);
    stand().gateway.demands = 'Bearer token-2';
    for (const answer of await Promise.all(second.map((batch) => target.send(batch, NEVER)))) verdictsOf(answer);
    expect(identity.questions).toHaveLength(2);
    if (target.traits.finds !== 'never') foundOf(await stand().find(stand().people, target));
    expect(await stand().bench.effects([...first, ...second].flatMap(({ keys }) => keys))).toEqual([1, 1, 1, 1, 1, 1]);
    await identity.stop();
  });

  it('a token that is refused for good stops the run, and is renewed once', async () => {
    const identity = await new IdentityServer().start();
    const target = guarded(stand(), identity);
    const batch = await stand().batch();
    stand().gateway.seen.length = 0;
    stand().gateway.demands = 'Bearer of somebody else';
    expect(weatherOf(await target.send(batch, NEVER))).toMatchObject({
      kind: 'stop',
      why: 'unauthorised',
      status: 401,
    });
    expect([identity.questions.length, stand().gateway.seen.length]).toEqual([2, 2]);
    if (target.traits.finds !== 'never')
      expect(await stand().find(stand().people, target)).toMatchObject({ kind: 'stop', why: 'unauthorised' });
    expect(await stand().effects()).toEqual(stand().keys.map(() => 0));
    await identity.stop();
  });

  it('a server of identities that is down is an outage, and nothing was sent', async () => {
    const identity = await new IdentityServer().start();
    const target = guarded(stand(), identity);
    const batch = await stand().batch();
    await identity.stop();
    stand().gateway.seen.length = 0;
    const down = { kind: 'outage', cause: 'secret', reachedServer: false };
    expect(weatherOf(await target.send(batch, NEVER))).toMatchObject(down);
    if (target.traits.finds !== 'never') expect(await stand().find(stand().people, target)).toMatchObject(down);
    expect(stand().gateway.seen).toEqual([]);
  });

  it('credentials that nobody renews and that are refused stop the run', async () => {
    stand().gateway.demands = 'Bearer of somebody else';
    expect(weatherOf(await stand().target.send(await plainBatch(stand()), NEVER))).toMatchObject({
      kind: 'stop',
      why: 'unauthorised',
    });
    if (stand().target.traits.finds !== 'never')
      expect(await stand().find()).toMatchObject({ kind: 'stop', why: 'unauthorised' });
  });
}

/** Made while the gateway still lets everybody in. */
async function plainBatch(stand: Stand) {
  const { demands } = stand.gateway;
  stand.gateway.demands = undefined;
  const batch = await stand.batch();
  stand.gateway.demands = demands;
  return batch;
}
