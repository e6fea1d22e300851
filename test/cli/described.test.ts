/**
 * A sheet into servers that a file describes, with the built program: the very text of docs/targets/json.md, against
 * services of these kinds on real sockets, through outages, lost answers and kill -9.
 */
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import exceljs from 'exceljs';
import { afterEach, describe, expect, it } from 'vitest';
import { documented } from '../support/described.ts';
import { KeyedServer } from '../support/keyed-server.ts';
import { type PCareOptions, PCareServer } from '../support/pcare-server.ts';
import { UpsertServer } from '../support/upsert-server.ts';
import { Clerk, csv, errorLines, expectDiscreet, outcomesOf, people, person } from './clerk.ts';

const CONS = { consId: '12345', secret: 'rahasia-bpjs-4', userKey: 'kunci-bpjs-5' };
/** The pauses are short: it is the rule that is looked at, not the clock. */
const HASTE =
  'delivery: { retry: { first: 20ms, cap: 40ms, probe: 60ms }, doubtWait: 40ms, patience: 40s, turnedAway: 1s, timeout: 2s }\n';

const servers: { stop(): Promise<void> }[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.stop().catch(() => undefined);
});

async function pcare(options: PCareOptions = {}): Promise<PCareServer> {
  const server = await new PCareServer({ signing: CONS, ...options }).start();
  servers.push(server);
  return server;
}

/** A folder with the ten lines and the description of the document, and the secrets beside them. */
function clerkAt(url: string, description = documented('pcare.yaml')): Clerk {
  const clerk = new Clerk();
  const lines = documented('vax-upload.yaml').replace('https://pcare.example/vaksin-rest', url);
  clerk.write('vax-upload.yaml', `${lines}\n${HASTE}`);
  clerk.write('pcare.yaml', description);
  for (const [name, secret] of [
    ['cons-secret', CONS.secret],
    ['user-key', CONS.userKey],
  ] as const) {
    writeFileSync(clerk.path(name), `${secret}\n`);
    chmodSync(clerk.path(name), 0o600);
  }
  return clerk;
}

const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Jakarta' }).format(Date.now());

