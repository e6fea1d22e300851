/**
 * Names and receipts with controls of direction and of terminals in them, through the built program and a real server:
 * nothing of them comes out.
 */
import { afterAll, expect, it } from 'vitest';
import { startFakeServer } from '../support/fake-server.ts';
import { workbookParts, worksheet, zipBytes } from '../support/xlsx-writer.ts';
import { Clerk, csv, events, people } from './clerk.ts';

const server = await startFakeServer();
afterAll(() => server.close());
const clerk = new Clerk();
const TO = ['--to', server.url] as const;

const ODD = /[\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/;
const SHEET = 'A\u202eB\u009bC\u2028D\u200bE';
const FILE = 'peserta\u202excod\u200f\u0085.xlsx';

const text = (value: string): string => `<c t="inlineStr"><is><t>${value}</t></is></c>`;
const rows = csv(people(2))
  .trim()
  .split('\n')
  .map(
    (line, index) =>
      `<row r="${index + 1}">${line
        .split(',')
        .map((cell) => text(cell.replace('Dosis', 'Dosis\u202e')))
        .join('')}</row>`,
  );
clerk.write(FILE, zipBytes(workbookParts({ sheets: [{ name: SHEET, xml: worksheet(rows.join('')) }] })));

it.each<readonly string[]>([
  ['check', FILE],
  ['check', FILE, '--json'],
  ['check', FILE, '--map', 'x\u202ey=nik'],
  ['import', FILE, '--rows', ...TO],
  ['import', FILE, '--rows', '--json', ...TO],
  ['explain', FILE, '2'],
  ['explain', FILE, '2', '--json'],
  ['status', '--json'],
  ['status'],
  ['reconcile', FILE, '--rows', '--json', ...TO],
  ['reconcile', FILE, '--rows', ...TO],
  ['check', 'nobody\u2066\u009b31m.xlsx'],
  ['check', FILE, '--config', 'no\u202e.yaml'],
  ['no\u202ecommand'],
])('%s %s %s %s', async (...args) => {
  const { out, err } = await clerk.runs(...args);
  expect([out, err].map((said) => ODD.exec(said)?.[0])).toEqual([undefined, undefined]);
  expect(out + err).not.toBe('');
});

it('to a program they are what they are', async () => {
  const { out } = await clerk.runs('check', FILE, '--json');
  expect(events(out).find(({ event }) => event === 'file')).toMatchObject({ file: FILE, sheet: SHEET });
});
