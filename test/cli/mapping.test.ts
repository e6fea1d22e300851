/** The mapping file of docs/validation.md, as it stands there, at work; and what a mistake in it comes to. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { startFakeServer } from '../support/fake-server.ts';
import { Clerk, errorLines, summaryOf } from './clerk.ts';

const documented = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'validation.md'), 'utf8')
  .split('## The mapping file')[1]
  ?.match(/```yaml\n([\s\S]*?)```/)?.[1] as string;

const server = await startFakeServer();
afterAll(() => server.close());
const clerk = new Clerk();
const import_ = (...more: string[]) => clerk.runs('import', 'pos.csv', '--to', server.url, '--json', '--rows', ...more);

const HEADINGS = 'NIK,Nama,Tgl Lahir,JK,Kategori,Dosis,Tgl Vaksin,Jenis Vaksin,No Batch,Faskes';
const rows = [
  ['bcg', '> 60', 'Vaksin  BCG.', 'pkm. kendal I'],
  ['coronavac', 'LANSIA', 'snv', 'Puskesmas Kendal 2'],
  ['a vaccine that is not there', 'Lansia', 'Vaksin BCB', 'Puskesmas Kendal 2'],
  ['a facility that is not there', 'Lansia', 'Sinovac', 'Puskesmas Kendal 3'],
  ['a category that is not there', 'Remaja', 'Sinovac', 'Puskesmas Kendal 1'],
].map(
  ([, category, vaccine, site], n) =>
    `332401170845900${n + 1},Karangan ${'ABCDE'[n]},17/08/1945,L,${category},1,02/10/2021,${vaccine},B1,${site}`,
);

describe('the mapping file of the documentation', () => {
  it('gives names and codes, keeps unlisted names back, and lets them through once they are listed', async () => {
    clerk.write('vax-upload.yaml', 'reading: { mapping: ./mapping.yaml }\n');
    clerk.write('mapping.yaml', documented);
    clerk.write('pos.csv', `${[HEADINGS, ...rows].join('\n')}\n`);
    const first = await import_();
    expect(first.exitCode).toBe(3);
    expect(summaryOf(first.out).outcomes).toMatchObject({ accepted: 2, invalid: 3 });
    for (const code of ['VACC_UNKNOWN', 'SITE_UNKNOWN', 'CATEGORY_UNKNOWN']) expect(first.out).toContain(code);
    const stored = [...server.effects.values()].map(({ record }) => record as Record<string, Record<string, unknown>>);
    expect(
      stored.map(({ participant, dose }) => [
        participant?.['category'],
        dose?.['vaccine'],
        dose?.['codes'],
        dose?.['site'],
      ]),
    ).toEqual([
      ['Lansia', 'bcg', [{ system: 'http://sys-ids.kemkes.go.id/kfa', code: '93005208' }], 'Puskesmas Kendal 1'],
      [
        'Lansia',
        'coronavac',
        expect.arrayContaining([{ system: 'http://hl7.org/fhir/sid/cvx', code: '511' }]),
        'Puskesmas Kendal 2',
      ],
    ]);

    clerk.write(
      'mapping.yaml',
      `${documented.replace('[Vaksin BCG]', '[Vaksin BCG, Vaksin BCB]').replace('Puskesmas Kendal 2:', 'Puskesmas Kendal 2:\n  Puskesmas Kendal 3:')}  Remaja:\n`,
    );
    const second = await import_();
    expect(second.exitCode).toBe(0);
    expect(server.effects.size).toBe(5);
  });

  it('is refused before a sheet is read, with the line of the mistake', async () => {
    clerk.write('mapping.yaml', documented.replace('coronavac: [SNV]', 'coronavac: [SNV, vaksin-bcg]'));
    const { exitCode, err } = await import_('--lang', 'en');
    expect(exitCode).toBe(2);
    expect(errorLines(err)[0]).toBe(
      'Error: "vaksin-bcg" stands for two things (mapping.yaml, line 3); the first is in line 2. [MAPPING_TWICE]',
    );
  });
});
