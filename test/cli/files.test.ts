/**
 * Uploads by hand, as a clerk has them: sheet in, files in a folder, and `confirm` with whatever the server's people
 * send back. The built program, killed where it hurts, with exact counts at the end.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { run } from '../support/program.ts';
import { Clerk, csv, errorLines, expectDiscreet, PROGRAM, people, summaryOf } from './clerk.ts';

const rows = people(30);

function clerkWith(files = '', maxBatch = 10): Clerk {
  const clerk = new Clerk();
  mkdirSync(clerk.path('keluar'));
  clerk.write(
    'vax-upload.yaml',
    `target: { type: files, maxBatch: ${maxBatch}, files: { folder: ./keluar${files} } }\n`,
  );
  clerk.write('senin.csv', csv(rows));
  return clerk;
}

function mayMount(): boolean {
  return spawnSync('unshare', ['-rm', 'mount', '-t', 'tmpfs', 'none', tmpdir()]).status === 0;
}

interface Manifest {
  readonly batch: string;
  readonly records: number;
  readonly files: readonly { readonly name: string; readonly bytes: number; readonly sha256: string }[];
}

/** What lies in the folder: each manifest with its file, whose digest is as it says, and nothing besides. */
function filed(clerk: Clerk, folder = 'keluar') {
  const at = (name: string): string => join(clerk.path(folder), name);
  const names = readdirSync(clerk.path(folder));
  const manifests = names
    .filter((name) => name.endsWith('.manifest.json'))
    .map((name) => JSON.parse(readFileSync(at(name), 'utf8')) as Manifest);
  const expected = manifests.flatMap(({ batch, files }) => [
    `${batch}.manifest.json`,
    ...files.map(({ name }) => name),
  ]);
  expect(names.toSorted()).toEqual(expected.toSorted());
  return manifests.map(({ batch, records, files }) => {
    const [file] = files;
    if (!file) throw new Error('a manifest without a file');
    const bytes = readFileSync(at(file.name));
    expect([bytes.length, createHash('sha256').update(bytes).digest('hex')]).toEqual([file.bytes, file.sha256]);
    const cells = parse(bytes, { bom: true, columns: true }) as Record<string, string>[];
    expect(cells).toHaveLength(records);
    return { batch, path: join(folder, file.name), cells };
  });
}

const niksIn = (batches: ReturnType<typeof filed>): string[] =>
  batches.flatMap(({ cells }) => cells.map(({ nik }) => nik ?? '')).toSorted();
const niksOf = (some: readonly { nik: string }[]): string[] => some.map(({ nik }) => nik).toSorted();
const said = (out: string): unknown => JSON.parse(out.trim().split('\n').at(-1) ?? '');

