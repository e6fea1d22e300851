/**
 * A folder in which clerks hand their sheets in, night after night: each sheet is taken once, found again where it
 * belongs, and nothing is lost or doubled, whatever else lies there.
 */
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { correctWorkbook } from '../support/clerk-workbook.ts';
import { type FakeServer, startFakeServer } from '../support/fake-server.ts';
import { Clerk, csv, errorLines, events, outcomesOf, people, person } from './clerk.ts';

const clerk = new Clerk();
clerk.env = { VAX_UPLOAD_DELIVERY_RETRY_FIRST: '50ms', VAX_UPLOAD_DELIVERY_DOUBTWAIT: '100ms' };
let server: FakeServer;
let inbox = '';
let nights = 0;

beforeEach(async () => {
  server = await startFakeServer();
  nights += 1;
  inbox = `masuk${nights}`;
  mkdirSync(clerk.path(inbox));
  return () => server.close();
});

const flags = (): string[] => ['--to', server.url, '--state', `buku${nights}/ledger.db`];
const night = (...more: readonly string[]) =>
  clerk.runs('import', `${inbox}/`, ...flags(), '--sort', '--json', ...more);
const drop = (name: string, bytes: string | Uint8Array): void => {
  mkdirSync(dirname(clerk.path(join(inbox, name))), { recursive: true });
  writeFileSync(clerk.path(join(inbox, name)), bytes);
};
/** Every file below the inbox, sorted. */
const lying = (): string[] =>
  readdirSync(clerk.path(inbox), { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name).slice(clerk.path(inbox).length + 1))
    .toSorted();
const resultsOf = (out: string): Record<string, unknown>[] =>
  events(out).filter(({ event }) => event === 'file-result');
const doubled = () => [...server.effects.values()].filter(({ count }) => count !== 1);
const WRONG = csv([person(1), person(2, { nik: '332401' })]);
/** The name of a correction sheet that was written today. */
const correctionOf = (stem: string): RegExp => new RegExp(`^to-correct/perbaikan-${stem}-\\d{4}-\\d\\d-\\d\\d\\.xlsx$`);

function correct(path: string, nik: string): Promise<void> {
  return correctWorkbook(path, (book) => {
    const sheet = book.worksheets.at(-1);
    const header = sheet?.getRow(1).values as string[];
    const column = header.findIndex((cell) => String(cell) === 'NIK');
    if (sheet) sheet.getRow(2).getCell(column).value = nik;
  });
}

