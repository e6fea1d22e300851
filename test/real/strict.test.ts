/** A real FHIR server that looks into what comes: it refuses a whole bundle for one bad record, and not by number. */
import { describe, expect, it } from 'vitest';
import { events, expectDiscreet, outcomesOf } from '../cli/clerk.ts';
import { clerkAt, newPeople, theServer, unless, WHY } from './bureau.ts';
import { counted } from './store.ts';

const strict = WHY ?? (theServer().strict === undefined ? 'FHIR_BASE is not known to validate' : undefined);

describe.skipIf(WHY !== undefined)(`a bad record among good ones${unless(WHY)}`, () => {
  it('that the server cannot read is found, and it alone is refused', async () => {
    const { url } = theServer();
    await sendsAllButOne(url);
  });
});

// The first look of HAPI's validator takes half a minute on a busy machine.
describe.skipIf(strict !== undefined)(`a server that validates${unless(strict)}`, { timeout: 300_000 }, () => {
  it('has remarks on everything, and takes it', async () => {
    const { url, strict = '' } = theServer();
    const rows = newPeople(4, 4);
    const ended = await clerkAt(strict, rows).runs('import', 'senin.csv', '--json');
    expect([ended.exitCode, outcomesOf(ended.out)]).toEqual([0, { accepted: 4 }]);
    expect(
      await counted(
        url,
        rows.map(({ nik }) => nik),
      ),
    ).toEqual({ people: 4, doses: 4 });
  });

  it('refuses one record with its reason, and it alone', async () => {
    const { strict = '' } = theServer();
    await sendsAllButOne(strict);
  });
});

/** The lot goes where a moment belongs too, so that the sheet says which record is good. */
async function sendsAllButOne(url: string): Promise<void> {
  const [good, bad] = ['2021-10-04', 'bukan-tanggal'];
  const extra = '{ Immunization: { recorded: "{lot}" } }';
  const rows = newPeople(6, 4).map((row, at) => ({ ...row, lot: at === 4 ? bad : good }));
  const clerk = clerkAt(url, rows, { target: `, fhir: { personsPerBundle: 50, extra: ${extra} }` });
  const ended = await clerk.runs('import', 'senin.csv', '--json', '--rows');
  expect(outcomesOf(ended.out)).toEqual({ accepted: 5, refused: 1 });
  expect(ended.exitCode).toBe(3);
  expectDiscreet(ended, rows);
  const niks = rows.map(({ nik }) => nik);
  expect(await counted(url, niks)).toEqual({ people: 5, doses: 5 });
  const refused = events(ended.out).filter(({ event, outcome }) => event === 'row' && outcome === 'refused');
  expect(refused.map(({ line }) => line)).toEqual([rows.findIndex(({ lot }) => lot === bad) + 2]);
}
