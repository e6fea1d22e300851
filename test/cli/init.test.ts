/** `init`: at a real terminal, and by flags. What it writes is followed. */
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FakeServer, startFakeServer } from '../support/fake-server.ts';
import { freePort } from '../support/free-port.ts';
import { CTRL_C, CTRL_D, ENTER, hasTerminal, type Keys, typedInto } from '../support/typing.ts';
import { Clerk, csv, errorLines, PROGRAM, people } from './clerk.ts';

const SECRET = 'rahasia-sekali-4711';
let server: FakeServer;
let open: FakeServer;
beforeAll(async () => {
  server = await startFakeServer({ authorization: `Bearer ${SECRET}` });
  open = await startFakeServer();
});
afterAll(() => Promise.all([server.close(), open.close()]));

function typed(clerk: Clerk, keys: Keys, ...flags: readonly string[]) {
  const command = [process.execPath, PROGRAM, 'init', ...flags].join(' ');
  return typedInto(command, keys, { cwd: clerk.folder, env: { LANG: 'en_US.UTF-8' }, within: 60_000 });
}

const setting = (clerk: Clerk, name = 'vax-upload.yaml'): string[] =>
  readFileSync(clerk.path(name), 'utf8')
    .split('\n')
    .filter((line) => /^ *\w+: ./.test(line));
const isPrivate = (clerk: Clerk, name: string): boolean => (statSync(clerk.path(name)).mode & 0o077) === 0;

