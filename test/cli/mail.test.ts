/** E-mail, against a real mail server and one that does not answer. */
import { once } from 'node:events';
import { chmodSync, renameSync } from 'node:fs';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort } from '../support/free-port.ts';
import { hasExim, type MailServer, startMailServer } from '../support/mail-server.ts';
import { testCertificate } from '../support/test-certificate.ts';
import { Clerk, csv, expectDiscreet, people } from './clerk.ts';

const clerk = new Clerk();
const rows = people(20);
clerk.write('peserta.csv', csv(rows));
clerk.write('ca.pem', testCertificate.cert);
for (const [name, word] of [
  ['sandi', 'rahasia'],
  ['sandi-salah', 'salah'],
] as const)
  chmodSync(clerk.path(clerk.write(name, `${word}\n`)), 0o600);

/** Options of `notify.email` for a server of the test. */
function configure(options: string): void {
  const usual = 'host: 127.0.0.1, from: vaksin@mail.test, to: [admin@mail.test, kepala@mail.test]';
  clerk.write(
    'vax-upload.yaml',
    `language: id\nnotify: { name: Kendal 1, timeout: 5s, email: { ${usual}, ${options} } }\n`,
  );
}

const LOGIN = 'user: vaksin, passwordFile: ./sandi, caFile: ./ca.pem';

// Without exim (Debian: exim4-daemon-light) there is nobody to write to.
describe.skipIf(!hasExim())('a mail server', () => {
  let mail: MailServer;
  let plain: MailServer;
  beforeAll(async () => {
    [mail, plain] = await Promise.all([startMailServer(), startMailServer({ tls: false })]);
  });
  afterAll(async () => {
    await Promise.all([mail[Symbol.asyncDispose](), plain[Symbol.asyncDispose]()]);
  });

  it('gets a letter of each run: counts and the next command, and nothing of anybody', async () => {
    configure(`port: ${mail.port}, ${LOGIN}`);
    const ended = await clerk.runs('import', 'peserta.csv', '--to', 'sandbox', '-q');
    expect(ended.err).toBe('');
    expect(ended.exitCode).toBe(0);
    const [letter = ''] = await mail.letters(1);
    const text = letter.replaceAll(/=\r?\n/g, '').replaceAll(/\r?\n\s+/g, ' ');
    expect(text).toContain('To: admin@mail.test, kepala@mail.test');
    expect(text).toContain('Subject: vax-upload Kendal 1 (latihan): beres semua, 20 catatan terkirim');
    expect(text).toContain('Auto-Submitted: auto-generated');
    expect(text).toContain('20 baris =3D 20 diterima');
    expect(text).not.toContain('multipart');
    expectDiscreet({ ...ended, out: text }, rows);
    expect(text).not.toContain('peserta.csv');
  });

  it('the report goes with it only if somebody asks', async () => {
    // One for each of the two to whom each was written.
    const before = await mail.settled();
    configure(`port: ${mail.port}, attachReport: true, ${LOGIN}`);
    const ended = await clerk.runs('resume', '--to', 'sandbox', '-q');
    expect(ended.err).toBe('');
    const letter = (await mail.letters(before + 2)).at(-1) ?? '';
    expect(letter).toMatch(/Content-Type: text\/html; charset=utf-8; name=laporan\.html/);
    const [, encoded = ''] = /filename=laporan\.html\r?\n\r?\n([\w+/=\r\n]+)/.exec(letter) ?? [];
    const page = Buffer.from(encoded, 'base64').toString();
    expect(page).toMatch(/^<!doctype html>[\s\S]+<\/html>\s*$/i);
    expectDiscreet({ ...ended, out: page }, rows);
  });

  it('a letter without its report is better than none', async () => {
    // One for each of the two to whom each was written.
    const before = await mail.settled();
    configure(`port: ${mail.port}, attachReport: true, ${LOGIN}`);
    // There is no ledger, and then one that cannot be opened: its key is gone.
    expect((await clerk.runs('resume', '--to', 'http://registry.example/v1', '--state', 'belum.db')).exitCode).toBe(2);
    expect((await clerk.runs('import', 'peserta.csv', '--to', 'sandbox', '--state', 'lain/buku.db')).exitCode).toBe(0);
    renameSync(clerk.path('.vax-upload/ledger.key'), clerk.path('kunci'));
    const ended = await clerk.runs('resume', '--to', 'sandbox', '--state', 'lain/buku.db');
    expect(ended.exitCode).toBe(2);
    expect(ended.err).toMatch(/Peringatan: .+\[LEDGER_KEY_MISSING\]/);
    const came = (await mail.letters(before + 6)).slice(before);
    expect(came.map((letter) => letter.includes('laporan.html'))).toEqual([false, false, true, true, false, false]);
    renameSync(clerk.path('kunci'), clerk.path('.vax-upload/ledger.key'));
  });

  it.each([
    ['STARTTLS', () => `port: ${mail.port}, ${LOGIN}`],
    ['TLS from the first byte', () => `port: ${mail.tlsPort}, security: tls, ${LOGIN}`],
    [
      'a password from a command',
      () => `port: ${mail.port}, user: vaksin, passwordCommand: "cat sandi", caFile: ./ca.pem`,
    ],
    ['no encryption and no password, because it is said', () => `port: ${plain.port}, security: none`],
  ])('`notify` shows that a letter goes out: %s', async (_, options) => {
    configure(options());
    const ended = await clerk.runs('notify', '--lang', 'en');
    expect(ended.out).toMatch(/^✓ The mail server 127\.0\.0\.1 has taken the test letter/);
    expect(ended.exitCode).toBe(0);
  });

  it.each([
    ['a wrong password', () => `port: ${mail.port}, ${LOGIN.replace('./sandi', './sandi-salah')}`, 'NOTIFY_LOGIN'],
    [
      'a password file that is not there',
      () => `port: ${mail.port}, ${LOGIN.replace('./sandi', './x')}`,
      'SECRET_UNREADABLE',
    ],
    [
      'a certificate that nobody vouches for',
      () => `port: ${mail.port}, user: vaksin, passwordFile: ./sandi`,
      'NOTIFY_TLS',
    ],
    [
      'the same with TLS at once',
      () => `port: ${mail.tlsPort}, security: tls, user: vaksin, passwordFile: ./sandi`,
      'NOTIFY_TLS',
    ],
    ['a server that cannot encrypt', () => `port: ${plain.port}`, 'NOTIFY_TLS'],
    ['TLS at once where it begins in the open', () => `port: ${mail.port}, security: tls, ${LOGIN}`, 'NOTIFY_TLS'],
    ['no login', () => `port: ${mail.port}, caFile: ./ca.pem`, 'NOTIFY_RECIPIENT'],
    ['an address that is nobody', () => `port: ${mail.port}, to: tidak-ada@mail.test, ${LOGIN}`, 'NOTIFY_RECIPIENT'],
    [
      'one address of two',
      () => `port: ${mail.port}, to: [admin@mail.test, tidak-ada@mail.test], ${LOGIN}`,
      'NOTIFY_RECIPIENT',
    ],
  ])('%s: two lines with a cure, exit 2', async (_, options, code) => {
    const said = options();
    configure(said);
    // A second `to` replaces the usual one.
    if (said.includes('to: '))
      clerk.write(
        'vax-upload.yaml',
        `notify: { timeout: 5s, email: { host: 127.0.0.1, from: vaksin@mail.test, ${said} } }\n`,
      );
    const ended = await clerk.runs('notify', '--lang', 'en');
    expect(ended.out).toMatch(new RegExp(`^✗ .+\\[${code}\\]\\n {2}\\S`));
    expect(ended.exitCode).toBe(2);
    expect(ended.out + ended.err).not.toMatch(/rahasia|salah\b/);
  });
});