describe('an import', () => {
  it('writes every record into one file, says that they wait for a word (exit 3), and shows nobody', async () => {
    const clerk = clerkWith();
    const ended = await clerk.runs('import', 'senin.csv', '--json');
    expect([ended.exitCode, summaryOf(ended.out).outcomes]).toMatchObject([
      3,
      { 'in-doubt': 30, accepted: 0, waiting: 0 },
    ]);
    expect(summaryOf(ended.out)).toMatchObject({ handedOver: { entries: 30, batches: 3 }, backlog: 0 });
    const batches = filed(clerk);
    expect([batches.length, niksIn(batches)]).toEqual([3, niksOf(rows)]);
    expectDiscreet(ended, rows);
  });

  it.each([
    ['en', 'handed over', 'vax-upload confirm --all'],
    ['id', 'diserahkan', 'vax-upload confirm --all'],
  ])('tells a clerk what to do next (%s)', async (lang, label, next) => {
    const clerk = clerkWith();
    const { out } = await clerk.runs('import', 'senin.csv', '--lang', lang);
    expect(out).toMatch(new RegExp(`${label} +30 `));
    expect(out.replaceAll(/\s+/g, ' ')).toContain(next);
    const status = await clerk.runs('status', '--lang', lang);
    expect(status.out).toMatch(new RegExp(`${label} +30\\n`));
  });

  it('again, and resume under cron, write nothing more, however often', async () => {
    const clerk = clerkWith();
    await clerk.runs('import', 'senin.csv');
    const before = readdirSync(clerk.path('keluar')).toSorted();
    for (const args of [['import', 'senin.csv'], ['resume'], ['resume']])
      expect((await clerk.runs(...args)).exitCode).toBe(3);
    expect(readdirSync(clerk.path('keluar')).toSorted()).toEqual(before);
  });

  it('a second dose goes into a later file while the first waits for a word', async () => {
    const clerk = clerkWith();
    await clerk.runs('import', 'senin.csv');
    clerk.write('november.csv', csv(rows).replaceAll(',1,04/10/2021,', ',2,04/11/2021,'));
    const ended = await clerk.runs('import', 'november.csv', '--json');
    expect([ended.exitCode, summaryOf(ended.out).outcomes]).toMatchObject([3, { 'in-doubt': 30, waiting: 0 }]);
    expect(niksIn(filed(clerk))).toEqual(niksOf([...rows, ...rows]));
  });

  it('in the columns and words of a template; one that is wrong is told with its line', async () => {
    const clerk = clerkWith(', template: ./bentuk.yaml');
    clerk.write(
      'bentuk.yaml',
      'date: dd/mm/yyyy\ncolumns:\n  ID: key\n  nik: nik\n  Tgl: date\n  Vaksin: { field: vaccine, words: { coronavac: SINOVAC } }\n',
    );
    expect((await clerk.runs('import', 'senin.csv')).exitCode).toBe(3);
    const [first] = filed(clerk);
    expect(Object.keys(first?.cells[0] ?? {})).toEqual(['ID', 'nik', 'Tgl', 'Vaksin']);
    expect(first?.cells[0]).toMatchObject({ Tgl: '04/10/2021', Vaksin: 'SINOVAC' });
    clerk.write('bentuk.yaml', 'columns:\n  NIK: nikk\n');
    const wrong = await clerk.runs('import', 'senin.csv');
    expect([wrong.exitCode, errorLines(wrong.err)[0]]).toEqual([
      2,
      expect.stringMatching(/columns\.NIK.*2.*\[CONFIG_VALUE\]/),
    ]);
  });

  it('--dry-run shows the file without names, and doctor whether it could be written', async () => {
    const clerk = clerkWith();
    const shown = await clerk.runs('import', 'senin.csv', '--dry-run', '--lang', 'en');
    expect([shown.exitCode, shown.out]).toEqual([0, expect.stringContaining('‹nik›')]);
    expectDiscreet(shown, rows);
    expect((await clerk.runs('doctor')).exitCode).toBe(0);
    rmSync(clerk.path('keluar'), { recursive: true });
    expect((await clerk.runs('doctor')).exitCode).not.toBe(0);
    expect(existsSync(clerk.path('keluar'))).toBe(false);
  });
});