describe('a night', () => {
  it('takes every new sheet, passes over the rest with a word, and nothing hangs', async () => {
    drop('boja.csv', csv(people(3)));
    drop('Kaliwungu/kali.csv', csv(people(2, 10)));
    drop('Kaliwungu/lama/sub.csv', csv(people(2, 20)));
    drop('~$boja.csv', 'x');
    drop('Thumbs.db', 'x');
    drop('foto.csv', '%PDF-1.7 1 0 obj');
    drop('kosong.xlsx', '');
    drop('unduhan.xlsx.part', csv(people(1, 30)));
    execFileSync('mkfifo', [clerk.path(join(inbox, 'pipa.csv'))]);
    symlinkSync('/etc/passwd', clerk.path(join(inbox, 'tautan.csv')));
    const { exitCode, out, err } = await night();
    expect(exitCode, err).toBe(0);
    expect(outcomesOf(out)).toEqual({ accepted: 5 });
    const looked = events(out).find(({ event }) => event === 'looked');
    expect(looked).toMatchObject({ folder: inbox, fresh: 2, known: 0 });
    expect(
      ((looked?.['passed'] ?? []) as { file: string; why: string; type?: string }[])
        .map(({ file, ...why }) => [file.slice(inbox.length + 1), why])
        .toSorted(),
    ).toEqual(
      [
        ['Kaliwungu/lama', { why: 'deeper' }],
        ['Thumbs.db', { why: 'system' }],
        ['foto.csv', { why: 'no-sheet', type: 'PDF' }],
        ['kosong.xlsx', { why: 'empty' }],
        ['pipa.csv', { why: 'special' }],
        ['tautan.csv', { why: 'link' }],
        ['unduhan.xlsx.part', { why: 'temporary' }],
        ['~$boja.csv', { why: 'lock' }],
      ].toSorted(),
    );
    // Open in Excel, by its lock: read, and not moved under the hands of the clerk.
    expect(
      resultsOf(out)
        .toSorted((a, b) => Number(a['rows']) - Number(b['rows']))
        .toReversed(),
    ).toEqual([
      expect.objectContaining({ file: `${inbox}/boja.csv`, became: 'done', rows: 3, open: true }),
      expect.objectContaining({
        file: `${inbox}/Kaliwungu/kali.csv`,
        became: 'done',
        rows: 2,
        to: clerk.path(join(inbox, 'Kaliwungu/done/kali.csv')),
      }),
    ]);
    rmSync(clerk.path(join(inbox, '~$boja.csv')));
    const submissions = server.requests.length;
    const next = await night();
    expect([next.exitCode, outcomesOf(next.out)]).toEqual([0, {}]);
    expect(server.requests).toHaveLength(submissions);
    expect(lying()).toEqual(
      [
        'Kaliwungu/done/kali.csv',
        'Kaliwungu/lama/sub.csv',
        'Thumbs.db',
        'done/boja.csv',
        'foto.csv',
        'kosong.xlsx',
        'pipa.csv',
        'tautan.csv',
        'unduhan.xlsx.part',
      ].toSorted(),
    );
  });

  it('leaves sheets where they are without --sort, and reads none of them twice', async () => {
    drop('boja.csv', csv(people(3)));
    drop('salinan.csv', csv(people(3)));
    const first = await clerk.runs('import', inbox, ...flags(), '--json');
    expect([first.exitCode, outcomesOf(first.out)]).toEqual([0, { accepted: 3 }]);
    const second = await clerk.runs('import', inbox, ...flags(), '--json');
    expect([second.exitCode, outcomesOf(second.out)]).toEqual([0, {}]);
    expect(events(second.out)[0]).toMatchObject({ event: 'looked', fresh: 0, known: 2 });
    expect(lying()).toEqual(['boja.csv', 'salinan.csv']);
  });

  it('closes the circle: what was corrected and put into the inbox ends in done, with all that belongs to it', async () => {
    drop('boja.csv', WRONG);
    const first = await night();
    expect([first.exitCode, outcomesOf(first.out)], first.err).toEqual([3, { accepted: 1, invalid: 1 }]);
    const [original, sheet = ''] = lying();
    expect(original).toBe('to-correct/boja.csv');
    expect(sheet).toMatch(correctionOf('boja'));
    // Its rows are known where it lies now, by its bytes.
    const moved = clerk.path(join(inbox, 'to-correct/boja.csv'));
    const explained = await clerk.runs('explain', moved, '3', '--state', `buku${nights}/ledger.db`, '--json');
    expect([explained.exitCode, explained.out], explained.err).toEqual([0, expect.stringContaining('NIK_LENGTH')]);
    // Nothing was corrected yet: it stays, and the night says so.
    const second = await night();
    expect(second.exitCode).toBe(3);
    expect(events(second.out)).toContainEqual({ event: 'to-correct', folder: `${inbox}/to-correct`, files: 1 });
    expect(lying()).toEqual([original, sheet]);
    // Corrected where it lies: said, and not taken.
    await correct(clerk.path(join(inbox, sheet)), person(2).nik);
    const third = await night();
    expect(events(third.out).find(({ event, fresh }) => event === 'looked' && fresh === 0)).toBeDefined();
    expect(third.out).toContain('"why":"handed-out"');
    expect(server.effects.size).toBe(1);
    renameSync(clerk.path(join(inbox, sheet)), clerk.path(join(inbox, 'perbaikan-boja-2021-10-05.xlsx')));
    const fourth = await night();
    expect([fourth.exitCode, outcomesOf(fourth.out)], fourth.err).toEqual([0, { accepted: 1 }]);
    expect(lying()).toEqual(['done/boja.csv', 'done/perbaikan-boja-2021-10-05.xlsx']);
    expect(server.effects.size).toBe(2);
    expect(doubled()).toEqual([]);
  });

  it('keeps a sheet in the inbox while the server owes a word, and moves it when nothing new is read', async () => {
    drop('boja.csv', WRONG);
    await server.down();
    const away = ['--max-duration', '1s'];
    const first = await night(...away);
    expect([first.exitCode, outcomesOf(first.out)]).toEqual([10, { waiting: 1, invalid: 1 }]);
    expect(resultsOf(first.out)).toMatchObject([{ became: 'waiting' }]);
    // The row to correct can be corrected meanwhile.
    const [stays, sheet = ''] = lying();
    expect(stays).toBe('boja.csv');
    expect(sheet).toMatch(correctionOf('boja'));
    await server.up();
    const second = await night();
    expect(second.exitCode, second.err).toBe(3);
    expect(lying()).toEqual(['to-correct/boja.csv', sheet]);
    expect(resultsOf(second.out)).toMatchObject([{ file: `${inbox}/boja.csv`, became: 'needs-person', rows: 2 }]);
  });

  it('never writes over a sheet of the same name', async () => {
    drop('boja.csv', csv(people(2)));
    await night();
    drop('boja.csv', csv(people(3)));
    await night();
    drop('boja.csv', csv(people(4)));
    const { out } = await night();
    expect(outcomesOf(out)).toEqual({ accepted: 1, 'already-there': 3 });
    expect(lying()).toEqual(['done/boja-2.csv', 'done/boja-3.csv', 'done/boja.csv']);
    expect(readFileSync(clerk.path(join(inbox, 'done/boja.csv')), 'utf8')).toBe(csv(people(2)));
  });

  it('puts a sheet that cannot be read to the others, with a word for whoever has no terminal', async () => {
    drop('boja.csv', 'a,b\n1,2\n');
    const { exitCode, out } = await night('--lang', 'id');
    expect(exitCode).toBe(65);
    expect(resultsOf(out)).toMatchObject([{ became: 'refused', code: 'HEADER_NONE' }]);
    expect(lying()).toEqual(['to-correct/boja.csv', 'to-correct/boja.csv.vax-upload.txt']);
    const note = readFileSync(clerk.path(join(inbox, 'to-correct/boja.csv.vax-upload.txt')), 'utf8');
    expect(note).toContain('boja.csv tidak dapat dibaca');
    expect(note).toContain('[HEADER_NONE]');
    expect((await night()).exitCode).toBe(3);
    rmSync(clerk.path(join(inbox, 'to-correct/boja.csv')));
    drop('boja.csv', csv(people(2)));
    expect((await night()).exitCode).toBe(0);
    expect(lying()).toEqual(['done/boja.csv', 'done/boja.csv.vax-upload.txt']);
  });

  it('says of a sheet that was refused and lies there unchanged that it still is, and does not read it', async () => {
    drop('boja.csv', 'a,b\n1,2\n');
    const unsorted = () => clerk.runs('import', inbox, ...flags(), '--json');
    expect((await unsorted()).exitCode).toBe(65);
    const again = await unsorted();
    expect(again.exitCode).toBe(65);
    expect(resultsOf(again.out)).toEqual([
      { event: 'file-result', file: `${inbox}/boja.csv`, became: 'refused', code: 'HEADER_NONE', before: true },
    ]);
    expect(errorLines(again.err)).toEqual([]);
    const said = await clerk.runs('import', inbox, ...flags(), '--lang', 'en');
    expect(said.out).toContain('still refused, not changed since [HEADER_NONE]');
    // Read in another way it is another matter.
    const mapped = await clerk.runs('import', inbox, ...flags(), '--json', '--map', 'a=nik', '--map', 'b=name');
    expect(resultsOf(mapped.out)[0]).not.toHaveProperty('before');
  });

  it('leaves a sheet whose headings a person has to name where it is', async () => {
    drop('boja.csv', csv(people(2)).replace('NIK', 'NIK Pesrta'));
    expect((await night()).exitCode).toBe(65);
    expect(lying()).toEqual(['boja.csv']);
    const { exitCode } = await night('--map', 'NIK Pesrta=nik');
    expect(exitCode).toBe(0);
    expect(lying()).toEqual(['done/boja.csv']);
  });

  it('leaves what is still being copied, and takes it when it is whole', async () => {
    const whole = readFileSync(new URL('../../fixtures/perlu-perbaikan.xlsx', import.meta.url));
    drop('boja.xlsx', whole.subarray(0, 6_000));
    drop('kali.csv', csv(people(3)).slice(0, -20));
    const first = await night();
    expect(first.exitCode, first.err).toBe(0);
    expect(first.out.match(/"why":"copying"/g)).toHaveLength(2);
    expect(lying()).toEqual(['boja.xlsx', 'kali.csv']);
    drop('boja.xlsx', whole);
    drop('kali.csv', csv(people(3)));
    const second = await night();
    expect(events(second.out)[0]).toMatchObject({ event: 'looked', fresh: 2, passed: [] });
  });

  it('reads what looks unfinished and has rested since an earlier night', async () => {
    drop('boja.csv', csv(people(2)).trimEnd());
    const yesterday = Date.now() / 1_000 - 86_400;
    utimesSync(clerk.path(join(inbox, 'boja.csv')), yesterday, yesterday);
    expect(outcomesOf((await night()).out)).toEqual({ accepted: 2 });
  });

  it('leaves half a sheet in which rsync was cut off, and takes one that is said to be of tomorrow', async () => {
    drop('boja.csv', csv(people(3)).slice(0, -20));
    utimesSync(clerk.path(join(inbox, 'boja.csv')), 0, 0);
    drop('kali.csv', csv([person(7)]));
    const tomorrow = Date.now() / 1_000 + 86_400;
    utimesSync(clerk.path(join(inbox, 'kali.csv')), tomorrow, tomorrow);
    const first = await night();
    expect([first.exitCode, outcomesOf(first.out)], first.err).toEqual([0, { accepted: 1 }]);
    expect(lying()).toEqual(['boja.csv', 'done/kali.csv']);
    drop('boja.csv', csv(people(3)));
    expect(outcomesOf((await night()).out)).toEqual({ accepted: 3 });
    expect(lying()).toEqual(['done/boja.csv', 'done/kali.csv']);
  });

  it('a lock that a program which died has left behind holds no corrected sheet up', async () => {
    drop('boja.csv', WRONG);
    await night();
    drop('to-correct/~$boja.csv', 'Sri');
    const dismissed = await clerk.runs('dismiss', clerk.path(join(inbox, 'to-correct/boja.csv')), '3', ...flags());
    expect(dismissed.exitCode, dismissed.err).toBe(0);
    await night();
    expect(lying()).toContain('to-correct/boja.csv');
    const long = Date.now() / 1_000 - 3 * 86_400;
    utimesSync(clerk.path(join(inbox, 'to-correct/~$boja.csv')), long, long);
    await night();
    expect(lying()).toContain('done/boja.csv');
    expect(lying().filter((name) => name.startsWith('to-correct/perbaikan'))).toEqual([]);
  });

  it('takes a sheet whose name is long, has a line break, an accent in two parts or a picture', async () => {
    const names = ['boja\nakhir.csv', 'Jose\u0301 💉.csv', `${'panjang'.repeat(34)}é.csv`];
    for (const [at, name] of names.entries()) drop(name, csv([person(at), person(50 + at, { nik: '332401' })]));
    const { exitCode, out, err } = await night();
    expect([exitCode, outcomesOf(out)], err).toEqual([3, { accepted: 3, invalid: 3 }]);
    expect(lying().filter((name) => name.startsWith('to-correct/'))).toHaveLength(6);
    expect(
      out
        .split('\n')
        .filter((line) => line !== '')
        .every((line) => line.startsWith('{')),
    ).toBe(true);
  });

  it('takes a sheet once from two runs at once; the second ends with 11, or finds it done', async () => {
    drop('boja.csv', csv(people(3)));
    const ended = await Promise.all([night(), night()]);
    expect(ended.map(({ exitCode }) => exitCode).toSorted()).toSatisfy((codes: number[]) =>
      [
        [0, 0],
        [0, 11],
      ].some((each) => each.every((code, at) => code === codes[at])),
    );
    expect(server.effects.size).toBe(3);
    expect(doubled()).toEqual([]);
    expect(lying()).toEqual(['done/boja.csv']);
  });

  it('says in two lines what it may not move, and sends its rows all the same', async () => {
    drop('boja.csv', csv(people(2)));
    drop('done', 'a file in the way');
    const { exitCode, err } = await night('--lang', 'en');
    expect(exitCode).toBe(74);
    expect(errorLines(err)[0]).toContain('[INBOX_STUCK]');
    expect(server.effects.size).toBe(2);
    expect(lying()).toContain('boja.csv');
  });

  it('goes on with the others where one may not be read', async () => {
    if (process.getuid?.() === 0) return;
    drop('boja.csv', csv(people(2)));
    drop('rahasia.csv', csv(people(2, 5)));
    chmodSync(clerk.path(join(inbox, 'rahasia.csv')), 0);
    const { exitCode, out } = await night();
    expect([exitCode, outcomesOf(out)]).toEqual([65, { accepted: 2 }]);
    expect(resultsOf(out)).toMatchObject([{ became: 'done' }, { became: 'refused', code: 'FILE_UNREADABLE' }]);
    expect(lying()).toEqual(['done/boja.csv', 'rahasia.csv']);
  });
});

