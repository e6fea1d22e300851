/** docs/ledger.md names every table and column of a freshly made ledger, and no other. */
import { readFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { takeSteps } from '../../src/ledger/sqlite/steps.ts';
import { ENTRY_STATES } from '../../src/ledger/states.ts';

const document = readFileSync(new URL('../../docs/ledger.md', import.meta.url), 'utf8');

/** Table → its columns, as the document has them. */
function documented(): Map<string, string[]> {
  const chapters = document.split(/^## /m).slice(1);
  return new Map(
    chapters.map((text) => {
      const columns = Array.from(text.matchAll(/^\| (\w+) \| .+ \|$/gm), ([, name = '']) => name);
      return [/^\w+/.exec(text)?.[0] ?? '', columns.filter((name) => name !== 'column').toSorted()];
    }),
  );
}

/** The same of a database. */
function made(): Map<string, string[]> {
  const db = new DatabaseSync(':memory:');
  takeSteps(db, 'new');
  const tables = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all();
  return new Map(
    tables.map(({ name }) => {
      const columns = db.prepare('SELECT name FROM pragma_table_info(?)').all(name as string);
      return [String(name), columns.map((column) => String(column['name'])).toSorted()];
    }),
  );
}

test('the document and a new ledger have the same tables and columns', () => {
  expect(Object.fromEntries(documented())).toEqual(Object.fromEntries(made()));
});

test('the numbers of the states are those of the document', () => {
  const states = ENTRY_STATES.map((state, number) => `${number} ${state.replace('-', ' ')}`);
  expect(document).toContain(states.join(', '));
});
