/** What every target must do, done by the one for SATUSEHAT. */
import { targetContract } from '../../contract/target-contract.ts';
import { inventedDoses, targetAt, withPractitioner } from '../../support/satusehat-bench.ts';
import { SatusehatServer } from '../../support/satusehat-server/server.ts';
import { identifiersOf, referenceIn } from '../../support/satusehat-server/store.ts';

targetContract('satusehat', async () => {
  const server = withPractitioner(await new SatusehatServer().start());
  server.letsEverybodyIn = true;
  const refused = new Set<string>();
  const numberOf = (id: string): string => {
    const visit = server.store.of('Encounter').find((one) => `Encounter/${one.id}` === id);
    return visit ? (identifiersOf(visit.resource)[0]?.split('|')[1] ?? '') : '';
  };
  return {
    url: server.base,
    connect: (url, { authorization, ...way }) => {
      const pass = authorization ?? (async () => ({ kind: 'pass', authorization: undefined }) as const);
      return targetAt(server, { ...way, url, authorization: pass });
    },
    invent: inventedDoses,
    effects(keys) {
      const counts = server.vaccinations();
      const visits = server.store.of('Encounter').map(({ resource }) => identifiersOf(resource)[0]?.split('|')[1]);
      return keys.map((key) => {
        const doses = counts.get(key) ?? 0;
        return doses === 0 && visits.includes(key) ? 0.5 : doses;
      });
    },
    refuse(key) {
      refused.add(key);
      server.refusesVisit = (number) =>
        refused.has(number)
          ? { code: 'value', text: 'Code not found: Immunization.vaccineCode', rule: 10103 }
          : undefined;
      return 'vaccine';
    },
    shorten: (answer) => {
      const { entry = [], ...rest } = answer as { entry?: unknown[] };
      return { ...rest, entry: entry.slice(0, -1) };
    },
    lag(ms) {
      server.store.lagMs = ms;
    },
    forget(key) {
      server.store.forget(
        ({ id, resource }) =>
          identifiersOf(resource).some((one) => one.endsWith(`|${key}`)) ||
          numberOf(referenceIn(resource['encounter']) ?? '') === key ||
          numberOf(`Encounter/${id}`) === key,
      );
    },
    close: () => server.stop(),
  };
});
