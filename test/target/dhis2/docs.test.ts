/** docs/targets/dhis2.md: its beginning is a configuration, and it explains every option. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { mappingOf } from '../../../src/config/mapping-file.ts';
import { findOption, optionTree, valuePaths } from '../../../src/config/option-tree.ts';
import { configSchema } from '../../../src/config/schema.ts';
import { load } from '../../config/config-fixture.ts';

const text = readFileSync(new URL('../../../docs/targets/dhis2.md', import.meta.url), 'utf8');
const [start = '', sites = ''] = Array.from(text.matchAll(/```yaml\n([\s\S]*?)```/g), ([, yaml = '']) => yaml);

it('begins with ten lines that are a configuration', async () => {
  expect(start.trim().split('\n').length).toBeLessThanOrEqual(10);
  const { target } = (await load({ yaml: start })).options;
  expect(target).toMatchObject({
    type: 'dhis2',
    auth: { type: 'apitoken' },
    dhis2: {
      program: 'COVAC - COVID-19 Vaccination Registry',
      unknownSite: 'refuse',
      lookUp: 'always',
      options: { dose: { 3: 'BOOSTER' } },
      importStrategy: 'create',
    },
  });
});

it('shows a mapping file of places as it is read', () => {
  expect(mappingOf(sites, 'mapping.yaml').siteNames.get('pkm kendal i')).toBe('P3324010101');
});

it('explains every option', () => {
  const tree = optionTree(configSchema);
  const section = findOption(tree, 'target.dhis2');
  const own = section?.kind === 'section' ? [...section.children.keys()] : [];
  expect(own.length).toBeGreaterThan(valuePaths(section ?? tree).length - 1);
  for (const key of [...own, 'maxBatch']) expect(text).toContain(`| \`${key}\``);
});

it.each([
  ['a field that a person does not have', 'attributes: { nick: NIK }'],
  ['a dose among the attributes', 'attributes: { nik: NIK, dose: X }'],
  ['no program', ''],
  ['a word for a field that there is not', 'options: { vaksin: { coronavac: X } }'],
  ['a number that may have lost its zeros', 'constants: { Area: 012 }'],
  ['a list', 'dataElements: [vaccine]'],
])('a configuration with %s is refused', async (_what, line) => {
  const program = line === '' ? '' : '    program: COVAC\n';
  const attributes = line.startsWith('attributes') ? '' : '    attributes: { nik: NIK }\n';
  const yaml = `target:\n  type: dhis2\n  url: https://a.example\n  dhis2:\n${program}${attributes}    ${line}\n`;
  await expect(load({ yaml })).rejects.toMatchObject({ code: expect.stringMatching(/^CONFIG_/) });
});

it('what people call things may have dots and blanks in it', async () => {
  const yaml = `target:
  type: dhis2
  url: https://a.example
  dhis2:
    program: Vaksinasi COVID-19
    attributes: { nik: No. KTP, category: Kel. Sasaran }
    options: { category: { "Lansia (60 th. ke atas)": L }, dose: { 1: D1 } }
    constants: { Tgl. lahir perkiraan: false }
`;
  expect((await load({ yaml })).options.target).toMatchObject({
    dhis2: {
      attributes: { nik: 'No. KTP' },
      options: { category: { 'Lansia (60 th. ke atas)': 'L' }, dose: { 1: 'D1' } },
      constants: { 'Tgl. lahir perkiraan': false },
    },
  });
});
