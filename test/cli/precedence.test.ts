/** When several exit codes hold, the first of 1, 2, 7, 74, 11, 130/143, 65, 10, 5, 3, 0 is the one (design 6.2). */
import { afterAll, describe, expect, it } from 'vitest';
import { type ExitCode, mostSerious } from '../../src/exit-codes.ts';
import { startFakeServer } from '../support/fake-server.ts';
import { Clerk, csv, people, person, summaryOf } from './clerk.ts';

const ORDER: readonly ExitCode[] = [1, 2, 7, 74, 11, 130, 143, 65, 10, 5, 3, 0];

describe('the judgement', () => {
  it.each(ORDER.flatMap((first, index) => ORDER.slice(index).map((second) => [first, second] as const)))(
    '%s and %s',
    (first, second) => {
      expect(mostSerious([first, second])).toBe(first);
      expect(mostSerious([second, first, 0])).toBe(first);
    },
  );

  it('nothing at all is 0', () => {
    expect(mostSerious([])).toBe(0);
  });
});

describe('in real runs', async () => {
  const clerk = new Clerk();
  clerk.env = {
    VAX_UPLOAD_DELIVERY_RETRY_FIRST: '50ms',
    VAX_UPLOAD_DELIVERY_RETRY_CAP: '100ms',
    VAX_UPLOAD_DELIVERY_PATIENCE: '400ms',
  };
  const server = await startFakeServer();
  afterAll(() => server.close());
  const NOBODY = 'http://127.0.0.1:9/v1';
  clerk.write('baik.csv', csv(people(3)));
  clerk.write('salah.csv', csv([person(5), person(6, { nik: '' })]));
  let ledgers = 0;
  const imports = (...args: readonly string[]) =>
    clerk.runs('import', ...args, '--state', `buku${++ledgers}.db`, '--json');

  const CASES: readonly (readonly [exitCode: number, name: string, args: () => readonly string[]])[] = [
    [0, 'every row is on the server', () => ['baik.csv', '--to', server.url]],
    [3, 'a row without a NIK', () => ['baik.csv', 'salah.csv', '--to', server.url]],
    [5, 'the server stays away, and a row has no NIK', () => ['salah.csv', '--to', NOBODY]],
    [
      10,
      'the window ends while the server is away, and a row has no NIK',
      () => ['salah.csv', '--to', NOBODY, '--max-duration', '100ms'],
    ],
    [
      65,
      'a file is missing, the server stays away, and a row has no NIK',
      () => ['salah.csv', 'hilang.csv', '--to', NOBODY],
    ],
    [
      2,
      'a heading of --map is missing in one file, another file is missing',
      () => ['baik.csv', 'hilang.csv', '--map', 'Kartu=nik', '--to', NOBODY],
    ],
  ];
  it.each(CASES)('%s: %s', async (exitCode, _, args) => {
    const ended = await imports(...args());
    expect(ended.exitCode, ended.err).toBe(exitCode);
    expect(summaryOf(ended.out).exitCode).toBe(exitCode);
  });

  it('7: the server refuses us, a file is missing, and a row has no NIK', async () => {
    server.lookups.always('401');
    const ended = await imports('salah.csv', 'hilang.csv', '--to', server.url);
    server.lookups.always('ok');
    expect(ended.exitCode).toBe(7);
  });

  it('130: Ctrl-C while the server is away, and a file is missing', async () => {
    clerk.env = { VAX_UPLOAD_DELIVERY_RETRY_FIRST: '1h', VAX_UPLOAD_DELIVERY_RETRY_CAP: '1h' };
    const run = clerk.starts('import', 'salah.csv', 'hilang.csv', '--to', NOBODY, '--state', 'putus.db');
    await run.says(/server down since/);
    run.child.kill('SIGINT');
    expect((await run.ended()).exitCode).toBe(130);
  });
});