describe('killed at any moment', () => {
  it('loses and doubles nothing, and the next night tidies up', { timeout: 180_000 }, async () => {
    for (let n = 0; n < 6; n++) drop(`lembar${n}.csv`, csv(people(40, n * 40)));
    drop('boja.csv', csv([person(900, { nik: '332401' })]));
    for (const after of [1_300, 1_600, 1_700, 1_900, 2_200]) {
      const run = clerk.starts('import', inbox, ...flags(), '--sort', '--json');
      await new Promise((resolve) => setTimeout(resolve, after));
      run.child.kill('SIGKILL');
      await run.ended();
    }
    let ended = await night();
    for (let n = 0; n < 3 && ended.exitCode !== 3; n++) ended = await night();
    expect(ended.exitCode, ended.err).toBe(3);
    expect(server.effects.size).toBe(240);
    expect(doubled()).toEqual([]);
    expect(lying().filter((name) => name.startsWith('done/'))).toEqual(
      Array.from({ length: 6 }, (_, n) => `done/lembar${n}.csv`),
    );
    expect(lying().filter((name) => !name.startsWith('done/'))).toEqual([
      'to-correct/boja.csv',
      expect.stringMatching(correctionOf('boja')),
    ]);
  });
});

describe('the inbox of the configuration', () => {
  const configured = (folder: string) => {
    mkdirSync(clerk.path(`dinas${nights}`));
    return clerk.write(
      `dinas${nights}/vax-upload.yaml`,
      [
        `target: { type: json, url: "${server.url}" }`,
        `inbox: { folder: ${folder}, sort: true, done: selesai, toCorrect: perlu-diperbaiki }`,
        '',
      ].join('\n'),
    );
  };

  it('is what `import` without a file takes, sorted into folders with names of its own', async () => {
    const config = configured(`../${inbox}`);
    drop('boja.csv', csv(people(2)));
    drop('kali.csv', WRONG.replaceAll('3324010', '3324011'));
    const { exitCode, err } = await clerk.runs('import', '--config', config, '--json');
    expect(exitCode, err).toBe(3);
    expect(lying().map((name) => dirname(name))).toEqual(['perlu-diperbaiki', 'perlu-diperbaiki', 'selesai']);
  });

  it('is away: said in two lines, and what waits in the ledger goes out', async () => {
    const config = configured('./tidak-ada');
    clerk.write('waiting.csv', csv(people(2)));
    await clerk.runs('import', 'waiting.csv', '--config', config, '--take-in-only');
    const { exitCode, err } = await clerk.runs('import', '--config', config, '--lang', 'en');
    expect(exitCode).toBe(74);
    expect(errorLines(err)[0]).toContain('[INBOX_AWAY]');
    expect(server.effects.size).toBe(2);
  });

  it('is not there: two lines, and the same for --sort of a sheet', async () => {
    const none = await clerk.runs('import', '--to', server.url, '--lang', 'id');
    expect([none.exitCode, errorLines(none.err)[0]]).toEqual([2, expect.stringContaining('[INBOX_NONE]')]);
    clerk.write('boja.csv', csv(people(2)));
    const sorted = await clerk.runs('import', 'boja.csv', ...flags(), '--sort', '--lang', 'en');
    expect([sorted.exitCode, errorLines(sorted.err)[0]]).toEqual([2, expect.stringContaining('[INBOX_SORT]')]);
    expect(server.requests).toEqual([]);
  });
});