describe.runIf(hasTerminal)('at a terminal', () => {
  it('asks, tries, corrects what was wrong, writes it down, and the next command runs', async () => {
    const clerk = new Clerk();
    const ended = await typed(clerk, [
      [/Which language[\s\S]*> $/, `bahasa${ENTER}`],
      [/Type 1 or 2[\s\S]*> $/, `2${ENTER}`],
      [/What kind of server[\s\S]*> $/, `9${ENTER}`],
      [/number from 1 to 6[\s\S]*> $/, `json${ENTER}`],
      [/address\?[\s\S]*> $/, `registry.example${ENTER}`],
      [/That is no address[\s\S]*> $/, ENTER],
      [/does not work without[\s\S]*> $/, `${server.url}${ENTER}`],
      [/which file describes it[\s\S]*> $/, ENTER],
      [/How do you get in[\s\S]*> $/, `2${ENTER}`],
      [/The token\?[\s\S]*> $/, `salah${ENTER}`],
      [/time zone[\s\S]*> $/, `Asia/Kendal${ENTER}`],
      [/Nobody knows this time zone[\s\S]*> $/, `Asia/Makassar${ENTER}`],
      [/does not let us in \(HTTP 401\)[\s\S]*What now\?[\s\S]*> $/, `2${ENTER}`],
      [/Which language[\s\S]*\[2\] > $/, ENTER],
      [/What kind of server[\s\S]*\[1\] > $/, ENTER],
      [/address\?[\s\S]*\[http[\s\S]*> $/, ENTER],
      [/which file describes it[\s\S]*> $/, ENTER],
      [/How do you get in[\s\S]*\[2\] > $/, ENTER],
      [/The token\?[\s\S]*\[as before\] > $/, `${SECRET}${ENTER}`],
      [/time zone[\s\S]*\[Asia\/Makassar\] > $/, ENTER],
    ]);
    expect(ended.exitCode, ended.out).toBe(0);
    expect(ended.out).toContain('It answers and lets us in.');
    expect(ended.out).not.toMatch(/rahasia|salah/);
    expect(readFileSync(clerk.path('token'), 'utf8')).toBe(`${SECRET}\n`);
    for (const name of ['token', 'vax-upload.yaml', 'mapping.yaml']) expect(isPrivate(clerk, name)).toBe(true);
    expect(readFileSync(clerk.path('vax-upload.yaml'), 'utf8')).not.toContain(SECRET);
    expect(setting(clerk)).toEqual([
      '  type: json',
      `  url: ${JSON.stringify(server.url)}`,
      '    type: bearer',
      '    tokenFile: ./token',
      'language: en',
      '  timeZone: Asia/Makassar',
    ]);
    const [, next = ''] = /Next: `vax-upload ([^`]+)`/.exec(ended.out) ?? [];
    expect((await clerk.runs(...next.split(' '))).exitCode).toBe(0);
    clerk.write('peserta.csv', csv(people(2)));
    expect((await clerk.runs('import', 'peserta.csv')).exitCode).toBe(0);
  }, 120_000);

  const upToSecret: Keys = [
    [/Bahasa Indonesia[\s\S]*> $/, `1${ENTER}`],
    [/Server apa[\s\S]*> $/, ENTER],
    [/Apa alamatnya[\s\S]*> $/, `URL${ENTER}`],
    [/menguraikannya[\s\S]*> $/, ENTER],
    [/cara masuk[\s\S]*> $/, `bearer${ENTER}`],
  ];
  const until = (count: number, ...more: Keys): Keys => [
    ...upToSecret.slice(0, count).map(([shown, keys]) => [shown, keys.replace('URL', server.url)] as const),
    ...more,
  ];

  it.each<[string, () => Keys]>([
    ['Ctrl-C at a question', () => until(2, [/Apa alamatnya[\s\S]*> $/, CTRL_C])],
    ['Ctrl-C while the token is typed', () => until(5, [/Tokennya\?[\s\S]*> $/, `${SECRET.slice(0, 5)}${CTRL_C}`])],
    ['Ctrl-D', () => until(1, [/Server apa[\s\S]*> $/, CTRL_D])],
    [
      'stop, after the try',
      () =>
        until(
          5,
          [/Tokennya\?[\s\S]*> $/, `salah${ENTER}`],
          [/zona waktu[\s\S]*> $/, ENTER],
          [/Sekarang bagaimana[\s\S]*> $/, `4${ENTER}`],
        ),
    ],
  ])('%s leaves nothing', async (_, keys) => {
    const clerk = new Clerk();
    const ended = await typed(clerk, keys());
    expect(ended.exitCode, ended.out).toBe(130);
    expect(ended.out).toMatch(/Tidak ada yang ditulis\.|Nothing was written\./);
    expect(ended.out).not.toContain(SECRET.slice(0, 5));
    expect(readdirSync(clerk.folder)).toEqual([]);
  });

  it('makes the folder of files where it is asked to, and finds out that it can be written', async () => {
    const clerk = new Clerk();
    const ended = await typed(
      clerk,
      [
        [/Which folder[\s\S]*> $/, `keluar${ENTER}`],
        [/are these files[\s\S]*> $/, ENTER],
        [/No files can be written[\s\S]*make the folder[\s\S]*> $/, `3${ENTER}`],
      ],
      '--lang en --type files --time-zone Asia/Jakarta',
    );
    expect([ended.exitCode, existsSync(clerk.path('keluar'))], ended.out).toEqual([0, true]);
    expect((await clerk.runs('doctor')).exitCode).toBe(0);
  });

  it('takes a secret that is there already, and does not write over it', async () => {
    const clerk = new Clerk();
    writeFileSync(clerk.path('token'), `${SECRET}\n`, { mode: 0o600 });
    const ended = await typed(
      clerk,
      [
        [/which file describes it[\s\S]*> $/, ENTER],
        [/The token\?[\s\S]*\[what is in token\] > $/, `lain${ENTER}`],
        [/it is not overwritten[\s\S]*> $/, ENTER],
      ],
      `--lang en --url ${server.url} --auth bearer --time-zone Asia/Jakarta`,
    );
    expect(ended.exitCode, ended.out).toBe(0);
    expect(readFileSync(clerk.path('token'), 'utf8')).toBe(`${SECRET}\n`);
  });

  it('a server that is away is no reason to throw the answers away', async () => {
    const clerk = new Clerk();
    const url = `http://127.0.0.1:${await freePort()}/v1`;
    const ended = await typed(
      clerk,
      [
        [/which file describes it[\s\S]*> $/, ENTER],
        [/The server is away just now; whether[\s\S]*write it down[\s\S]*> $/, `3${ENTER}`],
      ],
      `--lang en --url ${url} --auth none --time-zone Asia/Jakarta`,
    );
    expect(ended.exitCode, ended.out).toBe(0);
    expect(setting(clerk)).toContain(`  url: ${JSON.stringify(url)}`);
  });

  it('a line in the clear is asked about, and another address taken', async () => {
    const clerk = new Clerk();
    const ended = await typed(
      clerk,
      [
        [/not encrypted[\s\S]*> $/, ENTER],
        [/Then another address[\s\S]*address\?[\s\S]*> $/, `${open.url}${ENTER}`],
        [/which file describes it[\s\S]*> $/, ENTER],
      ],
      '--lang en --url http://registry.test/v1 --auth none --time-zone Asia/Jakarta',
    );
    expect(ended.exitCode, ended.out).toBe(0);
    expect(setting(clerk)).toContain(`  url: ${JSON.stringify(open.url)}`);
  });

  it('never writes over a configuration, and says so before it asks', async () => {
    const clerk = new Clerk();
    clerk.write('vax-upload.yaml', 'language: id\n');
    const ended = await typed(clerk, []);
    expect([ended.exitCode, ended.out]).toEqual([2, expect.stringContaining('[OUTPUT_EXISTS]')]);
  });
});

