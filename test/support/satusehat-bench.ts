/** The target for SATUSEHAT over its simulator, as the tests need it. */
import { systemClock } from '../../src/clock.ts';
import { type SatusehatOptions, satusehatTarget } from '../../src/target/satusehat/satusehat.ts';
import type { Consignment, Target } from '../../src/target/target.ts';
import { batchOf, inventedConsignments } from './consignments.ts';
import { CLIENT } from './satusehat-server/identities.ts';
import type { SatusehatServer } from './satusehat-server/server.ts';

export const NEVER = new AbortController().signal;

/** As the ten lines of configuration have it; the server lets in whoever shows a token that it gave out. */
export function targetAt(server: SatusehatServer, options: Partial<SatusehatOptions> = {}): Target {
  return satusehatTarget({
    url: server.base,
    version: '1.2.3',
    sockets: 2,
    timeoutMs: 20_000,
    clock: systemClock,
    section: 'target',
    maxBatch: 10,
    organization: server.organization,
    location: server.location,
    practitioner: 'N10000001',
    compareNames: true,
    timeZone: 'Asia/Jakarta',
    primarySource: true,
    reportOrigin: 'record',
    lagMs: 300,
    authorization: async () => passOf(server),
    ...options,
  });
}

function passOf(server: SatusehatServer) {
  const form = new URLSearchParams({ client_id: CLIENT.id, client_secret: CLIENT.secret });
  const answer = server.identities.ask(new URLSearchParams({ grant_type: 'client_credentials' }), form);
  const { access_token } = JSON.parse(answer.body) as { access_token: string };
  return { kind: 'pass', authorization: `Bearer ${access_token}` } as const;
}

/** The practitioner of the configuration, whom the registry knows. */
export function withPractitioner(server: SatusehatServer): SatusehatServer {
  server.store.practitioners.push({ id: 'N10000001', nik: '3324010000000001', name: 'Contoh' });
  return server;
}

/** Records that have all that the registry asks for. */
export function inventedDoses(count: number, from = 1): Consignment[] {
  return inventedConsignments(count, from).map(({ key, record }) => ({
    key,
    record: {
      ...record,
      dose: { ...record.dose, vaccine: 'astrazeneca', codes: [], lot: 'ABW1234', expirationDate: '2023-03-01' },
    },
  }));
}

/** With what the registry calls their people. */
export async function referred(target: Target, consignments: readonly Consignment[]): Promise<Consignment[]> {
  const { people } = target;
  if (!people) throw new Error('people');
  const needed = consignments.map(({ record }) => people.neededBy(record));
  const { results } = await people.resolve(needed.flat(), NEVER);
  return consignments.map((consignment, at) => ({
    ...consignment,
    references: (needed[at] ?? []).map((person) => {
      const resolution = results.get(person);
      if (resolution?.kind !== 'known') throw new Error(`not known: ${person.role}`);
      return resolution.reference;
    }),
  }));
}

export async function sendAll(target: Target, consignments: readonly Consignment[]) {
  return target.send(batchOf(target, await referred(target, consignments)), NEVER);
}