describe('a P-Care-like service', () => {
  it('has each dose once, though it would store each one twice that is sent twice', async () => {
    const server = await pcare({ knows: 'nothing' });
    const clerk = clerkAt(server.url);
    const rows = people(40);
    clerk.write('peserta.csv', csv(rows));
    server.ahead.push(
      'ok',
      'page',
      'lose answer',
      { code: 500 },
      { code: 500, stored: true },
      { code: 429 },
      'lose answer',
    );
    let child: ReturnType<Clerk['starts']> | undefined;
    server.afterStore = (count) => {
      // The record is there, and nobody will ever hear of it.
      if (count === 15) child?.child.kill('SIGKILL');
    };
    child = clerk.starts('import', 'peserta.csv', '--json');
    await child.ended();
    expect(server.stored.length).toBeGreaterThanOrEqual(15);
    expect(server.stored.length).toBeLessThan(40);

    await server.stop();
    const resumed = clerk.starts('resume', '-v');
    await resumed.says(/tidak dapat dihubungi|cannot be reached|unreachable|down|mati/i);
    server.ahead.push('lose answer', 'page');
    await server.start();
    const ended = await resumed.ended();
    expect(ended.exitCode).toBe(0);
    expectDiscreet(ended, rows);
    expect(ended.err).toMatch(/ find\b/);
    expect(rows.map(({ nik }) => server.count(nik, 1))).toEqual(rows.map(() => 1));

    const stored = server.stored.length;
    expect(outcomesOf((await clerk.runs('import', 'peserta.csv', '--json')).out)).toEqual({ 'already-there': 40 });
    expect(server.stored.length).toBe(stored);
  });

  it('says who is not in Dukcapil, what it refuses, and what it has no word for; the others arrive', async () => {
    const server = await pcare();
    const clerk = clerkAt(server.url);
    const [stranger, refused, fresh, wordless] = [
      person(3),
      person(4),
      person(5, { date: today.split('-').reverse().join('/') }),
      person(6, { vaccine: 'Zifivax' }),
    ];
    server.unknown.add(stranger.nik);
    server.refused.set(refused.nik, 'noBatch tidak terdaftar');
    clerk.write('peserta.csv', csv([...people(2), stranger, refused, fresh, wordless]));
    const ended = await clerk.runs('import', 'peserta.csv', '--rows', '--json');
    expect([ended.exitCode, outcomesOf(ended.out)]).toEqual([3, { accepted: 3, refused: 3 }]);
    await clerk.runs('rejects', '-o', 'perlu.xlsx', '--lang', 'en');
    const book = new exceljs.Workbook();
    await book.xlsx.readFile(clerk.path('perlu.xlsx'));
    const written = JSON.stringify(book.worksheets.map((sheet) => sheet.getSheetValues()));
    expect(written).toContain('The server does not know the person in this row.');
    expect(written).toContain('noBatch tidak terdaftar');
    expect(written).toContain('The server has no option and no place for this value');
    expectDiscreet(ended, people(8));
    const bodies = new Map(server.stored.map(({ body }) => [body['nik'], body]));
    expect(bodies.get(fresh.nik)).not.toHaveProperty('kdAlasan');
    expect(bodies.get(person(0).nik)).toMatchObject({ kdAlasan: '3', jenisKelamin: 'L', dosis: 1, kdVaksin: '1' });
  });

  it('refuses a signature of another time, and it is said that the clock is off', async () => {
    const server = await pcare();
    server.clockMs = 600_000;
    const clerk = clerkAt(server.url);
    clerk.write('peserta.csv', csv(people(1)));
    const ended = await clerk.runs('import', 'peserta.csv', '--lang', 'en');
    expect(ended.exitCode).toBe(7);
    expect(errorLines(ended.err)[0]).toMatch(/\[SIGNATURE_CLOCK\].*10 min behind|10 min behind.*\[SIGNATURE_CLOCK\]/);
    expect(ended.out + ended.err).not.toMatch(/rahasia-bpjs|kunci-bpjs/);
    // As it is advised.
    server.clockMs = 0;
    expect((await clerk.runs('resume')).exitCode).toBe(0);
  });

  it('is shown what would be sent, and nothing of anybody', async () => {
    const server = await pcare();
    const clerk = clerkAt(server.url);
    const rows = people(2);
    clerk.write('peserta.csv', csv(rows));
    const shown = await clerk.runs('import', 'peserta.csv', '--dry-run', '--lang', 'en');
    expect(shown.exitCode).toBe(0);
    expect(shown.out).toContain('/vaksin-rest/vaksin/simpan');
    expect(shown.out).toContain('{{secrets.userKey}}');
    expectDiscreet(shown, rows);
    expect(server.stored).toEqual([]);
  });

  it('is known to the doctor', async () => {
    const server = await pcare();
    const clerk = clerkAt(server.url);
    clerk.write('contoh.csv', csv(people(1)));
    const found = await clerk.runs('doctor', '--canary', 'contoh.csv', '--lang', 'en');
    expect([found.exitCode, server.count(person(0).nik, 1)]).toEqual([0, 1]);
    expectDiscreet(found, people(1));
  });
});

