/** The recipe for a new target (CONTRIBUTING.md): every place that it names is one that the compiler asks for. */
import { expect, test } from 'vitest';
import { Copy } from './copy.ts';

test('recipe of a target: one with options of its own compiles nowhere before it is explained, chosen and composed', async () => {
  using copy = new Copy();
  const one = '/** One server. Each type';
  copy.add('src/config/schema.ts', one, "const paper = z.strictObject({ type: choice('paper'), tray: path() });\n");
  copy.replace('src/config/schema.ts', '[jsonTarget', '[paper, jsonTarget');
  const asked = await copy.build();
  for (const file of [
    'src/config/choose-target.ts',
    'src/run/compose-target.ts',
    'src/text/en/options.ts',
    'src/text/id/options.ts',
  ])
    expect(asked).toContain(file);
  expect(asked.filter((file) => /^src\/(?:ledger|delivery|intake|record|report)\//.test(file))).toEqual([]);
}, 180_000);
