/** A sheet is imported again, under its name, before all of its rows could be sent. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startFakeServer } from '../support/fake-server.ts';
import { Clerk, outcomesOf, summaryOf } from './clerk.ts';

const clerk = new Clerk();
clerk.env = {
  VAX_UPLOAD_DELIVERY_RETRY_FIRST: '50ms',
  VAX_UPLOAD_DELIVERY_RETRY_CAP: '100ms',
  VAX_UPLOAD_DELIVERY_PATIENCE: '200ms',
};
/** Four people. */
const lines = readFileSync(join(import.meta.dirname, '../../fixtures/traps/instants-of-jakarta.csv'), 'utf8').split(
  '\r\n',
);
const without = (...at: readonly number[]): string => lines.filter((_, index) => !at.includes(index + 1)).join('\r\n');
const server = await startFakeServer();
afterAll(() => server.close());
const TO = ['--to', server.url] as const;

beforeAll(async () => {
  await server.down();
  clerk.write('peserta.csv', lines.join('\r\n'));
  expect((await clerk.runs('import', 'peserta.csv', ...TO)).exitCode).toBe(5);
  expect((await clerk.runs('import', 'peserta.csv', ...TO, '--state', 'dua.db')).exitCode).toBe(5);
  await server.up();
});

it('a row that was deleted from it is held, listed and said: neither sent nor dropped', async () => {
  clerk.write('peserta.csv', without(5));
  const ended = await clerk.runs('import', 'peserta.csv', ...TO, '--json');
  expect([ended.exitCode, outcomesOf(ended.out)]).toEqual([3, { accepted: 3 }]);
  expect(summaryOf(ended.out)['gone']).toBe(1);
  expect(server.effects.size).toBe(3);
  expect((await clerk.runs('explain', 'peserta.csv', '5', '--json')).out).toContain('ROW_GONE');
  const said = (await clerk.runs('import', 'peserta.csv', ...TO, '--lang', 'en')).out.replaceAll(/\s+/g, ' ');
  expect(said).toContain('1 other row from earlier waits for a person');
});

it('standing there again it is sent', async () => {
  clerk.write('peserta.csv', `${lines.join('\r\n')}\r\n`);
  const ended = await clerk.runs('import', 'peserta.csv', ...TO, '--json');
  expect([ended.exitCode, outcomesOf(ended.out)]).toEqual([0, { accepted: 1, 'already-there': 3 }]);
  expect(server.effects.size).toBe(4);
});

it('dismissed by the line in which it stood: gone from the list, and once only', async () => {
  const state = ['--state', 'dua.db'];
  clerk.write('peserta.csv', without(3));
  expect((await clerk.runs('import', 'peserta.csv', ...TO, ...state)).exitCode).toBe(3);
  expect((await clerk.runs('dismiss', 'peserta.csv', '3', ...state)).exitCode).toBe(0);
  const again = await clerk.runs('dismiss', 'peserta.csv', '3', ...state, '--json');
  expect([again.exitCode, again.out]).toEqual([2, expect.stringContaining('ROW_NOT_WAITING')]);
  const { exitCode, out } = await clerk.runs('import', 'peserta.csv', ...TO, ...state, '--json');
  expect([exitCode, outcomesOf(out)]).toEqual([0, { 'already-there': 3 }]);
});