describe('confirm', () => {
  it('cannot be asked what it has: reconcile says so, and --repair makes nothing wait again', async () => {
    const clerk = clerkWith();
    await clerk.runs('import', 'senin.csv');
    await clerk.runs('confirm', '--all');
    for (const more of [[], ['--repair']]) {
      const ended = await clerk.runs('reconcile', 'senin.csv', ...more);
      expect([ended.exitCode, errorLines(ended.err)[0]]).toEqual([2, expect.stringContaining('[SERVER_NO_QUESTION]')]);
    }
    expect(JSON.parse((await clerk.runs('status', '--json')).out)).toMatchObject({
      entries: { accepted: 30, pending: 0 },
    });
  });

  it('says what waits, and nothing where nothing does', async () => {
    const clerk = clerkWith();
    await clerk.runs('import', 'senin.csv');
    const listed = await clerk.runs('confirm', '--json');
    const lines = listed.out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect([listed.exitCode, lines.map(({ batch, records }) => [batch, records]).toSorted()]).toEqual([
      3,
      filed(clerk)
        .map(({ batch, cells }) => [batch, cells.length])
        .toSorted(),
    ]);
    const all = await clerk.runs('confirm', '--all', '--json');
    expect([all.exitCode, said(all.out)]).toEqual([
      0,
      { event: 'confirmed', accepted: 30, refused: 0, lost: 0, unknown: 0, open: 0 },
    ]);
    expect([(await clerk.runs('confirm')).exitCode, (await clerk.runs('resume')).exitCode]).toEqual([0, 0]);
  });

  it('takes a file, a manifest and a batch id, each once', async () => {
    const clerk = clerkWith();
    await clerk.runs('import', 'senin.csv');
    const [a, b, c] = filed(clerk);
    const named = [a?.path ?? '', join('keluar', `${b?.batch}.manifest.json`), c?.batch ?? ''];
    for (const [index, name] of named.entries()) {
      const ended = await clerk.runs('confirm', name, '--json');
      expect([ended.exitCode, said(ended.out)]).toMatchObject([
        index < 2 ? 3 : 0,
        { accepted: 10, open: 20 - 10 * index },
      ]);
      const again = await clerk.runs('confirm', name);
      expect([again.exitCode, errorLines(again.err)[0]]).toEqual([2, expect.stringContaining('[CONFIRM_UNKNOWN]')]);
    }
    const explained = await clerk.runs('explain', 'senin.csv', '2', '--lang', 'en');
    expect(explained.out).toMatch(
      /written to a file, for a person to hand over[\s\S]*a person has said what became of it/,
    );
  });

  it('reads an answer row by row: refused rows are in the correction sheet, the rest waits, strangers are counted', async () => {
    const clerk = clerkWith();
    await clerk.runs('import', 'senin.csv');
    const [a] = filed(clerk);
    const keys = a?.cells.map(({ key }) => key ?? '') ?? [];
    const answered = keys
      .slice(0, 8)
      .map((key, index) => `${key};${index < 6 ? 'Berhasil' : 'Ditolak'};S-${index};NIK tidak dikenal`);
    clerk.write(
      'jawaban.csv',
      ['key;Status;Bukti;Alasan', ...answered, `${crypto.randomUUID()};OK;;`, `${keys[8]};Diproses;;`].join('\n'),
    );
    const ended = await clerk.runs('confirm', 'jawaban.csv', '--json');
    expect([ended.exitCode, said(ended.out)]).toEqual([
      3,
      { event: 'confirmed', accepted: 6, refused: 2, lost: 0, unknown: 2, open: 22 },
    ]);
    expectDiscreet(ended, rows);
    expect(ended.out + ended.err).not.toContain('NIK tidak dikenal');
    const again = await clerk.runs('confirm', 'jawaban.csv', '--json');
    expect(said(again.out)).toMatchObject({ accepted: 0, refused: 0, unknown: 10, open: 22 });
    expect((await clerk.runs('rejects', '-o', 'perbaikan.xlsx', '--lang', 'en')).out).toContain('2 rows to correct');
    const retried = await clerk.runs('retry', '--json');
    expect(summaryOf(retried.out)).toMatchObject({ handedOver: { entries: 24, batches: 4 } });
    const refused = a?.cells.slice(6, 8).map(({ nik }) => nik) ?? [];
    const [last] = filed(clerk).filter(({ cells }) => cells.length === 2);
    expect(last?.cells.map(({ nik }) => nik).toSorted()).toEqual(refused.toSorted());
  });

  it('what names a batch and says more is an answer, not the batch', async () => {
    const clerk = clerkWith();
    await clerk.runs('import', 'senin.csv');
    const [a] = filed(clerk);
    const ack = `${a?.batch}_BusAck_20261129.csv`;
    clerk.write(
      ack,
      `LOCAL_ID|HEADER_RESPONSE_CODE|IMMS_ID|OPERATION_OUTCOME\n${a?.cells[0]?.['key']}^x|Fatal Error||no\n`,
    );
    const ended = await clerk.runs('confirm', ack, '--json');
    expect(said(ended.out)).toMatchObject({ accepted: 0, refused: 1, open: 29 });
  });

  it('--lost: the rows wait again and go into a new file; not while the old one could still be uploaded', async () => {
    const clerk = clerkWith();
    await clerk.runs('import', 'senin.csv');
    const [a] = filed(clerk);
    const there = await clerk.runs('confirm', '--lost', a?.path ?? '');
    expect([there.exitCode, errorLines(there.err)[0]]).toEqual([2, expect.stringContaining('[CONFIRM_THERE]')]);
    rmSync(clerk.path(a?.path ?? ''));
    rmSync(clerk.path(join('keluar', `${a?.batch}.manifest.json`)));
    const lost = await clerk.runs('confirm', '--lost', a?.path ?? '', '--json');
    expect([lost.exitCode, said(lost.out)]).toMatchObject([10, { lost: 10, open: 20 }]);
    expect((await clerk.runs('audit', '--lang', 'en')).out).toMatch(/said that batch \S+ never arrived: 10 in doubt/);
    expect((await clerk.runs('resume')).exitCode).toBe(3);
    const batches = filed(clerk);
    expect([batches.length, niksIn(batches), batches.some(({ batch }) => batch === a?.batch)]).toEqual([
      3,
      niksOf(rows),
      false,
    ]);
  });

  it.each([
    ['a file that is no answer', 'surat.txt', 65, 'ANSWER_COLUMNS'],
    ['what is not there', 'tiada.csv', 2, 'CONFIRM_UNKNOWN'],
  ])('%s changes nothing', async (_what, name, exitCode, code) => {
    const clerk = clerkWith();
    await clerk.runs('import', 'senin.csv');
    clerk.write('surat.txt', 'Kepada Yth.\nTerima kasih\n');
    const ended = await clerk.runs('confirm', filed(clerk)[0]?.path ?? '', name);
    expect([ended.exitCode, errorLines(ended.err)[0]]).toEqual([exitCode, expect.stringContaining(`[${code}]`)]);
    expect(JSON.parse((await clerk.runs('status', '--json')).out)).toMatchObject({ handedOver: 30 });
  });
});

