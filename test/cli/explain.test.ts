/** `explain FILE LINE`: the whole life of one row, whatever became of it. */
import { renameSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { STEPS } from '../../src/ledger/sqlite/steps.ts';
import { unsign } from '../support/earlier-ledger.ts';
import { type FakeServer, startFakeServer } from '../support/fake-server.ts';
import { workbookParts, worksheet, zipBytes } from '../support/xlsx-writer.ts';
import { Clerk, csv, events, expectDiscreet, type Person, people, person } from './clerk.ts';

interface Life {
  readonly file: string;
  readonly sheet: string;
  readonly line: number;
  readonly dose: number;
  readonly readAt: string;
  readonly kind: string;
  readonly problems: readonly Record<string, string>[];
  readonly entry?: {
    readonly state: string;
    readonly key?: string;
    readonly receipt?: string;
    readonly reasons: readonly Record<string, string>[];
    readonly batches: readonly { id: string; attempts: readonly { at: string; ms: number; answer: string }[] }[];
    readonly owner?: { file: string; sheet: string; line: number };
  };
}

const TIME = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);

const server: FakeServer = await startFakeServer();
afterAll(() => server.close());
const clerk = new Clerk();
clerk.write(
  'vax-upload.yaml',
  `target: { type: json, url: "${server.url}" }\ndelivery: { timeout: 2s, doubtWait: 100ms, retry: { first: 20ms, cap: 50ms, probe: 100ms } }\n`,
);

const refused = person(1);
const rows: readonly Person[] = [
  person(0),
  refused,
  person(2),
  { ...person(3), nik: '3324' },
  person(2),
  person(4),
  { ...person(4), date: '06/10/2021' },
];
const REASON = { field: 'birthDate', code: 'AGE_MIN', message: `${refused.name} is too young` };

async function livesOf(file: string, line: number): Promise<Life[]> {
  const ended = await clerk.runs('explain', file, String(line), '--json');
  expect(ended.exitCode).toBe(0);
  expectDiscreet(ended, rows);
  return events(ended.out) as unknown as Life[];
}

const lifeOf = async (line: number): Promise<Life> => {
  const [life, ...more] = await livesOf('peserta.csv', line);
  expect(more).toEqual([]);
  return life as Life;
};

beforeAll(async () => {
  server.registry.rules = {
    refuse: (_, record) => (JSON.stringify(record).includes(refused.nik) ? [REASON] : undefined),
  };
  clerk.write('peserta.csv', `${csv(rows)}Jumlah,7,,,,,,,\n`);
  expect((await clerk.runs('import', 'peserta.csv', '-q')).exitCode).toBe(3);
  clerk.write('hilang.csv', csv([person(40)]));
  server.next('commit then reset');
  expect((await clerk.runs('import', 'hilang.csv', '-q')).exitCode).toBe(0);
  clerk.write('besar.csv', csv(people(4, 60)));
  server.registry.rules = { maxRecords: 1 };
  expect((await clerk.runs('import', 'besar.csv', '-q')).exitCode).toBe(0);
  server.registry.rules = {};
  const { nik, name, born } = person(80);
  clerk.write(
    'lebar.csv',
    `NIK;Nama;Tgl Lahir;JK;Tgl Vaksin 1;Jenis Vaksin 1;No Batch 1;Tgl Vaksin 2;Jenis Vaksin 2;No Batch 2;Faskes\n${nik};${name};${born};L;2021-09-01;Sinovac;CTHSI110A;2021-09-29;Sinovac;CTHSI130B;Puskesmas Contoh\n`,
  );
  expect((await clerk.runs('import', 'lebar.csv', '-q')).exitCode).toBe(0);
  const cell = (text: string): string => `<c t="inlineStr"><is><t>${text}</t></is></c>`;
  const sheet = (one: Person): string =>
    worksheet(
      csv([one])
        .trim()
        .split('\n')
        .map((line, index) => `<row r="${index + 4}">${line.split(',').map(cell).join('')}</row>`)
        .join(''),
    );
  const sheets = [
    { name: 'Senin', xml: sheet(person(100)) },
    { name: 'Selasa', xml: sheet(person(101)) },
  ];
  clerk.write('hari.xlsx', zipBytes(workbookParts({ sheets })));
  expect((await clerk.runs('import', 'hari.xlsx', '-q')).exitCode).toBe(0);
  clerk.write('besok.csv', csv([person(120)]));
  expect((await clerk.runs('import', 'besok.csv', '--take-in-only', '-q')).exitCode).toBe(10);
});

