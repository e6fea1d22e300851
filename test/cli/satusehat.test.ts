/** The built program against SATUSEHAT: ten lines of configuration, a sheet, and what becomes of it in bad weather. */
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import exceljs from 'exceljs';
import { afterAll, describe, expect, it } from 'vitest';
import { CLIENT } from '../support/satusehat-server/identities.ts';
import { SatusehatServer } from '../support/satusehat-server/server.ts';
import { Clerk, errorLines, expectDiscreet, outcomesOf, type Person, people, person } from './clerk.ts';

const servers: SatusehatServer[] = [];
afterAll(() => Promise.all(servers.map((server) => server.stop())));

/** All that stands in the cells of a workbook. */
async function wordsIn(path: string): Promise<string> {
  const workbook = new exceljs.Workbook();
  await workbook.xlsx.readFile(path);
  const words: string[] = [];
  for (const worksheet of workbook.worksheets)
    worksheet.eachRow((row) => row.eachCell((cell) => words.push(cell.text, JSON.stringify(cell.note ?? ''))));
  return words.join('\n');
}

interface Settings {
  /** More lines below `satusehat:`. */
  readonly more?: string;
  readonly organization?: string;
  readonly secret?: string;
  readonly reading?: string;
  readonly delivery?: string;
}

const DOCUMENTED = /```yaml\n(target:[\s\S]*?)```/.exec(
  readFileSync(new URL('../../docs/targets/satusehat.md', import.meta.url), 'utf8'),
)?.[1] as string;

/** The ten lines of docs/targets/satusehat.md, with this server's addresses and shorter pauses. */
function configure(clerk: Clerk, server: SatusehatServer, settings: Settings = {}): void {
  const { more = '', organization = server.organization, secret = CLIENT.secret, reading, delivery = '' } = settings;
  writeFileSync(clerk.path('secret'), `${secret}\n`, { mode: 0o600 });
  const yaml = DOCUMENTED.replace('https://satusehat.example/oauth2/v1/accesstoken', server.tokenUrl)
    .replace('https://satusehat.example/fhir-r4/v1', server.base)
    .replace('"10000004"', `"${organization}"`)
    .replace('practitioner: N10000001', `practitioner: N10000001\n    lag: 300ms${more}`)
    .replace(', mapping: ./mapping.yaml', reading === undefined ? '' : `, ${reading}`);
  const pauses = `retry: { first: 50ms, cap: 100ms, probe: 150ms }, doubtWait: 400ms, patience: 60s`;
  clerk.write('vax-upload.yaml', `${yaml}delivery: { ${pauses}${delivery} }\n`);
}

async function desk(settings: Settings = {}) {
  const server = await new SatusehatServer().start();
  servers.push(server);
  server.store.practitioners.push({ id: 'N10000001', nik: '3324010000000001', name: 'Contoh' });
  const clerk = new Clerk();
  configure(clerk, server, settings);
  return { server, clerk };
}

/** A sheet with all that the registry asks for. */
function sheet(rows: readonly Person[], vaccinator = ''): string {
  const lines = rows.map(({ nik, name, born, date, vaccine, lot }) =>
    [nik, name, born, 'L', '1', date, vaccine, lot, '01/03/2023', vaccinator].join(','),
  );
  const head = 'NIK,Nama Lengkap,Tgl Lahir,JK,Dosis,Tgl Vaksin,Jenis Vaksin,No Batch,Tgl Kedaluwarsa,NIK Vaksinator';
  return `${[head, ...lines].join('\n')}\n`;
}

const doses = (count: number, from = 0): Person[] =>
  people(count, from).map((one) => ({ ...one, vaccine: 'AstraZeneca', lot: 'ABW1234' }));
const counts = (server: SatusehatServer): number[] => [...server.vaccinations().values()];
const ones = (count: number): number[] => Array.from({ length: count }, () => 1);

