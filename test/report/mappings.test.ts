import { expect, test } from 'vitest';
import { mappingsLines } from '../../src/report/mappings.ts';
import { LANGUAGES } from '../../src/text/language.ts';
import { messagesFor } from '../../src/text/messages-for.ts';

const known = [{ file: 'boja.xlsx', confirmed: 0, signature: 'a1', columns: new Map([['Kode', 'none' as const]]) }];

test.each(LANGUAGES)('the sentence below the list fits the screen, and its commands stay whole (%s)', (language) => {
  const lines = mappingsLines(known, messagesFor(language), 'Asia/Jakarta', 80);
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80);
  expect(lines.join('\n')).toContain('`vax-upload mappings forget all`');
});
