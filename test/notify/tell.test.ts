/** Each way against somebody real: a watchman, a program of one's own, a command. */
import { execFileSync } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { commandTeller } from '../../src/notify/command.ts';
import { pingTeller, pingUrl } from '../../src/notify/ping.ts';
import { tellAll, within } from '../../src/notify/tell.ts';
import type { Message, Teller } from '../../src/notify/way.ts';
import { webhookTeller } from '../../src/notify/webhook.ts';
import { line } from '../../src/target/http/line.ts';
import { freePort } from '../support/free-port.ts';
import { testCertificate } from '../support/test-certificate.ts';
import { CHECK, type Mood, Watchman } from '../support/watchman.ts';

const RUN = '5c1169a0-7b50-4c5c-b0f8-0d3b1f0a9f99';
const message: Message = {
  ping: '0',
  letter: { subject: 'vax-upload Kendal 1: all done', body: 'all done\n' },
  json: { event: 'run-ended', text: 'all done', run: RUN, exitCode: 0, landed: 12 },
};
const never = new AbortController().signal;

const watchman = new Watchman();
beforeAll(() => watchman.start());
afterAll(() => watchman.stop());
beforeEach(() => {
  watchman.pings.length = 0;
  watchman.moods = [];
});

const client = (timeoutMs = 400, ca?: string) =>
  line({ version: '0.1.0', sockets: 2, timeoutMs, ...(ca ? { ca } : {}) });
const ping = (url: string): Teller => pingTeller({ address: async () => new URL(url), client: client(), run: RUN });

async function told(teller: Teller, limitMs = 3_000, cut: AbortSignal = never): Promise<string | undefined> {
  const [outcome] = await tellAll([teller], message, limitMs, cut);
  return outcome?.error && `${outcome.error.code} ${JSON.stringify(outcome.error.params)}`;
}

describe('where a ping goes', () => {
  it.each([
    ['https://hc-ping.com/UUID', 'start', `https://hc-ping.com/UUID/start?rid=${RUN}`],
    ['https://hc-ping.com/UUID/', '0', `https://hc-ping.com/UUID/0?rid=${RUN}`],
    ['https://hc-ping.com/KEY/kendal-1?create=1', '7', `https://hc-ping.com/KEY/kendal-1/7?create=1&rid=${RUN}`],
    ['https://hc.dinkes.example/ping/UUID', 'log', `https://hc.dinkes.example/ping/UUID/log?rid=${RUN}`],
  ])('%s, %s', (base, last, expected) => {
    expect(pingUrl(new URL(base), last, RUN).href).toBe(expected);
  });
});

describe('a ping', () => {
  it('says that the run begins and how it ended, under one number, with counts for people', async () => {
    const teller = ping(watchman.url);
    await teller.begin?.(never);
    expect(await told(teller)).toBeUndefined();
    expect(watchman.pings).toMatchObject([
      { method: 'POST', path: `/${CHECK}/start`, rid: RUN, body: '' },
      { method: 'POST', path: `/${CHECK}/0`, rid: RUN, headers: { 'user-agent': 'vax-upload/0.1.0' } },
    ]);
    expect(watchman.pings[1]?.body).toBe('vax-upload Kendal 1: all done\n\nall done\n');
  });

  it('makes its check where the address asks for it', async () => {
    expect(await told(ping(`${watchman.slug('kendal-1')}?create=1`))).toBeUndefined();
    expect([...watchman.slugs]).toEqual(['kendal-1']);
  });

  it('an end never overtakes its beginning: that would look like a run without an end', async () => {
    watchman.moods = ['hang'];
    const teller = ping(watchman.url);
    const beginning = within(700, never, async (signal) => teller.begin?.(signal)).catch(() => undefined);
    expect(await told(teller)).toBeUndefined();
    await beginning;
    expect(watchman.said.at(-1)).toBe('0');
    expect(watchman.said.filter((word) => word === '0')).toHaveLength(1);
  });

  it.each<[string, readonly Mood[], string | undefined, number]>([
    ['is overloaded once', ['503'], undefined, 1],
    ['hangs up once', ['hang up'], undefined, 1],
    ['is overloaded', ['503', '503', '503'], 'NOTIFY_REFUSED', 0],
    ['hangs', ['hang', 'hang', 'hang'], 'NOTIFY_AWAY', 2],
    ['hangs up', ['hang up', 'hang up', 'hang up', 'hang up'], 'NOTIFY_AWAY', 0],
    ['has moved', ['redirect'], 'NOTIFY_REFUSED', 0],
  ])('where the watchman %s: two tries, and a warning', async (_, moods, code, pings) => {
    watchman.moods = [...moods];
    const failure = await told(ping(watchman.url));
    expect(failure?.split(' ')[0]).toBe(code);
    expect(watchman.pings).toHaveLength(pings);
    // The address is a secret.
    expect(failure ?? '').not.toContain(CHECK);
  });

  it.each([
    ['no check has this UUID', () => watchman.url.replace(CHECK, CHECK.replace('3c', '4d')), 'NOTIFY_UNKNOWN'],
    ['no check has this slug', () => watchman.slug('salah'), 'NOTIFY_REFUSED'],
  ])('%s', async (_, url, code) => {
    expect(await told(ping(url()))).toContain(code);
  });

  it('nobody listens there', async () => {
    const port = await freePort();
    expect(await told(ping(`http://127.0.0.1:${port}/${CHECK}`))).toBe(
      `NOTIFY_AWAY {"key":"notify.ping","host":"127.0.0.1:${port}","cause":"refused"}`,
    );
  });

  it('a certificate that nobody vouches for is not followed', async () => {
    const secure = new Watchman(testCertificate);
    await secure.start();
    try {
      expect(await told(ping(secure.url))).toContain('"cause":"certificate"');
      expect(secure.pings).toEqual([]);
      const teller = pingTeller({
        address: async () => new URL(secure.url),
        client: client(2_000, testCertificate.cert),
        run: RUN,
      });
      expect(await told(teller)).toBeUndefined();
    } finally {
      await secure.stop();
    }
  });

  it('ends at the limit, and at once when somebody asks', async () => {
    watchman.moods = ['hang', 'hang'];
    const slow = () => pingTeller({ address: async () => new URL(watchman.url), client: client(60_000), run: RUN });
    const began = performance.now();
    expect(await told(slow(), 300)).toContain('"cause":"timeout"');
    expect(performance.now() - began).toBeLessThan(1_500);
    const person = new AbortController();
    setTimeout(() => person.abort(), 100);
    expect(await told(slow(), 60_000, person.signal)).toBeUndefined();
    expect(performance.now() - began).toBeLessThan(3_000);
  });
});