describe('a description that is not right', () => {
  const rows: readonly [name: string, change: (text: string) => string, said: RegExp][] = [
    ['a mistyped name', (text) => text.replace('participant.nik}}', 'participant.nki}}'), /\[CONFIG_VALUE\]/],
    ['no way to be asked', (text) => text.replace(/\nfind:[\s\S]*?\n\n/, '\n\n'), /\[DESCRIPTION_UNSAFE\]/],
    ['no YAML', (text) => `${text}\n  x`, /\[CONFIG_SYNTAX\]/],
  ];
  it.each(rows)('%s ends the run before anything is sent', async (_name, change, said) => {
    const server = await pcare();
    const text = documented('pcare.yaml');
    expect(change(text)).not.toBe(text);
    const clerk = clerkAt(server.url, change(text));
    clerk.write('peserta.csv', csv(people(1)));
    const ended = await clerk.runs('import', 'peserta.csv');
    expect([ended.exitCode, said.test(ended.err), server.seen]).toEqual([2, true, []]);
    expect(errorLines(ended.err)).toHaveLength(2);
  });

  it('that others may write, or that is not there', async () => {
    const server = await pcare();
    const clerk = clerkAt(server.url);
    clerk.write('peserta.csv', csv(people(1)));
    chmodSync(clerk.path('pcare.yaml'), 0o666);
    expect((await clerk.runs('import', 'peserta.csv')).err).toContain('[SETTINGS_UNSAFE]');
    chmodSync(clerk.path('pcare.yaml'), 0o600);
    clerk.write('vax-upload.yaml', documented('vax-upload.yaml').replace('./pcare.yaml', './lain.yaml'));
    expect((await clerk.runs('import', 'peserta.csv')).err).toContain('[DESCRIPTION_MISSING]');
  });
});

describe('a server with keys that end', () => {
  it('is sent the same under the same key, and under a new one only what is proven absent', async () => {
    const server = await new KeyedServer().start();
    servers.push(server);
    const clerk = clerkAt(server.url, documented('keyed.yaml'));
    const rows = people(20);
    clerk.write('peserta.csv', csv(rows));
    // A 500 is remembered with its key, and said again for as long as the key lives.
    server.ahead.push('ok', 'lose answer', 'fail', 'lose answer', 'fail after storing', 'ok', 'fail');
    const ended = await clerk.runs('import', 'peserta.csv', '--json');
    expect([ended.exitCode, outcomesOf(ended.out)]).toEqual([0, { accepted: 20 }]);
    expect(rows.map(({ nik }) => server.count(nik))).toEqual(rows.map(() => 1));
    expect(server.replays).toBeGreaterThan(3);
  });

  it('that has forgotten its keys is asked before anything is sent again', async () => {
    const server = await new KeyedServer().start();
    servers.push(server);
    const clerk = clerkAt(server.url, documented('keyed.yaml').replace('life: 24h', 'life: 1s'));
    const rows = people(10);
    clerk.write('peserta.csv', csv(rows));
    server.lifeMs = 1_000;
    // Asked when the keys are gone.
    clerk.write(
      'vax-upload.yaml',
      readFileSync(clerk.path('vax-upload.yaml'), 'utf8').replace('doubtWait: 40ms', 'doubtWait: 1100ms'),
    );
    server.ahead.push('lose answer', 'ok', 'lose answer');
    expect((await clerk.runs('import', 'peserta.csv')).exitCode).toBe(0);
    expect(rows.map(({ nik }) => server.count(nik))).toEqual(rows.map(() => 1));
  });
});

describe('a server that takes lists and overwrites', () => {
  it('has each once through lost answers, and a corrected row replaces what was there', async () => {
    const server = await new UpsertServer().start();
    servers.push(server);
    const clerk = clerkAt(server.url, documented('upsert.yaml'));
    const rows = people(120);
    clerk.write('peserta.csv', csv(rows));
    server.ahead.push('lose answer', 'ok', 'page', 'lose answer');
    const ended = await clerk.runs('import', 'peserta.csv', '--json');
    expect([ended.exitCode, outcomesOf(ended.out)]).toEqual([0, { accepted: 120 }]);
    expect(server.cases.size).toBe(120);
    expect(server.most).toBeGreaterThan(1);
    expect(server.most).toBeLessThanOrEqual(50);

    clerk.write('peserta.csv', csv([...rows.slice(0, 119), { ...person(119), date: '05/10/2021' }]));
    const again = await clerk.runs('import', 'peserta.csv', '--json');
    expect(again.exitCode).toBe(0);
    expect(server.cases.size).toBe(120);
    expect([...server.cases.values()].filter(({ date }) => date === '2021-10-05')).toHaveLength(1);
  });
});