describe('a night', () => {
  it('outages, lost answers, half visits, a kill: each vaccination is there once', async () => {
    const { server, clerk } = await desk({ delivery: ', batchSize: 5' });
    const rows = doses(40);
    clerk.write('malam.csv', sheet(rows));
    server.writes.next(
      undefined,
      'commit then reset',
      undefined,
      '504',
      'half then reset',
      { storedAfterMs: 200 },
      'commit then cut',
      'page',
      'apigee 500',
      'half inside of 200',
      'short answer',
      'metadata',
    );
    server.people.next(undefined, undefined, '504', 'page', 'apigee 429');
    server.questions.next(undefined, '502', 'duplicate');
    server.store.lagMs = 200;
    const running = clerk.starts('import', 'malam.csv', '--json');
    await expect
      .poll(() => server.store.of('Immunization').length, { timeout: 30_000, interval: 5 })
      .toBeGreaterThan(9);
    running.child.kill('SIGKILL');
    await running.ended();
    await server.stop();
    const second = clerk.starts('resume', '--json');
    await second.says(/"state":"down"/);
    await server.start();
    server.identities.forgetAll();
    const { exitCode, out, err } = await second.ended();
    // A vaccination that was refused with its visit left behind is sent again, alone.
    if (exitCode === 3) expect((await clerk.runs('retry')).exitCode).toBe(0);
    else expect({ exitCode, err }).toEqual({ exitCode: 0, err: '' });
    expect([counts(server).toSorted(), server.writes.ahead]).toEqual([ones(40), 0]);
    expect(server.store.of('Encounter')).toHaveLength(40);
    expectDiscreet({ exitCode, out, err }, rows);
  }, 120_000);

  it('each person is asked for once, however many doses, batches and runs', async () => {
    const { server, clerk } = await desk();
    const rows = doses(6);
    clerk.write('satu.csv', sheet(rows, '3324011708450001'));
    const second = rows.map((row) => ({ ...row, date: '04/01/2022' }));
    clerk.write('dua.csv', sheet(second, '3324011708450001').replaceAll(',L,1,', ',L,2,'));
    for (const file of ['satu.csv', 'dua.csv', 'satu.csv']) expect((await clerk.runs('import', file)).exitCode).toBe(0);
    expect(counts(server)).toEqual(ones(12));
    const asked = server.seen.filter(({ path }) => path === '/Patient' || path === '/Practitioner');
    expect(asked.map(({ path }) => path).toSorted()).toEqual([...ones(6).map(() => '/Patient'), '/Practitioner']);
    const [dose] = server.store.of('Immunization');
    expect(JSON.stringify(dose?.resource['performer'])).toContain('Practitioner/N11708450001');
  }, 60_000);

  it('with -v the number under which the registry finds each request is shown', async () => {
    const { server, clerk } = await desk();
    clerk.write('satu.csv', sheet(doses(2)));
    for (const [lang, words] of [
      ['id', /Permintaan \d+ ke transaction/],
      ['en', /Request 1 to token: HTTP 200/],
      ['en', /Request \d+ to Patient/],
    ] as const) {
      const { err } = await clerk.runs(
        'import',
        'satu.csv',
        '-v',
        '--lang',
        lang,
        '--state',
        `${words.source.length}.db`,
      );
      expect(err).toMatch(words);
      expect(server.seen.filter(({ requestId }) => err.includes(`x-request-id ${requestId}`)).length).toBeGreaterThan(
        2,
      );
      expect(err).not.toMatch(/\d{16}/);
    }
  });
});

