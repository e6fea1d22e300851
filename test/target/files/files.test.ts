/** The target whose server is a folder: what lies there after a batch, after the same batch again, and after a kill. */
import { createHash, randomUUID } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { crc32 } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { type Entry, fromBufferPromise } from 'yauzl';
import { decodeBatch } from '../../../src/target/batch-bytes.ts';
import { type FilesOptions, filesTarget } from '../../../src/target/files/files.ts';
import { PLAIN } from '../../../src/target/files/template.ts';
import { asNobody } from '../../support/as-nobody.ts';
import { hasCalc, saveWithCalc } from '../../support/calc.ts';
import { batchOf, inventedConsignments } from '../../support/consignments.ts';

let folder = '';
const folders: string[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vax-files-'));
  folders.push(folder);
});
afterAll(() => {
  for (const path of folders) rmSync(path, { recursive: true, force: true });
});

const ID = '0a6f2d0e-3f0b-4d43-9a43-52c7f6a0d001';
const OTHER = '0a6f2d0e-3f0b-4d43-9a43-52c7f6a0d000';
const never = new AbortController().signal;
const people = inventedConsignments(7);

function target(options: Partial<FilesOptions> = {}) {
  return filesTarget({ folder, format: 'csv', template: PLAIN, version: '1.2.3', maxBatch: 100, ...options });
}

const batch = (one = target(), id = ID) => batchOf(one, people, id);
const names = (): string[] => readdirSync(folder).toSorted();
const sha256 = (name: string): string =>
  createHash('sha256')
    .update(readFileSync(join(folder, name)))
    .digest('hex');

describe('a batch', () => {
  it('is a file and, after it, a manifest that tells its digest; every record is in doubt, and handed over', async () => {
    const answer = await target().send(batch(), never);
    expect(answer).toEqual({
      kind: 'reply',
      handedOver: 'to-person',
      verdicts: new Map(people.map(({ key }) => [key, { kind: 'in-doubt' }])),
    });
    expect(names()).toEqual([`${ID}.csv`, `${ID}.manifest.json`]);
    expect(JSON.parse(readFileSync(join(folder, `${ID}.manifest.json`), 'utf8'))).toEqual({
      manifest: 1,
      program: 'vax-upload 1.2.3',
      batch: ID,
      records: 7,
      digest: createHash('sha256').update(batch().bytes).digest('hex'),
      files: [{ name: `${ID}.csv`, bytes: statSync(join(folder, `${ID}.csv`)).size, sha256: sha256(`${ID}.csv`) }],
    });
    for (const name of names()) expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600);
  });

  it.each(['csv', 'xlsx', 'fhir'] as const)('again is the same file: nothing is touched (%s)', async (format) => {
    await target({ format }).send(batch(), never);
    const before = names().map((name) => [name, sha256(name), statSync(join(folder, name)).mtimeMs]);
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    expect(await target({ format }).send(batch(), never)).toMatchObject({ kind: 'reply', handedOver: 'to-person' });
    expect(names().map((name) => [name, sha256(name), statSync(join(folder, name)).mtimeMs])).toEqual(before);
  });

  it.each(['csv', 'xlsx', 'fhir'] as const)(
    'whose manifest is missing (killed in between) gets it, and the file stays (%s)',
    async (format) => {
      await target({ format }).send(batch(), never);
      const [manifest = '', file = ''] = names().toSorted(
        (a, b) => Number(b.includes('manifest')) - Number(a.includes('manifest')),
      );
      const before = [sha256(file), sha256(manifest), statSync(join(folder, file)).ino];
      rmSync(join(folder, manifest));
      // A workbook that told when it was made would not be the same file two seconds later.
      await new Promise((resolve) => setTimeout(resolve, 2_100));
      await target({ format }).send(batch(), never);
      expect([sha256(file), sha256(manifest), statSync(join(folder, file)).ino]).toEqual(before);
    },
  );

  it('of which a killed run has left a part is whole, and the part is gone', async () => {
    writeFileSync(join(folder, `.${ID}.csv.tmp`), 'key,nik\nx');
    await target().send(batch(), never);
    expect(names()).toEqual([`${ID}.csv`, `${ID}.manifest.json`]);
    expect(parse(readFileSync(join(folder, `${ID}.csv`)), { bom: true, columns: true })).toHaveLength(7);
  });

  it('that was named by a run which was killed before it tidied up is tidied up', async () => {
    await target().send(batch(), never);
    for (const name of names()) writeFileSync(join(folder, `.${name}.tmp`), readFileSync(join(folder, name)));
    await target().send(batch(), never);
    rmSync(join(folder, `${ID}.manifest.json`));
    writeFileSync(join(folder, `.${ID}.csv.tmp`), 'key');
    await target().send(batch(), never);
    expect(names()).toEqual([`${ID}.csv`, `${ID}.manifest.json`]);
  });

  it('that was taken away by whoever uploads it does not come back while its manifest is there', async () => {
    await target().send(batch(), never);
    rmSync(join(folder, `${ID}.csv`));
    await target().send(batch(), never);
    expect(names()).toEqual([`${ID}.manifest.json`]);
  });

  it('has the same frozen bytes whatever the files look like, and they hold every field', () => {
    const forms = [target(), target({ format: 'xlsx' }), target({ template: { ...PLAIN, delimiter: ';' } })];
    expect(new Set(forms.map((one) => Buffer.from(batch(one).bytes).toString())).size).toBe(1);
    expect(decodeBatch(batch().bytes)).toEqual(people);
  });
});