describe('the end of an import of several files', () => {
  it('has a line a file, the refused ones last', async () => {
    const names = ['a.csv', 'b.csv', 'c.csv'].map((name) => `${inbox}/${name}`);
    drop('a.csv', 'x,y\n1,2\n');
    drop('b.csv', WRONG);
    drop('c.csv', csv(people(3, 20)));
    const { out } = await clerk.runs('import', ...names, ...flags(), '--lang', 'en');
    const lines = out.split('\n').filter((line) => /^ {2}[abc]\.csv/.test(line));
    expect(lines).toEqual([
      '  c.csv  3 rows  done',
      '  b.csv  2 rows  1 to correct',
      '  a.csv          refused [HEADER_NONE]',
    ]);
  });

  it('names of many only those that need somebody, and fits a screen', async () => {
    for (let n = 0; n < 40; n++) drop(`l${n}.csv`, csv([person(n)]));
    drop('salah.csv', csv([person(200, { nik: '332401' })]));
    const { out } = await clerk.runs('import', inbox, ...flags(), '--lang', 'en');
    expect(out).toContain('  32 other files: 32 done');
    expect(out).toContain('salah.csv');
    expect(out.trimEnd().split('\n').length).toBeLessThanOrEqual(30);
  });
});

it('a correction sheet of a sheet that somebody else has handed in can be opened by her group', async () => {
  if (process.getuid?.() !== 0) return;
  drop('boja.csv', WRONG);
  execFileSync('chown', ['65534:65534', clerk.path(join(inbox, 'boja.csv'))]);
  chmodSync(clerk.path(join(inbox, 'boja.csv')), 0o664);
  await night();
  const sheet = lying().find((name) => correctionOf('boja').test(name)) ?? '';
  const { mode, gid } = statSync(clerk.path(join(inbox, sheet)));
  expect([mode & 0o777, gid]).toEqual([0o660, 65_534]);
  cpSync(clerk.path(join(inbox, sheet)), clerk.path('kept.xlsx'));
});
