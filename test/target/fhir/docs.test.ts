/** docs/targets/fhir.md: its beginning is a configuration, and it explains every option. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { findOption, optionTree } from '../../../src/config/option-tree.ts';
import { configSchema } from '../../../src/config/schema.ts';
import { load } from '../../config/config-fixture.ts';

const text = readFileSync(new URL('../../../docs/targets/fhir.md', import.meta.url), 'utf8');
const blocks = [...text.matchAll(/```yaml\n([^`]*)```/g)].map(([, yaml]) => yaml ?? '');

describe('docs/targets/fhir.md', () => {
  it('begins with ten lines that are a configuration, and so are the others', async () => {
    expect(blocks[0]?.trim().split('\n').length).toBeLessThanOrEqual(10);
    expect(blocks.length).toBeGreaterThan(1);
    for (const yaml of blocks) expect((await load({ yaml })).options.target).toMatchObject({ type: 'fhir' });
  });

  it('explains every option', () => {
    const node = findOption(optionTree(configSchema), 'target.fhir');
    const options = node?.kind === 'section' ? [...node.children.keys()] : [];
    expect(options.length).toBeGreaterThan(5);
    for (const option of options) expect(text).toContain(`| \`${option}\` |`);
  });
});