describe('by flags', () => {
  const json = (...more: readonly string[]): readonly string[] => ['init', '--yes', '--lang', 'en', ...more];

  it('writes what was said, having tried it', async () => {
    const clerk = new Clerk();
    writeFileSync(clerk.path('rahasia.txt'), `${SECRET}\n`, { mode: 0o600 });
    const ended = await clerk.runs(
      ...json('--url', server.url, '--auth', 'bearer', '--secret-file', 'rahasia.txt', '--json'),
    );
    expect(ended.exitCode, ended.err).toBe(0);
    expect(JSON.parse(ended.out)).toEqual({ path: clerk.path('vax-upload.yaml'), mapping: clerk.path('mapping.yaml') });
    expect(setting(clerk)).toContain('    tokenFile: ./rahasia.txt');
    expect((await clerk.runs('doctor')).exitCode).toBe(0);
  });

  it('needs no `--yes` where there is no terminal', async () => {
    const clerk = new Clerk();
    expect((await clerk.runs('init', '--type', 'sandbox')).exitCode).toBe(0);
    clerk.write('peserta.csv', csv(people(2)));
    expect((await clerk.runs('check', 'peserta.csv')).exitCode).toBe(0);
    expect(setting(clerk)).toEqual(['to: sandbox']);
  });

  it('writes nothing where the server turns us away, and all the same with `--no-test`', async () => {
    const clerk = new Clerk();
    const args = json('--url', server.url, '--auth', 'none');
    const refused = await clerk.runs(...args);
    expect([refused.exitCode, readdirSync(clerk.folder)]).toEqual([2, []]);
    expect(refused.err).toMatch(/✗ It does not let us in \(HTTP 401\)\.\n {2}\S[\s\S]*Nothing was written\./);
    expect((await clerk.runs(...args, '--no-test')).exitCode).toBe(0);
    expect(existsSync(clerk.path('vax-upload.yaml'))).toBe(true);
  });

  it('writes it where the server is away, and says so', async () => {
    const clerk = new Clerk();
    const ended = await clerk.runs(...json('--url', `http://127.0.0.1:${await freePort()}/v1`));
    expect([ended.exitCode, ended.err]).toEqual([0, expect.stringContaining('does not take connections just now')]);
    expect(existsSync(clerk.path('vax-upload.yaml'))).toBe(true);
  });

  it.each([
    ['no address', ['--type', 'fhir'], 'OPTION_MISSING', '--url'],
    ['no secret', ['--url', 'https://registry.test/v1', '--auth', 'bearer'], 'OPTION_MISSING', '--secret-file'],
    ['no user name', ['--url', 'https://registry.test/v1', '--auth', 'basic'], 'OPTION_MISSING', '--username'],
    ['no folder', ['--type', 'files'], 'OPTION_MISSING', '--folder'],
    [
      'no organization',
      ['--type', 'satusehat', '--url', 'https://s.test/v1', '--client-id', 'k', '--secret-command', 'pass'],
      'OPTION_MISSING',
      '--facility',
    ],
    ['a line in the clear', ['--url', 'http://registry.test/v1'], 'OPTION_MISSING', '--allow-http'],
    ['a kind that there is not', ['--type', 'soap'], 'VALUE_WRONG', '--type json | fhir'],
    ['an address that is none', ['--url', 'registry.test'], 'VALUE_WRONG', '--url https://'],
    ['a token in the address', ['--url', 'https://a:b@registry.test'], 'VALUE_WRONG', '--url https://'],
    [
      'a zone that nobody knows',
      ['--type', 'sandbox', '--time-zone', 'WIB7'],
      'VALUE_WRONG',
      '--time-zone Asia/Jakarta',
    ],
    [
      'a way in that DHIS2 has not',
      ['--type', 'dhis2', '--url', 'https://d.test', '--auth', 'oauth2'],
      'VALUE_WRONG',
      '--auth apitoken | basic',
    ],
  ])('%s: two lines, and nothing is written', async (_, flags, code, word) => {
    const clerk = new Clerk();
    const { exitCode, err } = await clerk.runs(...json(...flags));
    expect([exitCode, errorLines(err).length]).toEqual([2, 2]);
    expect(err).toContain(`[${code}]`);
    expect(err).toContain(word);
    expect(readdirSync(clerk.folder)).toEqual([]);
  });

  it('never writes over a secret', async () => {
    const clerk = new Clerk();
    mkdirSync(clerk.path('kerja'));
    writeFileSync(clerk.path('kerja/token'), 'lama\n', { mode: 0o600 });
    const command = `printf '${SECRET}\\n' | ${process.execPath} ${PROGRAM} init --yes --no-test --url ${server.url} --auth bearer --secret-file - --config kerja/malam.yaml`;
    const { run } = await import('../support/program.ts');
    const refused = await run('sh', ['-c', command], { cwd: clerk.folder });
    expect([refused.exitCode, refused.err]).toEqual([2, expect.stringContaining('[OUTPUT_EXISTS]')]);
    expect(readdirSync(clerk.path('kerja'))).toEqual(['token']);
    const piped = await run('sh', ['-c', command.replaceAll('kerja/', '')], { cwd: clerk.folder });
    expect(piped.exitCode, piped.err).toBe(0);
    expect([readFileSync(clerk.path('token'), 'utf8'), isPrivate(clerk, 'token')]).toEqual([`${SECRET}\n`, true]);
    expect(piped.out + piped.err).not.toContain(SECRET);
  });
});