it.concurrent('a row that the server took: key, batch, attempt and receipt as the server knows them', async () => {
  const life = await lifeOf(2);
  const effect = [...server.effects.values()].find(({ record }) =>
    JSON.stringify(record).includes(rows[0]?.nik ?? '?'),
  );
  const [batch] = effect?.batches ?? [];
  expect(life).toEqual({
    file: 'peserta.csv',
    sheet: '',
    line: 2,
    dose: 1,
    readAt: TIME,
    kind: 'owner',
    problems: [{ code: 'SEX_FROM_NIK', field: 'sex', severity: 'warning' }],
    entry: {
      state: 'accepted',
      key: effect?.key,
      receipt: effect?.id,
      reasons: [],
      batches: [{ id: batch?.replaceAll('"', ''), attempts: [{ at: TIME, ms: expect.any(Number), answer: 'reply' }] }],
    },
  });
});

it.concurrent('a refused row: the codes of the server, and not its sentence', async () => {
  const { entry } = await lifeOf(3);
  expect(entry).toMatchObject({ state: 'refused', reasons: [{ field: 'birthDate', code: 'AGE_MIN' }] });
  expect(entry?.reasons[0]).not.toHaveProperty('message');
  expect(entry?.key).toMatch(/^[0-9a-f-]{36}$/);
});

it.concurrent('a wrong row: its problems, and no entry', async () => {
  const life = await lifeOf(5);
  expect(life.kind).toBe('invalid');
  expect(life.problems).toContainEqual({ code: 'NIK_LENGTH', field: 'nik', severity: 'error' });
  expect(life).not.toHaveProperty('entry');
});

it.concurrent('a repeated row: the row that speaks for it, and what became of that', async () => {
  const [first, again] = [await lifeOf(4), await lifeOf(6)];
  expect(again).toMatchObject({ kind: 'repeated', entry: { owner: { file: 'peserta.csv', sheet: '', line: 4 } } });
  expect(again.entry?.key).toBe(first.entry?.key);
  expect(again.problems.map(({ code }) => code)).toContain('DUP_EVENT');
});

it.concurrent('two rows in conflict: both held, each with its reason', async () => {
  for (const line of [7, 8]) {
    const life = await lifeOf(line);
    expect(life.entry).toMatchObject({ state: 'held', batches: [] });
    expect(life.problems.map(({ code, severity }) => [code, severity])).toContainEqual(['DUP_DIFF', 'hold']);
  }
});

it.concurrent('a row that holds no record, and one that nobody has read', async () => {
  expect(await lifeOf(9)).toMatchObject({ kind: 'skipped', problems: [{ code: 'ROW_TOTAL', severity: 'warning' }] });
  const ended = await clerk.runs('explain', 'peserta.csv', '99', '--json');
  expect([ended.exitCode, events(ended.out).at(-1)?.['code']]).toEqual([2, 'ROW_UNKNOWN']);
});

it.concurrent('a lost answer and the question about it, in the order in which they came', async () => {
  const [life] = await livesOf('hilang.csv', 2);
  expect(life?.entry?.state).toBe('accepted');
  expect(life?.entry?.batches.map(({ attempts }) => attempts.map(({ answer }) => answer))).toEqual([
    ['reset', 'question'],
  ]);
});

it.concurrent('a record that went into a second batch keeps the first', async () => {
  const lives = await Promise.all([2, 3, 4, 5].map((line) => livesOf('besar.csv', line)));
  const answers = lives.map(([life]) =>
    life?.entry?.batches.map(({ attempts }) => attempts.map(({ answer }) => answer)),
  );
  // It goes once more under its old key, and in halves only when the server was asked and does not have it.
  expect(answers).toContainEqual([['split', 'split', 'question'], ['reply']]);
});

it.concurrent('a row of a wide sheet: one life for each dose, and each with a key of its own', async () => {
  const lives = await livesOf('lebar.csv', 2);
  expect(lives.map(({ dose, entry }) => [dose, entry?.state])).toEqual([
    [1, 'accepted'],
    [2, 'accepted'],
  ]);
  expect(new Set(lives.map(({ entry }) => entry?.key)).size).toBe(2);
});

