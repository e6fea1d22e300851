import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSecret } from '../../src/config/secrets.ts';
import { RunError } from '../../src/errors.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vax-upload-secrets-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function fileWith(text: string): Promise<string> {
  const file = join(folder, 'token');
  await writeFile(file, text);
  return file;
}

const node = (script: string) => `${JSON.stringify(process.execPath)} -e ${JSON.stringify(script)}`;

describe('a secret is read from', () => {
  it.each(['abc', 'abc\n', 'abc\r\n', '\ufeffabc\n'])('a file that says %j', async (text) => {
    expect(await readSecret({ type: 'bearer', tokenFile: await fileWith(text) })).toBe('abc');
  });
  it('a command', async () => {
    expect(await readSecret({ type: 'bearer', tokenCommand: node("console.log('a b c')") })).toBe('a b c');
    expect(await readSecret({ type: 'bearer', tokenCommand: node("console.log('\\ufeffabc')") })).toBe('abc');
    expect(await readSecret({ type: 'basic', username: 'x', passwordCommand: 'echo one && echo two >&2' })).toBe('one');
  });
  it('nowhere, when none is needed', async () => expect(await readSecret({ type: 'none' })).toBeUndefined());
});

describe('a secret that cannot be read', () => {
  async function fault(auth: Parameters<typeof readSecret>[0], limitMs?: number): Promise<RunError> {
    const error = await readSecret(auth, 'target.auth', limitMs).catch((thrown: unknown) => thrown);
    if (error instanceof RunError && error.code === 'SECRET_UNREADABLE') return error;
    throw new Error('was read');
  }

  it('from a file', async () => {
    const file = join(folder, 'nowhere');
    expect((await fault({ type: 'bearer', tokenFile: file })).params).toEqual({
      key: 'target.auth.tokenFile',
      file,
      detail: 'ENOENT',
    });
    expect((await fault({ type: 'basic', username: 'x', passwordFile: folder })).params).toMatchObject({
      key: 'target.auth.passwordFile',
      detail: 'EISDIR',
    });
    for (const text of ['', '\n', '  \n', 'a\nb\n']) await fault({ type: 'bearer', tokenFile: await fileWith(text) });
  });

  it('because a header cannot carry it; a password can be anything', async () => {
    for (const text of ['“abc”', 'ab\u0001c', 'ab\u007fc']) {
      expect((await fault({ type: 'bearer', tokenFile: await fileWith(text) })).params['detail']).toBe(
        'a character that no token has',
      );
      expect(await readSecret({ type: 'basic', username: 'x', passwordFile: await fileWith(text) })).toBe(text);
    }
  });

  it('from a command, which is never shown', async () => {
    const cases = [
      ['echo hunter2; exit 3', 'exit 3'],
      ['true hunter2', 'empty'],
      ['no-such-program hunter2', 'exit 127'],
      [node("process.stdout.write('hunter2'.repeat(20000))"), 'more than one line'],
    ] as const;
    for (const [tokenCommand, detail] of cases) {
      const error = await fault({ type: 'bearer', tokenCommand });
      expect(error.params).toEqual({ key: 'target.auth.tokenCommand', detail });
      expect(JSON.stringify(error)).not.toContain('hunter2');
    }
  });

  it('from a command that never ends, nor lets go of the pipe', async () => {
    const error = await fault({ type: 'bearer', tokenCommand: 'sleep 3 & sleep 3' }, 100);
    expect(error.params).toMatchObject({ detail: '0.1 s' });
  });
});

describe('a command that leaves something behind', () => {
  const endGroup = (pid: number): void => {
    try {
      process.kill(-pid, 'SIGKILL');
    } catch {
      // Nobody is left in it.
    }
  };
  /** Whether a process is there, and is no corpse that waits for its parent. */
  const lives = (pid: number): boolean => {
    try {
      return !/^State:\s+[ZX]/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
    } catch {
      return false;
    }
  };
  const pidIn = async (file: string): Promise<number> => {
    await expect.poll(() => existsSync(file) && readFileSync(file, 'utf8').trim() !== '').toBe(true);
    return Number(readFileSync(file, 'utf8'));
  };

  it('gives its token at once, though a child holds the pipe, and the child is ended', async () => {
    const pids = join(folder, 'behind');
    const began = performance.now();
    const tokenCommand = `sleep 60 & echo $! > ${pids}; echo abc`;
    expect(await readSecret({ type: 'bearer', tokenCommand }, 'target.auth', 30_000, undefined, endGroup)).toBe('abc');
    expect(performance.now() - began).toBeLessThan(10_000);
    const child = await pidIn(pids);
    await expect.poll(() => lives(child)).toBe(false);
  });

  it('or hangs: it and what it has started are ended', async () => {
    const pids = join(folder, 'hangs');
    const tokenCommand = `sleep 60 & echo $! > ${pids}; wait`;
    const read = readSecret({ type: 'bearer', tokenCommand }, 'target.auth', 1_500, undefined, endGroup);
    const child = await pidIn(pids);
    await expect(read).rejects.toMatchObject({ code: 'SECRET_UNREADABLE', params: { detail: '1.5 s' } });
    await expect.poll(() => lives(child)).toBe(false);
  });

  it('or complains without end: nobody hears it, and nothing stops for it', async () => {
    const tokenCommand = node("process.stderr.write('Siti '.repeat(200000)); console.log('abc')");
    expect(await readSecret({ type: 'bearer', tokenCommand }, 'target.auth', 30_000, undefined, endGroup)).toBe('abc');
  });
});