describe('nobody takes the letter', () => {
  let silent: Server;
  beforeAll(async () => {
    silent = createServer().listen(0, '127.0.0.1');
    await once(silent, 'listening');
  });
  afterAll(() => void silent.close());

  it.each([
    ['a server that never says a word', async () => (silent.address() as AddressInfo).port, 'tidak menjawab'],
    ['nobody at this port', freePort, 'sambungan ditolak'],
  ])('%s: a warning, and the exit code of the run', async (_, port, cause) => {
    configure(`port: ${await port()}`);
    clerk.env = { VAX_UPLOAD_NOTIFY_TIMEOUT: '1s' };
    const began = performance.now();
    const ended = await clerk.runs('import', 'peserta.csv', '--to', 'sandbox');
    clerk.env = {};
    expect(ended.exitCode).toBe(0);
    expect(performance.now() - began).toBeLessThan(20_000);
    expect(ended.err).toMatch(
      new RegExp(`Peringatan: Email tidak sampai ke 127\\.0\\.0\\.1: .*${cause}.* \\[NOTIFY_AWAY\\]`),
    );
    expect(ended.err).toMatch(/Coba: .*`notify\.email`/);
  });

  it.each([
    ['a server whose greeting never ends', '220-'],
    ['a server whose answer never ends', '220 mail\r\n250-'],
  ])('%s: never idle, and no night waits for it', async (_, words) => {
    const dripping = createServer((line) => {
      const timer = setInterval(() => line.write('250-more\r\n'), 100);
      line.on('close', () => clearInterval(timer)).on('error', () => undefined);
      line.write(`${words}hello\r\n`);
    }).listen(0, '127.0.0.1');
    await once(dripping, 'listening');
    configure(`port: ${(dripping.address() as AddressInfo).port}, security: none`);
    clerk.env = { VAX_UPLOAD_NOTIFY_TIMEOUT: '1s' };
    const began = performance.now();
    const ended = await clerk.runs('notify');
    clerk.env = {};
    dripping.close();
    expect(performance.now() - began).toBeLessThan(15_000);
    expect(ended.out).toMatch(/127\.0\.0\.1: .*tidak menjawab.* \[NOTIFY_AWAY\]/);
    expect(ended.exitCode).toBe(2);
  });

  it.each([
    ['it is busy', ['421 try later'], 'NOTIFY_REFUSED'],
    ['it does not know us yet', ['220 mail', '250 hello', '250 ok', '450 4.2.0 Greylisted'], 'NOTIFY_RECIPIENT'],
    [
      'it takes no letter now',
      ['220 mail', '250 hello', '250 ok', '250 ok', '250 ok', '354 go', '451 later'],
      'NOTIFY_REFUSED',
    ],
  ])('%s: nothing of ours is called wrong, and it is tried again later', async (_, answers, code) => {
    const busy = createServer((line) => {
      const left = [...answers];
      const next = (): boolean => line.write(`${left.length > 1 ? left.shift() : left[0]}\r\n`);
      next();
      line.on('data', next).on('error', () => undefined);
    }).listen(0, '127.0.0.1');
    await once(busy, 'listening');
    configure(`port: ${(busy.address() as AddressInfo).port}, security: none`);
    const ended = await clerk.runs('notify');
    busy.close();
    expect(ended.out).toMatch(new RegExp(`\\[${code}\\]\\n {2}Belum tentu ada yang salah`));
    expect(ended.exitCode).toBe(2);
  });
});
