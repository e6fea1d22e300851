/**
 * The same people again: across files, nights and runs, nothing is sent twice and nothing that contradicts itself is
 * sent at all.
 */
import { rmSync } from 'node:fs';
import { beforeEach, describe, expect, it } from 'vitest';
import { type FakeServer, startFakeServer } from '../support/fake-server.ts';
import { Clerk, csv, outcomesOf, type Person, people, person, summaryOf } from './clerk.ts';

const clerk = new Clerk();
clerk.env = { VAX_UPLOAD_DELIVERY_RETRY_FIRST: '50ms', VAX_UPLOAD_DELIVERY_DOUBTWAIT: '100ms' };
let server: FakeServer;
let ledgers = 0;

beforeEach(async () => {
  server = await startFakeServer();
  ledgers += 1;
  return () => server.close();
});

async function imports(files: Record<string, readonly Person[]>, ...flags: string[]) {
  for (const [name, rows] of Object.entries(files)) clerk.write(name, csv(rows));
  return clerk.runs(
    'import',
    ...Object.keys(files),
    '--to',
    server.url,
    '--state',
    `buku${ledgers}.db`,
    '--json',
    ...flags,
  );
}
const resumes = () => clerk.runs('resume', '--to', server.url, '--state', `buku${ledgers}.db`, '--json');
const doubled = () => [...server.effects.values()].filter(({ count }) => count !== 1);
/** A night without the server: everything is taken in and waits. */
const TAKE_IN = '--take-in-only';

describe('the same file twice', () => {
  it('sends nothing twice, and says so', async () => {
    const first = await imports({ 'peserta.csv': people(12) });
    expect([first.exitCode, outcomesOf(first.out)]).toEqual([0, { accepted: 12 }]);
    const submissions = server.requests.length;
    const second = await imports({ 'peserta.csv': people(12) });
    expect([second.exitCode, outcomesOf(second.out)]).toEqual([0, { 'already-there': 12 }]);
    expect(server.requests).toHaveLength(submissions);
    const { out } = await clerk.runs(
      'import',
      'peserta.csv',
      '--to',
      server.url,
      '--state',
      `buku${ledgers}.db`,
      '--lang',
      'id',
    );
    expect(out).toContain('Tidak ada yang terkirim dua kali: 12');
    expect(doubled()).toEqual([]);
  });

  it('also under another name, and as part of a longer sheet', async () => {
    await imports({ 'peserta.csv': people(12) });
    const renamed = await imports({ 'salinan.csv': people(12) });
    expect(outcomesOf(renamed.out)).toEqual({ 'already-there': 12 });
    const longer = await imports({ 'peserta.csv': people(20) });
    expect(outcomesOf(longer.out)).toEqual({ accepted: 8, 'already-there': 12 });
    expect(doubled()).toEqual([]);
  });

  it('while the first import still waits for the server: they wait once', async () => {
    expect((await imports({ 'peserta.csv': people(12) }, TAKE_IN)).exitCode).toBe(10);
    expect(outcomesOf((await imports({ 'lagi.csv': people(12) }, TAKE_IN)).out)).toEqual({ waiting: 12 });
    const resumed = await resumes();
    expect([resumed.exitCode, outcomesOf(resumed.out)]).toEqual([0, { accepted: 12 }]);
    expect(server.effects.size).toBe(12);
  });
});

describe('rows that repeat each other', () => {
  it('in one file and across files are sent once', async () => {
    const { out, exitCode } = await imports({ 'a.csv': [...people(5), ...people(3)], 'b.csv': people(8) });
    expect([exitCode, outcomesOf(out)]).toEqual([0, { accepted: 8, repeated: 8 }]);
    expect(server.effects.size).toBe(8);
  });
});