describe('what stops it, with nothing lost and nothing written over', () => {
  it.each<[what: string, name: string, text: string]>([
    ['another file has the name', `${ID}.csv`, 'surat.txt'],
    ['another batch has the manifest', `${ID}.manifest.json`, '{"digest":"00"}'],
    ['the manifest is damaged', `${ID}.manifest.json`, '{'],
  ])('%s', async (_what, name, text) => {
    writeFileSync(join(folder, name), text);
    expect(await target().send(batch(), never)).toMatchObject({
      kind: 'stop',
      why: 'disk',
      error: { code: 'FILE_DIFFERS', params: { path: join(folder, name) } },
    });
    expect([names(), readFileSync(join(folder, name), 'utf8')]).toEqual([[name], text]);
  });

  it.each(['is not there', 'is a file'])('the folder %s: it is not made', async (what) => {
    rmSync(folder, { recursive: true });
    if (what === 'is a file') writeFileSync(folder, '');
    const answer = await target().send(batch(), never);
    expect(answer).toMatchObject({ kind: 'stop', why: 'disk', error: { code: 'FOLDER_MISSING', exitCode: 74 } });
    expect('unsent' in answer).toBe(false);
    expect(existsSync(folder) && statSync(folder).isDirectory()).toBe(false);
    expect(await target().examine(undefined, never)).toMatchObject({ findings: [{ about: 'folder', result: 'bad' }] });
  });

  it('the folder may not be written', async () => {
    chmodSync(folder, 0o555);
    await asNobody(async () => {
      expect(await target().send(batch(), never)).toMatchObject({ kind: 'stop', error: { code: 'DISK_READ_ONLY' } });
      expect(await target().examine(undefined, never)).toMatchObject({ findings: [{ result: 'bad' }] });
    });
    chmodSync(folder, 0o755);
    expect(names()).toEqual([]);
    expect(await target().examine(undefined, never)).toMatchObject({ findings: [{ result: 'good' }] });
  });
});