describe('nothing is lost and nothing is there twice', () => {
  it('a stick that is not plugged in: exit 74 with two sentences; plugged in, it goes on', async () => {
    const clerk = clerkWith();
    renameSync(clerk.path('keluar'), clerk.path('saku'));
    const away = await clerk.runs('import', 'senin.csv', '--lang', 'en', '--json');
    expect([away.exitCode, errorLines(away.err)]).toEqual([
      74,
      [expect.stringContaining('[FOLDER_MISSING]'), expect.stringContaining('vax-upload resume')],
    ]);
    expectDiscreet(away, rows);
    renameSync(clerk.path('saku'), clerk.path('keluar'));
    expect((await clerk.runs('resume')).exitCode).toBe(3);
    expect(niksIn(filed(clerk))).toEqual(niksOf(rows));
  });

  // A disk of sixteen kilobytes is a mount of its own, which not every machine lets us have.
  it.skipIf(!mayMount())(
    'a disk that is full: exit 74; with room again, what was not handed over is written',
    async () => {
      const clerk = clerkWith();
      const small = 'mount -t tmpfs -o size=16k none keluar && exec "$0" "$@"';
      const args = ['-rm', 'sh', '-c', small, process.execPath, PROGRAM, 'import', 'senin.csv', '--json'];
      const full = await run('unshare', args, { cwd: clerk.folder, within: 60_000 });
      expect([full.exitCode, errorLines(full.err)[0]]).toEqual([74, expect.stringContaining('[DISK_FULL]')]);
      expectDiscreet(full, rows);
      // What was handed over there went away with that disk, as with a stick.
      const { handedOver } = summaryOf(full.out) as { handedOver?: { entries: number } };
      const gone = handedOver?.entries ?? 0;
      expect([gone > 0, gone < 30]).toEqual([true, true]);
      expect((await clerk.runs('resume')).exitCode).toBe(3);
      expect(niksIn(filed(clerk))).toHaveLength(30 - gone);
      const said = await clerk.runs('status', '--json');
      expect(JSON.parse(said.out)).toMatchObject({ handedOver: 30, entries: { pending: 0, sending: 0 } });
    },
  );

  it('killed again and again while it writes, and once more: each record is in one file', {
    timeout: 120_000,
  }, async () => {
    const many = people(3_000);
    const clerk = clerkWith('', 60);
    clerk.write('senin.csv', csv(many));
    const count = (): number => readdirSync(clerk.path('keluar')).length;
    let kills = 0;
    for (let before = -1; kills < 12; kills += 1) {
      const run = clerk.starts(kills === 0 ? 'import' : 'resume', ...(kills === 0 ? ['senin.csv'] : []));
      const ended = run.ended();
      let over = false;
      void ended.then(() => {
        over = true;
      });
      before = count();
      // One, two, three … names later: between a file and its manifest, between a manifest and the ledger.
      while (!over && count() < before + 1 + kills) await new Promise((resolve) => setTimeout(resolve, 1));
      run.child.kill('SIGKILL');
      await ended;
      if (over && count() === before) break;
    }
    expect(kills).toBeGreaterThan(5);
    const ended = await clerk.runs('resume', '--json');
    expect([ended.exitCode, summaryOf(ended.out)]).toMatchObject([
      3,
      { handedOver: { entries: 3_000, batches: 50 }, backlog: 0 },
    ]);
    const batches = filed(clerk);
    expect([batches.length, niksIn(batches)]).toEqual([50, niksOf(many)]);
  });
});