describe('the same dose with other content', () => {
  const one = person(1);
  const other = person(1, { date: '07/10/2021' });

  it('in one file: all sides are held, none is sent', async () => {
    const { out, exitCode } = await imports({ 'a.csv': [one, person(2), other] });
    expect([exitCode, outcomesOf(out)]).toEqual([3, { accepted: 1, held: 2 }]);
    expect(server.effects.size).toBe(1);
  });

  it('in two files of one run', async () => {
    const { out } = await imports({ 'a.csv': [one, person(2)], 'b.csv': [other, person(3)] });
    expect(outcomesOf(out)).toEqual({ accepted: 2, held: 2 });
  });

  it('on two nights, the first without a server: both are held', async () => {
    await imports({ 'a.csv': [one, person(2)] }, TAKE_IN);
    const second = await imports({ 'b.csv': [other] });
    expect([second.exitCode, outcomesOf(second.out)]).toEqual([3, { held: 1 }]);
    expect(server.effects.size).toBe(1);
    const resumed = await resumes();
    // Of this file it was one row; in the ledger both rows wait for a person.
    expect([resumed.exitCode, outcomesOf(resumed.out)]).toEqual([3, { held: 2 }]);
  });

  it('on two nights, the first is on the server already: what is there stays, the newcomer is held', async () => {
    await imports({ 'a.csv': [one] });
    const second = await imports({ 'b.csv': [other] });
    expect(outcomesOf(second.out)).toEqual({ held: 1 });
    expect(server.effects.size).toBe(1);
  });

  it('importing the same contradicting sheets again does not decide anything', async () => {
    await imports({ 'a.csv': [one], 'b.csv': [other] });
    const again = await imports({ 'a.csv': [one], 'b.csv': [other] });
    expect([again.exitCode, outcomesOf(again.out)]).toEqual([3, { held: 2 }]);
    expect(server.effects.size).toBe(0);
  });

  it('one NIK for two people: everything under it is held', async () => {
    const { out } = await imports({ 'a.csv': [one, person(1, { name: 'Orang Lain Sekali' }), person(2)] });
    expect(outcomesOf(out)).toEqual({ accepted: 1, held: 2 });
  });
});

describe('a corrected row', () => {
  it('replaces the one that the server refused', async () => {
    const wrong = person(4, { lot: 'TIDAKADA' });
    server.registry.rules = {
      refuse: (_, record) =>
        JSON.stringify(record).includes('TIDAKADA') ? [{ code: 'LOT', message: 'unknown' }] : undefined,
    };
    const first = await imports({ 'peserta.csv': [...people(4), wrong] });
    expect([first.exitCode, outcomesOf(first.out)]).toEqual([3, { accepted: 4, refused: 1 }]);
    // The same sheet again asks the same question no second time …
    const requests = server.requests.length;
    const again = await imports({ 'peserta.csv': [...people(4), wrong] });
    expect([again.exitCode, outcomesOf(again.out)]).toEqual([3, { 'already-there': 4, refused: 1 }]);
    expect(server.requests).toHaveLength(requests);
    // … the corrected one does.
    const corrected = await imports({ 'peserta.csv': people(5) });
    expect([corrected.exitCode, outcomesOf(corrected.out)]).toEqual([0, { accepted: 1, 'already-there': 4 }]);
    expect(doubled()).toEqual([]);
  });

  it('replaces the one that waits, when it stands in its place', async () => {
    await imports({ 'peserta.csv': people(3) }, TAKE_IN);
    const rows = [person(0), person(1, { lot: 'CTHSI222A' }), person(2)];
    const { out, exitCode } = await imports({ 'peserta.csv': rows });
    expect([exitCode, outcomesOf(out)]).toEqual([0, { accepted: 3 }]);
    expect(JSON.stringify([...server.effects.values()])).toContain('CTHSI222A');
  });
});

describe('the spreadsheet is not needed any more', () => {
  it('resume finishes after it was deleted', async () => {
    server.always('503');
    const first = await imports({ 'peserta.csv': people(30) }, '--max-duration', '500ms');
    expect(first.exitCode).toBe(10);
    rmSync(clerk.path('peserta.csv'));
    server.always('ok');
    const resumed = await resumes();
    expect([resumed.exitCode, summaryOf(resumed.out).outcomes['waiting']]).toEqual([0, 0]);
    expect(server.effects.size).toBe(30);
    expect(doubled()).toEqual([]);
    const nothing = await resumes();
    expect([nothing.exitCode, outcomesOf(nothing.out)]).toEqual([0, {}]);
  });
});