describe('what is in it', () => {
  const awkward = people.map(({ key, record }, index) => ({
    key,
    record: {
      ...record,
      participant: {
        ...record.participant,
        name: ['A, "B"', "O'Neil; C", 'Baris\nDua', 'ÄÖ 🙂', '=1+1', ' spasi ', '007'][index] ?? '',
      },
    },
  }));

  it.each([',', ';', '\t', '|'])('CSV that any reader reads back, with %j between the cells', async (delimiter) => {
    const one = target({ template: { ...PLAIN, delimiter } });
    await one.send(batchOf(one, awkward, ID), never);
    const rows = parse(readFileSync(join(folder, `${ID}.csv`)), { bom: true, columns: true, delimiter }) as unknown[];
    expect(rows).toMatchObject(
      awkward.map(({ key, record: { participant, dose } }) => ({
        key,
        nik: participant.nik,
        name: participant.name,
        birthDate: '1970-08-17',
        dose: '1',
        date: dose.date,
        lot: '',
      })),
    );
  });

  it.skipIf(!hasCalc())(
    'a workbook that Calc opens, every NIK with all its digits and every text as it was',
    async () => {
      const one = target({ format: 'xlsx', template: { ...PLAIN, date: 'dd/mm/yyyy' } });
      await one.send(batchOf(one, awkward, ID), never);
      const shown = parse(readFileSync(saveWithCalc(join(folder, `${ID}.xlsx`), 'csv')), {
        columns: true,
      }) as unknown[];
      expect(shown).toMatchObject(
        awkward.map(({ key, record: { participant } }) => ({
          key,
          nik: participant.nik,
          name: participant.name,
          birthDate: '17/08/1970',
          date: '02/10/2021',
        })),
      );
    },
  );

  it('FHIR Bundles, one a line for each person, with both doses of somebody in one', async () => {
    const [first] = people;
    if (!first) throw new Error('nobody');
    const second = { key: randomUUID(), record: { ...first.record, dose: { ...first.record.dose, number: 2 } } };
    const one = target({ format: 'fhir' });
    await one.send(batchOf(one, [...people, second], ID), never);
    const lines = readFileSync(join(folder, `${ID}.ndjson`), 'utf8').split('\n');
    expect([lines.length, lines.at(-1)]).toEqual([8, '']);
    const bundles = lines.slice(0, -1).map((line) => JSON.parse(line));
    expect(bundles.map(({ entry }) => entry.length)).toEqual([3, 2, 2, 2, 2, 2, 2]);
    const [patient, dose, other] = bundles[0].entry;
    expect(patient.request).toEqual({
      method: 'POST',
      url: 'Patient',
      ifNoneExist: `identifier=${encodeURIComponent('https://fhir.kemkes.go.id/id/nik')}%7C${first.record.participant.nik}`,
    });
    expect(dose.resource.identifier).toEqual([{ system: 'urn:ietf:rfc:3986', value: `urn:uuid:${first.key}` }]);
    expect([dose, other].map(({ resource }) => resource.patient.reference)).toEqual([patient.fullUrl, patient.fullUrl]);
    // A server may put its own id wherever a fullUrl stands: it is the value of no identifier, and of one entry alone.
    const urls = bundles.flatMap(({ entry }) => entry.map(({ fullUrl }: { fullUrl: string }) => fullUrl));
    expect(new Set(urls).size).toBe(urls.length);
    for (const url of urls) expect(people.some(({ key }) => url === `urn:uuid:${key}`)).toBe(false);
  });

  it('in an archive the very file, and the archive is the same each time', async () => {
    await target().send(batch(), never);
    await target({ archive: true }).send(batch(target(), OTHER), never);
    expect(names()).toEqual([`${OTHER}.manifest.json`, `${OTHER}.zip`, `${ID}.csv`, `${ID}.manifest.json`].toSorted());
    const before = sha256(`${OTHER}.zip`);
    const zip = await fromBufferPromise(readFileSync(join(folder, `${OTHER}.zip`)), { lazyEntries: true });
    const entry = await new Promise<Entry>((resolve) => {
      zip.once('entry', resolve);
      zip.readEntry();
    });
    const content = await buffer(await zip.openReadStreamPromise(entry));
    expect([zip.entryCount, entry.fileName, crc32(content)]).toEqual([1, `${OTHER}.csv`, entry.crc32]);
    expect(content.equals(readFileSync(join(folder, `${ID}.csv`)))).toBe(true);
    rmSync(join(folder, `${OTHER}.manifest.json`));
    await target({ archive: true }).send(batch(target(), OTHER), never);
    expect(sha256(`${OTHER}.zip`)).toBe(before);
  });

  it('what is shown before is what is written', async () => {
    const one = target({ template: { ...PLAIN, bom: false } });
    const [shown] = one.show(batch(one));
    await one.send(batch(one), never);
    expect(shown).toMatchObject({ method: 'WRITE', url: join(folder, `${ID}.csv`) });
    expect(shown?.body).toBe(readFileSync(join(folder, `${ID}.csv`), 'utf8'));
  });
});

it('is told from other targets by its folder, and can be asked nothing', async () => {
  expect(target().identity).toBe(`files ${folder}`);
  expect(target().traits).toEqual({ maxBatch: 100, safeToResend: true, finds: 'never', onePersonPerRequest: false });
  expect(await target().find([{ key: ID }], never)).toEqual({ kind: 'found', results: new Map() });
});
