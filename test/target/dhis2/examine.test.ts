/** What `doctor` finds out of a DHIS2. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { inventedConsignments } from '../../support/consignments.ts';
import { type Dhis2Server, startDhis2 } from '../../support/dhis2-server/dhis2-server.ts';
import { NAMES, targetFor } from './bench.ts';

const never = new AbortController().signal;

let server: Dhis2Server;
beforeEach(async () => {
  server = await startDhis2();
  server.anybody = { capture: ['VuOrgKab001'] };
});
afterEach(() => server.close());

/** As `about result`, of the findings that are DHIS2's own. */
async function found(names = NAMES, canary = false): Promise<string[]> {
  const target = targetFor({ url: server.url, names });
  const { findings } = await target.examine(canary ? inventedConsignments(1)[0] : undefined, never);
  await target.close();
  return findings.filter(({ about }) => about.startsWith('dhis2')).map(({ about, result }) => `${about} ${result}`);
}

const GOOD = ['dhis2-metadata good', 'dhis2-unique good', 'dhis2-rights good', 'dhis2-units good'];

describe('what doctor finds', () => {
  it('all well', async () => {
    expect(await found()).toEqual(GOOD);
  });

  it.each<[what: string, arrange: () => void, findings: string[]]>([
    [
      'a superuser, who passes every check',
      () => {
        server.anybody = { superuser: true, capture: [] };
      },
      ['dhis2-metadata good', 'dhis2-unique good', 'dhis2-rights unsure'],
    ],
    [
      'a user who may not write the type and the stage',
      () => {
        server.anybody = { capture: ['VuOrgKab001'], mayNotWrite: ['VuTypePers1', 'VuStageVacc'] };
      },
      ['dhis2-metadata good', 'dhis2-unique good', 'dhis2-rights bad', 'dhis2-rights bad', 'dhis2-units good'],
    ],
    [
      'a user who may not record in the unit of rows without a site',
      () => {
        server.anybody = { capture: ['VuOrgPkm002'] };
      },
      ['dhis2-metadata good', 'dhis2-unique good', 'dhis2-rights good', 'dhis2-units bad'],
    ],
    [
      'a NIK that is unique in one unit only',
      () => {
        for (const one of server.world.metadata.trackedEntityAttributes) if (one.unique) one.orgunitScope = true;
      },
      ['dhis2-metadata good', 'dhis2-unique unsure', 'dhis2-rights good', 'dhis2-units good'],
    ],
  ])('%s', async (_what, arrange, findings) => {
    arrange();
    expect(await found()).toEqual(findings);
  });

  it('the canary is sent twice, and the server itself says that it has it', async () => {
    const target = targetFor({ url: server.url });
    const { findings } = await target.examine(inventedConsignments(1)[0], never);
    await target.close();
    const canary = findings.filter(({ about }) => about.startsWith('canary')).map(({ result }) => result);
    expect([canary, server.requests.filter((request) => request.startsWith('POST')).length]).toEqual([
      ['good', 'good', 'good'],
      2,
    ]);
  });

  it('no attribute for the NIK', async () => {
    expect(await found({ ...NAMES, attributes: { passport: 'VU_NIK', name: 'VU_NAME' } })).toContain(
      'dhis2-unique bad',
    );
  });

  it('every name that is missing, and the rights all the same; no canary is sent', async () => {
    const names = { ...NAMES, orgUnit: 'P9', dataElements: { ...NAMES.dataElements, lot: 'VU_LOT' } };
    expect(await found(names, true)).toEqual([
      'dhis2-metadata bad',
      'dhis2-metadata bad',
      'dhis2-rights good',
      'dhis2-units good',
    ]);
    expect(server.world.people.size).toBe(0);
  });

  it('a user with a number that is not unique is asked for first, whatever the configuration says', async () => {
    for (const one of server.world.metadata.trackedEntityAttributes) if (one.unique) one.unique = false;
    const target = targetFor({ url: server.url, lookUp: 'conflicts' });
    const [one] = inventedConsignments(1);
    if (!one) throw new Error('people');
    const bytes = target.encode('b', [one]);
    await target.send({ id: 'b', keys: [one.key], bytes }, never);
    await target.close();
    expect(server.requests.filter((request) => request.includes('trackedEntities?')).length).toBe(1);
  });
});