describe('who and what is refused', () => {
  it('nobody is created, and of several nobody is taken', async () => {
    const { server, clerk } = await desk();
    server.knowsEverybody = false;
    const rows = doses(3);
    const [one, two, three] = rows.map(({ nik }) => nik);
    const register = (id: string, nik = ''): number => server.store.patients.push({ id, nik, name: '' });
    register('P1', one);
    register('P2', two);
    register('P3', two);
    clerk.write('satu.csv', sheet(rows));
    const ended = await clerk.runs('import', 'satu.csv', '--json');
    expect([ended.exitCode, outcomesOf(ended.out)]).toEqual([3, { accepted: 1, refused: 2 }]);
    const said = async (line: string) => (await clerk.runs('explain', 'satu.csv', line, '--lang', 'en')).out;
    expect(await said('4')).toContain('PERSON_UNKNOWN');
    expect(await said('3')).toContain('PERSON_UNSURE');
    expect(server.store.patients).toHaveLength(3);
    // Registered meanwhile: the same row, unchanged.
    register('P4', three);
    expect(outcomesOf((await clerk.runs('retry', '--json')).out)).toEqual({ accepted: 1, refused: 1 });
  });

  it('what the registry would refuse is not sent; what the advice says mends it', async () => {
    const { server, clerk } = await desk();
    copyFileSync(
      fileURLToPath(new URL('../../fixtures/csv/comma-utf8-bom.csv', import.meta.url)),
      clerk.path('comma-utf8-bom.csv'),
    );
    const first = await clerk.runs('import', 'comma-utf8-bom.csv', '--json');
    expect([first.exitCode, server.store.stored.length]).toEqual([3, 0]);
    const waiting = await clerk.runs('explain', 'comma-utf8-bom.csv', '3', '--lang', 'en');
    expect(waiting.out).toContain('VACC_UNCODED');
    expect(waiting.out).toContain('EXPIRY_NEEDED');
    // As VACC_UNCODED and EXPIRY_NEEDED advise.
    clerk.write(
      'mapping.yaml',
      'vaccines:\n  coronavac: { codes: [{ system: kfa, code: 93004036 }, { system: cvx, code: 511 }] }\n',
    );
    configure(clerk, server, { more: '\n    primarySource: false', reading: 'mapping: ./mapping.yaml' });
    const again = await clerk.runs('retry', '--json');
    expect(outcomesOf(again.out)['refused'] ?? 0).toBe(0);
    const origins = server.store.of('Immunization').map(({ resource }) => JSON.stringify(resource['reportOrigin']));
    expect(origins.length).toBeGreaterThan(3);
    expect(new Set(origins).size).toBe(1);
  });

  it('a vaccine whose code is told later is sent when the sheet is imported again', async () => {
    const { server, clerk } = await desk();
    clerk.write('satu.csv', sheet(people(2).map((row) => ({ ...row, vaccine: 'Sinovac', lot: '' }))));
    const first = await clerk.runs('import', 'satu.csv', '--json', '--rows');
    expect([first.exitCode, outcomesOf(first.out), server.store.stored]).toEqual([3, { refused: 2 }, []]);
    expect((await clerk.runs('explain', 'satu.csv', '2')).out).toContain('BATCH_NEEDED');
    clerk.write('satu.csv', sheet(people(2).map((row) => ({ ...row, vaccine: 'Sinovac', lot: 'CTHSI111A' }))));
    clerk.write('mapping.yaml', 'vaccines:\n  coronavac: { codes: [{ system: kfa, code: 93004036 }] }\n');
    configure(clerk, server, { reading: 'mapping: ./mapping.yaml' });
    const second = await clerk.runs('import', 'satu.csv', '--json');
    expect([second.exitCode, outcomesOf(second.out), counts(server)]).toEqual([0, { accepted: 2 }, [1, 1]]);
    const [dose] = server.store.of('Immunization');
    const codes = Array.from(
      JSON.stringify(dose?.resource['vaccineCode']).matchAll(/"code":"(\w+)"/g),
      ([, code]) => code,
    );
    expect(codes).toEqual(['93004036', 'VG213', '511']);
  });

  it('a refusal by number is explained in both languages, and nothing else of the batch suffers', async () => {
    const { server, clerk } = await desk();
    const rows = doses(4);
    clerk.write('satu.csv', sheet(rows));
    server.writes.next(undefined, {
      refuses: 10_306,
      text: 'Element not found: Immunization.lotNumber',
      expression: 'Immunization.lotNumber',
    });
    const ended = await clerk.runs('import', 'satu.csv', '--json');
    expect([ended.exitCode, outcomesOf(ended.out)]).toEqual([3, { accepted: 3, refused: 1 }]);
    const line = String(3);
    for (const [lang, meaning] of [
      ['id', 'Nomor batch harus diisi.'],
      ['en', 'The batch number is needed.'],
    ] as const) {
      const sheets = await clerk.runs('rejects', '-o', `tolak-${lang}.xlsx`, '--lang', lang);
      expect(sheets.exitCode).toBe(0);
      expect((await clerk.runs('explain', 'satu.csv', line, '--lang', lang)).out).toContain('RuleNumber:10306');
      expect(await wordsIn(clerk.path(`tolak-${lang}.xlsx`))).toContain(meaning);
    }
  });
});

