import { describe, expect, it } from 'vitest';
import { EXIT, type ExitCode } from '../../src/exit-codes.ts';
import { isTold, pingOf, verdictOf } from '../../src/notify/verdict.ts';
import { load } from '../config/config-fixture.ts';

const { options } = await load({ yaml: 'notify: { ping: { url: https://hc-ping.com/UUID } }' });
const usual = options.notify.ping ?? { success: [], log: [] };

const something = { landed: 12, rows: 30 };
const nothing = { landed: 0, rows: 0 };

describe.each([
  ['all is on the server', 0, 'done', '0', 'news'],
  ['rows wait for a person', 3, 'person', '0', 'problems'],
  ['the server stayed away all night', 5, 'waiting', '0', 'problems'],
  ['the time was over', 10, 'waiting', '0', 'news'],
  ['another run was at work', 11, 'busy', 'log', 'always'],
  ['somebody pressed Ctrl-C', 130, 'stopped', 'log', 'problems'],
  ['the computer was shut down', 143, 'stopped', 'log', 'problems'],
  ['a bug', 1, 'failed', '1', 'problems'],
  ['the configuration is wrong', 2, 'failed', '2', 'problems'],
  ['the server refuses us', 7, 'failed', '7', 'problems'],
  ['a file cannot be read', 65, 'failed', '65', 'problems'],
  ['the disk is full', 74, 'failed', '74', 'problems'],
] as const)('%s (exit %d)', (_, exitCode, verdict, ping, least) => {
  it('means this to those who are told', () => {
    expect(verdictOf(exitCode)).toBe(verdict);
  });

  it('is this ping: nobody is woken for what goes on by itself', () => {
    expect(pingOf(exitCode, usual)).toBe(ping);
  });

  it('is told to those who want to hear so much', () => {
    const order = ['problems', 'news', 'always'] as const;
    const told = order.filter((when) => isTold(when, { exitCode, ...(least === 'always' ? nothing : something) }));
    expect(told).toEqual(order.slice(order.indexOf(least)));
  });
});

it('every exit code has a verdict', () => {
  for (const code of Object.values(EXIT)) expect(verdictOf(code)).toBeDefined();
});

it('a night in which nothing happened is no news', () => {
  expect(isTold('news', { exitCode: EXIT.done, ...nothing })).toBe(false);
  expect(isTold('always', { exitCode: EXIT.done, ...nothing })).toBe(true);
});

describe('an admin decides otherwise', () => {
  it.each([
    ['success: "0"', 3, '3'],
    ['success: [0, 143]', 143, '0'],
    ['log: 5', 5, '0'],
    ['{ success: [0], log: [5] }', 5, 'log'],
  ] as const)('%s: exit %d is /%s', async (yaml, exitCode, ping) => {
    const lists = yaml.startsWith('{') ? yaml.slice(1, -1) : yaml;
    const read = await load({ yaml: `notify: { ping: { url: https://hc-ping.com/UUID, ${lists} } }` });
    expect(pingOf(exitCode as ExitCode, read.options.notify.ping ?? usual)).toBe(ping);
  });
});
