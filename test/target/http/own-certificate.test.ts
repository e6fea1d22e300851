/** A server that looks at our certificate as OpenSSL does (nginx, Apache): what it says of one that it does not take. */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { httpClient } from '../../../src/target/http/client.ts';
import { makeAuthority } from '../../support/authority.ts';

const folder = mkdtempSync(join(tmpdir(), 'vax-certificates-'));
const elsewhere = mkdtempSync(join(tmpdir(), 'vax-certificates-'));
afterAll(() => {
  for (const path of [folder, elsewhere]) rmSync(path, { recursive: true, force: true });
});
const authority = makeAuthority(folder, 'localhost', '127.0.0.1');
const [own, over] = [authority.client('kendal'), authority.client('lama', -1)];
const foreign = makeAuthority(elsewhere, 'elsewhere').client('orang');

async function listening(version: string): Promise<string> {
  const args = ['-accept', '127.0.0.1:0', '-cert', 'server.pem', '-key', 'server.key', '-CAfile', 'ca.pem'];
  const strict = ['-Verify', '1', '-verify_return_error', '-www', version];
  const child = spawn('openssl', ['s_server', ...args, ...strict], { cwd: folder });
  onTestFinished(() => void child.kill());
  return new Promise((resolve, reject) => {
    let said = '';
    child.stdout.on('data', (text: Buffer) => {
      said += text;
      const port = /ACCEPT 127\.0\.0\.1:(\d+)/.exec(said)?.[1];
      if (port !== undefined) resolve(`https://127.0.0.1:${port}/`);
    });
    child.on('exit', () => reject(new Error('openssl s_server has ended')));
  });
}

describe.each([['-tls1_3'], ['-tls1_2']])('openssl s_server %s', (version) => {
  it.each<[what: string, shown: { certFile: string; keyFile: string } | undefined, kind: string, cause?: string]>([
    ['takes ours', own, 'response'],
    // In TLS 1.2 nothing but "no" is said then.
    ['wants one and is shown none', undefined, 'failed', version === '-tls1_2' ? 'tls' : 'own-certificate'],
    ['does not know who has signed it', foreign, 'failed', 'own-certificate'],
    ['finds it over', over, 'failed', 'own-certificate'],
  ])('%s', async (_what, shown, kind, cause) => {
    const text = (path: string): string => readFileSync(path, 'utf8');
    const client = httpClient({
      userAgent: 'test',
      timeoutMs: 5_000,
      sockets: 1,
      ca: authority.ca,
      ...(shown ? { client: { cert: text(shown.certFile), key: text(shown.keyFile) } } : {}),
    });
    const url = new URL(await listening(version));
    const exchange = await client.exchange({ method: 'GET', url, signal: new AbortController().signal });
    client.close();
    expect(exchange).toMatchObject({ kind, ...(cause === undefined ? { status: 200 } : { cause }) });
  });
});
