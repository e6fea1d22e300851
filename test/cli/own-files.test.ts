/** Files that somebody else could have written: nothing of them is followed, and what is advised helps. */
import { chmodSync, chownSync, existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startFakeServer } from '../support/fake-server.ts';
import { run } from '../support/program.ts';
import { Clerk, csv, errorLines, people } from './clerk.ts';

const server = await startFakeServer({ authorization: 'Bearer rahasia' });
afterAll(() => server.close());
const clerk = new Clerk();

beforeAll(async () => {
  clerk.write('peserta.csv', csv(people(3)));
  clerk.write('vaksin.yaml', 'vaccines:\n  coronavac: [Sinovac]\n');
  clerk.write('token', 'rahasia\n');
  chmodSync(clerk.path('token'), 0o600);
  const target = `target: { url: "${server.url}", auth: { type: bearer, tokenFile: ./token } }\n`;
  clerk.write(
    'vax-upload.yaml',
    `${target}reading: { mapping: ./vaksin.yaml }\ndelivery: { doubtWait: 50ms }\nlanguage: en\n`,
  );
  clerk.write(
    'tamu.yaml',
    `target: { url: "${server.url}", auth: { type: bearer, tokenCommand: "touch dijalankan; echo rahasia" } }\n`,
  );
  expect((await clerk.runs('import', 'peserta.csv')).exitCode).toBe(0);
  clerk.write('.vax-upload/columns.yaml', '');
});

describe.skipIf(process.platform === 'win32')('a file that others can change', () => {
  const files: readonly (readonly [name: string, file: string, mode: number, command: readonly string[]])[] = [
    ['the configuration', 'vax-upload.yaml', 0o666, ['status']],
    ['the configuration, by its group', 'vax-upload.yaml', 0o664, ['import', 'peserta.csv']],
    ['the names of vaccines', 'vaksin.yaml', 0o622, ['check', 'peserta.csv']],
    ['the remembered columns', '.vax-upload/columns.yaml', 0o666, ['check', 'peserta.csv']],
    ['the key', '.vax-upload/ledger.key', 0o644, ['status']],
    ['the token', 'token', 0o644, ['import', 'lain.csv']],
  ];
  it.each(files)('%s', async (_, file, mode, command) => {
    clerk.write('lain.csv', csv(people(1, 50)));
    chmodSync(clerk.path(file), mode);
    const refused = await clerk.runs(...command);
    expect(refused.exitCode, refused.err).toBe(2);
    const [what = '', advice = ''] = errorLines(refused.err);
    expect(what).toContain(clerk.path(file));
    expect(what).toContain('[SETTINGS_UNSAFE]');
    const [, cure = ''] = /`(chmod .*)`/.exec(advice) ?? [];
    expect((await run('sh', ['-c', cure], { cwd: clerk.folder })).exitCode).toBe(0);
    expect((await clerk.runs(...command)).exitCode).toBe(0);
  });

  it('its command is not run, also as the superuser', async () => {
    const isRoot = process.geteuid?.() === 0;
    if (isRoot) chownSync(clerk.path('tamu.yaml'), 4_711, 4_711);
    else chmodSync(clerk.path('tamu.yaml'), 0o666);
    clerk.write('baru.csv', csv(people(1, 60)));
    const { exitCode, err } = await clerk.runs('import', 'baru.csv', '--config', 'tamu.yaml', '--lang', 'id');
    expect([exitCode, existsSync(clerk.path('dijalankan'))]).toEqual([2, false]);
    expect(err).toContain(isRoot ? 'milik pengguna lain (nomor 4711)' : 'bisa diubah oleh pengguna lain');
  });
});
