import { recordKey, writeNaturalKey } from '../../../src/record/key.ts';
import { gatewayTarget } from '../../../src/target/gateway/gateway.ts';
import { targetContract } from '../../contract/target-contract.ts';
import { inventedConsignments } from '../../support/consignments.ts';
import { described, documented } from '../../support/described.ts';
import { PCareServer } from '../../support/pcare-server.ts';

const given = { values: { faskes: '11010101', consId: '12345' }, secrets: ['userKey', 'consSecret'] };
/** A signature is of its moment, so what is shown before is not what is sent: it has tests of its own. */
const unsigned = described(documented('pcare.yaml'), given, (description) => ({
  ...description,
  signing: undefined,
  headers: undefined,
}));
const today = () => '2026-11-29';

function keyOf(body: Readonly<Record<string, unknown>>) {
  const identity = String(body['nik']);
  return recordKey(writeNaturalKey({ programme: 'covid19', identity, dose: Number(body['dosis']) }));
}

targetContract('gateway, as docs/targets/json.md describes P-Care', async () => {
  const server = await new PCareServer().start();
  return {
    url: server.url,
    connect: (url, way) =>
      gatewayTarget({ ...way, url, maxBatch: 1_000, ready: unsigned, values: given.values, secrets: {}, today }),
    invent: inventedConsignments,
    effects: (keys) => keys.map((key) => server.stored.filter(({ body }) => keyOf(body) === key).length),
    refuse(key) {
      const nik = inventedConsignments(1_000).find((one) => one.key === key)?.record.participant.nik ?? '';
      server.refused.set(nik, 'noBatch tidak terdaftar');
      return 'lot';
    },
    shorten: (answer) => ({ ...(answer as object), response: null }),
    lag(ms) {
      server.lagMs = ms;
    },
    forget(key) {
      const at = server.stored.findIndex(({ body }) => keyOf(body) === key);
      server.stored.splice(at, 1);
    },
    throttleInside: () => server.ahead.push({ code: 429 }),
    close: () => server.stop(),
  };
});
