/** A real nginx between the program and a real FHIR server: limits of time, size and pace. */
import { describe, expect, it } from 'vitest';
import type { Person } from '../cli/clerk.ts';
import { clerkAt, gatewayTo, newPeople, theServer, unless, WHY } from './bureau.ts';
import { startNginx, whyNoNginx } from './nginx.ts';
import { counted } from './store.ts';

const why = WHY ?? whyNoNginx();
const niksOf = (rows: readonly Person[]): string[] => rows.map(({ nik }) => nik);

describe.skipIf(why !== undefined)(`behind nginx${unless(why)}`, () => {
  it('504 after a second while the server does the work: each once', async () => {
    const { url } = theServer();
    const slow = await gatewayTo(url);
    await using nginx = await startNginx(slow.url);
    const late = { do: 'late', ms: 1_500 } as const;
    slow.next('pass', late, late, 'pass', late);
    const rows = newPeople(20, 2);
    const ended = await clerkAt(nginx.url, rows, { delivery: ', batchSize: 5' }).runs('import', 'senin.csv');
    expect([ended.exitCode, slow.ahead, nginx.answered(504)]).toEqual([0, 0, true]);
    expect(await counted(url, niksOf(rows))).toEqual({ people: 20, doses: 20 });
  });

  it('bundles above 1 MB are sent in smaller ones: each once', async () => {
    const { url } = theServer();
    await using nginx = await startNginx(url);
    const rows = newPeople(30, 2);
    // Thirty pages with each dose: ten of them are too much for nginx.
    const note = 'Catatan panjang. '.repeat(6_000);
    const extra = `{ Immunization: { note: [ { text: "${note}" } ] } }`;
    const clerk = clerkAt(nginx.url, rows, { target: `, fhir: { personsPerBundle: 50, extra: ${extra} }` });
    const ended = await clerk.runs('import', 'senin.csv');
    expect([ended.exitCode, nginx.answered(413)]).toEqual([0, true]);
    expect(await counted(url, niksOf(rows))).toEqual({ people: 30, doses: 30 });
  });

  it('429 without a word of when: slower, and each once', async () => {
    const { url } = theServer();
    await using nginx = await startNginx(url, 'limit_req zone=one burst=2 nodelay;');
    const rows = newPeople(24, 2);
    const ended = await clerkAt(nginx.url, rows).runs('import', 'senin.csv');
    expect([ended.exitCode, nginx.answered(429)]).toEqual([0, true]);
    expect(await counted(url, niksOf(rows))).toEqual({ people: 24, doses: 24 });
  });
});