it.concurrent('the same line of two sheets of a workbook: one life each', async () => {
  const lives = await livesOf('hari.xlsx', 5);
  expect(lives.map(({ sheet, line, entry }) => [sheet, line, entry?.state])).toEqual([
    ['Senin', 5, 'accepted'],
    ['Selasa', 5, 'accepted'],
  ]);
});

it.concurrent('a row that waits: its key is known before anything was sent', async () => {
  const [life] = await livesOf('besok.csv', 2);
  expect(life?.entry).toMatchObject({ state: 'pending', key: expect.stringMatching(/^[0-9a-f-]{36}$/), batches: [] });
});

it.concurrent('in words, in both languages, without a name or a sentence of the server', async () => {
  const english = await clerk.runs('explain', 'peserta.csv', '3', '--lang', 'en');
  expectDiscreet(english, rows);
  for (const word of ['peserta.csv, row 3', 'a record of its own', 'key ', 'batch ', "the server's reason: AGE_MIN"])
    expect(english.out).toContain(word);
  expect(english.out).not.toContain('too young');
  expect((await clerk.runs('explain', 'peserta.csv', '2', '--lang', 'id')).out).toMatch(
    /peringatan \(jenis kelamin\): Jenis kelamin kosong; diambil dari NIK\n.*kunci .*\n.*kiriman .*\n(.*\n)*.*bukti r-/,
  );
});

it.concurrent.each([
  [
    'en',
    ['failed: it hangs up (', 'the server was asked about it ('],
    ['too much for one request', 'the server answered ('],
  ],
  [
    'id',
    ['gagal: sambungan terputus (', 'ditanyakan ke server ('],
    ['terlalu besar untuk satu kiriman', 'server menjawab ('],
  ],
] as const)('the answers in words of %s', async (lang, lost, split) => {
  const said = async (file: string, line: number) =>
    (await clerk.runs('explain', file, String(line), '--lang', lang)).out.split('\n').join(' ');
  for (const word of lost) expect(await said('hilang.csv', 2)).toContain(word);
  const all = (await Promise.all([2, 3, 4, 5].map((line) => said('besar.csv', line)))).join(' ');
  for (const word of split) expect(all).toContain(word);
  expect(all).not.toMatch(/\b(?:reply|split|reset|question)\b/);
});

it('a ledger that an earlier version left is read, and only the keys it did not keep are unknown', async () => {
  unsign(clerk.path('.vax-upload/ledger.db'), clerk.path('.vax-upload/ledger.key'));
  rewriteAsFirstShape(clerk.path('.vax-upload/ledger.db'));
  const [accepted, waiting] = [await lifeOf(2), (await livesOf('besok.csv', 2))[0]];
  expect(accepted.entry).toMatchObject({ state: 'accepted', receipt: expect.stringMatching(/^r-/) });
  expect(accepted.entry).not.toHaveProperty('key');
  expect(waiting?.entry).toHaveProperty('key');
  expect((await clerk.runs('resume', '-q')).exitCode).toBe(3);
  expect((await livesOf('besok.csv', 2))[0]?.entry).toMatchObject({ state: 'accepted', key: waiting?.entry?.key });
});

/**
 * The same rows in the tables of the very first version. What it kept and later ones do not, frozen requests, is empty.
 */
function rewriteAsFirstShape(path: string): void {
  const old = new DatabaseSync(`${path}.old`);
  old.exec(`ATTACH '${path}' AS newer`);
  const { application_id: ours } = old.prepare('PRAGMA newer.application_id').get() ?? {};
  old.exec(`${STEPS[0]}; PRAGMA application_id = ${ours}; PRAGMA user_version = 1`);
  for (const { name: table } of old.prepare("SELECT name FROM main.sqlite_schema WHERE type = 'table'").all()) {
    const shared =
      "SELECT name FROM pragma_table_info(?1) WHERE name IN (SELECT name FROM pragma_table_info(?1, 'newer'))";
    const columns = old.prepare(shared).all(table as string);
    const list = columns.map(({ name }) => name).join(', ');
    old.exec(`INSERT INTO main.${table} (${list}) SELECT ${list} FROM newer.${table}`);
  }
  old.close();
  renameSync(`${path}.old`, path);
}