describe('what is wrong for every record', () => {
  it.each([
    ['another organization', { organization: '10000009' }, 'target.satusehat.organization', 10_117],
    ['a place that is not there', { more: '\n    location: x' }, 'location', undefined],
  ] as const)('%s stops the run and refuses no row', async (what, settings, key, rule) => {
    const { server, clerk } = await desk();
    if (what === 'a place that is not there') {
      configure(clerk, server, {});
      clerk.write(
        'vax-upload.yaml',
        readFileSync(clerk.path('vax-upload.yaml'), 'utf8').replace(
          server.location,
          'b017aa54-0000-4ec2-9d84-8823815d7228',
        ),
      );
    } else configure(clerk, server, settings);
    clerk.write('satu.csv', sheet(doses(12)));
    for (const [lang, word] of [
      ['id', 'pengaturan'],
      ['en', 'setting'],
    ] as const) {
      const { exitCode, err } = await clerk.runs('import', 'satu.csv', '--lang', lang);
      expect(exitCode).toBe(7);
      const [said = ''] = errorLines(err);
      expect(said).toContain(word);
      expect(said).toContain(key);
      if (rule !== undefined) expect(said).toContain(String(rule));
    }
    expect(JSON.parse((await clerk.runs('status', '--json')).out)).toMatchObject({ entries: { refused: 0 } });
    expect(counts(server).filter((n) => n > 0)).toEqual([]);
    // As it advises.
    configure(clerk, server);
    expect([(await clerk.runs('resume')).exitCode, counts(server)]).toEqual([0, ones(12)]);
  });

  it('credentials that are refused: two lines, and one log-in', async () => {
    const { server, clerk } = await desk({ secret: 'salah' });
    clerk.write('satu.csv', sheet(doses(2)));
    const { exitCode, err, out } = await clerk.runs('import', 'satu.csv', '--lang', 'en');
    expect([exitCode, server.identities.refused]).toEqual([7, 1]);
    expect(errorLines(err)[0]).toContain('refuses us (HTTP 401)');
    configure(clerk, server);
    expect([(await clerk.runs('resume')).exitCode, counts(server)]).toEqual([0, ones(2)]);
    expect(out + err).not.toContain('salah');
  });

  it('a client without rights: said, with the number of the rule', async () => {
    const { server, clerk } = await desk();
    server.forbids = 'permission';
    clerk.write('satu.csv', sheet(doses(2)));
    const { exitCode, err } = await clerk.runs('import', 'satu.csv', '--lang', 'en');
    expect(exitCode).toBe(7);
    expect(errorLines(err)[0]).toMatch(/target\.auth\.clientId.*20003/);
    server.forbids = undefined;
    expect([(await clerk.runs('resume')).exitCode, counts(server)]).toEqual([0, ones(2)]);
  });
});

describe('doctor', () => {
  it('looks at who we are there, and sends a canary twice', async () => {
    const { server, clerk } = await desk();
    clerk.write('uji.csv', sheet(doses(1)));
    const { exitCode, out } = await clerk.runs('doctor', '--canary', 'uji.csv', '--lang', 'en');
    expect([exitCode, counts(server)]).toEqual([0, [1]]);
    for (const found of ['our organization 10000004', 'place of giving', 'sent twice is there once', 'finds it'])
      expect(out).toContain(found);
  });

  it('says which setting is wrong', async () => {
    const { clerk } = await desk({ organization: '10000009' });
    const { exitCode, out } = await clerk.runs('doctor', '--lang', 'id');
    expect([exitCode, out.includes('tidak mengenal organisasi kita 10000009')]).toEqual([2, true]);
  });

  it('check --server names the rows whose people are not known, and those that lack something; nothing is stored', async () => {
    const { server, clerk } = await desk();
    server.knowsEverybody = false;
    const rows = doses(3);
    for (const { nik } of rows.slice(1)) server.store.patients.push({ id: `P${nik.slice(-11)}`, nik, name: '' });
    clerk.write('uji.csv', sheet(rows.map((row, n) => (n === 2 ? { ...row, vaccine: 'Sinovac' } : row))));
    const { exitCode, out } = await clerk.runs('check', 'uji.csv', '--server', '--lang', 'en');
    expect([exitCode, server.store.stored.length]).toEqual([3, 0]);
    for (const part of ['PERSON_UNKNOWN', 'VACC_UNCODED']) expect(out).toContain(part);
  });

  it('shows the requests before anything is sent', async () => {
    const { server, clerk } = await desk();
    clerk.write('uji.csv', sheet([person(1, { vaccine: 'AstraZeneca' })]));
    const { exitCode, out } = await clerk.runs('import', 'uji.csv', '--dry-run', '--lang', 'en');
    expect([exitCode, server.seen.length]).toEqual([0, 0]);
    for (const part of [`POST ${server.base}`, '"transaction"', 'Patient/‹participant›', '93004035'])
      expect(out).toContain(part);
    expect(out).not.toContain(person(1).nik);
  });
});