describe('a webhook', () => {
  it.each([
    ['plain', 'rahasia', Buffer.from('rahasia')],
    ['base64 behind whsec_', `whsec_${Buffer.from('kunci').toString('base64')}`, Buffer.from('kunci')],
  ])('gets JSON that it can verify (%s)', async (_, secret, key) => {
    const teller = webhookTeller({
      address: async () => new URL(watchman.url),
      client: client(),
      when: 'always',
      token: async () => 'abc',
      secret: async () => secret,
      now: () => 1_800_000_000_500,
    });
    expect(await told(teller)).toBeUndefined();
    const { body = '', headers = {} } = watchman.pings[0] ?? {};
    expect(JSON.parse(body)).toEqual(message.json);
    const { 'webhook-id': id, 'webhook-timestamp': at, 'webhook-signature': signature } = headers;
    expect(signature).toBe(`v1,${createHmac('sha256', key).update(`${id}.${at}.${body}`).digest('base64')}`);
    expect(headers).toMatchObject({
      'content-type': 'application/json',
      authorization: 'Bearer abc',
      'webhook-id': RUN,
      'webhook-timestamp': '1800000000',
    });
  });
});

describe('a command', () => {
  let folder: string;
  const endGroup = (pid: number): void => {
    try {
      process.kill(-pid, 'SIGKILL');
    } catch {
      // Nobody is left.
    }
  };
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'vax-tell-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const command = (text: string, limitMs = 5_000): Teller =>
    commandTeller({
      command: text,
      when: 'always',
      cwd: folder,
      env: { PATH: process.env['PATH'] },
      endGroup,
      limitMs,
    });
  const read = (name: string): string => readFileSync(join(folder, name), 'utf8');

  it('gets counts as variables and as JSON, beside the configuration', async () => {
    expect(await told(command('echo "$VAX_RUN_EXIT_CODE $VAX_RUN_LANDED" >variables; cat >told.json'))).toBeUndefined();
    expect(read('variables')).toBe('0 12\n');
    expect(JSON.parse(read('told.json'))).toEqual(message.json);
  });

  it.each([
    ['ends with an error', 'exit 3', 'exit 3'],
    ['is not there', './tidak-ada.sh', 'exit 127'],
    ['is killed', 'kill -9 $$', 'SIGKILL'],
  ])('that %s is a warning', async (_, text, detail) => {
    expect(await told(command(text))).toBe(`NOTIFY_COMMAND {"key":"notify.command","detail":"${detail}"}`);
  });

  it.each([
    ['does not read what it is told', 'exec true'],
    ['prints a great deal', 'yes | head -c 3000000; yes | head -c 3000000 >&2'],
    ['leaves something behind', 'sleep 30 & true'],
  ])('that %s does no harm', async (_, text) => {
    const began = performance.now();
    expect(await told(command(text))).toBeUndefined();
    expect(performance.now() - began).toBeLessThan(4_000);
  });

  it('that ignores SIGTERM is ended at the limit, with all that it has started', async () => {
    writeFileSync(
      join(folder, 'stubborn.sh'),
      'trap "" TERM HUP INT\n(trap "" TERM; echo $BASHPID >child; sleep 60) &\necho $$ >head\nsleep 60\n',
    );
    const began = performance.now();
    expect(await told(command('bash stubborn.sh', 600), 600)).toBe(
      'NOTIFY_COMMAND {"key":"notify.command","detail":"0.6 s"}',
    );
    expect(performance.now() - began).toBeLessThan(3_000);
    await wait(200);
    expect(existsSync(join(folder, 'child'))).toBe(true);
    for (const name of ['head', 'child']) expect(isRunning(read(name).trim())).toBe(false);
  });
});

/** A zombie has ended; its parent has only not looked yet. */
function isRunning(pid: string): boolean {
  try {
    return !/^Z/.test(execFileSync('ps', ['-o', 'stat=', '-p', pid], { encoding: 'utf8' }).trim());
  } catch {
    return false;
  }
}
