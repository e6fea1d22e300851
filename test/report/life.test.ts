import { expect, it } from 'vitest';
import type { RowLife } from '../../src/ledger/report-side.ts';
import { lifeJson, lifeLines } from '../../src/report/life.ts';
import { messagesFor } from '../../src/text/messages-for.ts';

const life: RowLife = {
  file: 'peserta.csv',
  sheet: 'Sheet\u001B[2J1',
  line: 2,
  group: 1,
  readAt: 0,
  kind: 'owner',
  problems: [],
  entry: { state: 'accepted', receipt: 'R-1\u001B]0;owned\u0007\nnow: waiting to be sent', reasons: [], batches: [] },
};

it('receipts and names of sheets are whatever others say: they move no cursor and are no lines of ours', () => {
  const lines = lifeLines(life, messagesFor('en'), 'UTC');
  expect(lines.at(-1)).toBe('  receipt R-1]0;owned now: waiting to be sent');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  expect(lines.join('')).not.toMatch(/[\u0000-\u001f]/);
});

it.each([
  ['NIK_UNKNOWN', true],
  ['E1006', true],
  ['invalid', true],
  ['value.required', true],
  ['https://registry.example/problems/nik-unknown', true],
  ['Patient.identifier[0].value', true],
  ['Siti', false],
  ['Siti Aminah', false],
  ['siti aminah', false],
  ['3324011708450001', false],
  ['NIK-3324011708450001', false],
  ['x'.repeat(101), false],
  ['kode\u202e', false],
])('what a server calls a code, "%s", is shown: %s', (code, shown) => {
  const refused: RowLife = {
    ...life,
    entry: { state: 'refused', reasons: [{ code, field: code, message: 'Siti Aminah' }], batches: [] },
  };
  const said = [lifeLines(refused, messagesFor('en'), 'UTC').join('\n'), JSON.stringify(lifeJson(refused))];
  expect(said.map((text) => text.includes(code))).toEqual([shown, shown]);
  expect(said.join()).not.toContain('Siti');
});
