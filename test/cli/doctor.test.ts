/** What a server really does, and what it would be sent: `doctor`, `import --dry-run`, `check --server`. */
import { readdirSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { type FakeServer, startFakeServer } from '../support/fake-server.ts';
import { Clerk, csv, errorLines, events, people } from './clerk.ts';

const servers: FakeServer[] = [];
afterAll(() => Promise.all(servers.map((server) => server.close())));

async function desk(rows = 1) {
  const clerk = new Clerk();
  clerk.write('canary.csv', csv(people(rows)));
  const server = await startFakeServer();
  servers.push(server);
  return { clerk, server };
}

describe('doctor', () => {
  it('stores nothing without a canary, and says what it has therefore not looked at', async () => {
    const { clerk, server } = await desk();
    const { exitCode, out } = await clerk.runs('doctor', '--to', server.url, '--lang', 'en');
    expect(exitCode).toBe(0);
    expect(out).toMatch(/✓ It answers/);
    expect(out).toMatch(/Not looked at: whether a record sent twice is there once/);
    expect(server.effects.size).toBe(0);
  });

  it('sends the canary twice, and it is there once', async () => {
    const { clerk, server } = await desk();
    const { exitCode, out } = await clerk.runs('doctor', '--canary', 'canary.csv', '--to', server.url, '--lang', 'id');
    expect(exitCode).toBe(0);
    expect(out).toMatch(/✓ Catatan yang dikirim dua kali hanya ada satu/);
    expect([...server.effects.values()].map(({ count }) => count)).toEqual([1]);
    expect(readdirSync(clerk.folder)).not.toContain('.vax-upload');
  });

  it('tells a script of each finding, and the sum as the last', async () => {
    const { clerk, server } = await desk();
    const { out } = await clerk.runs('doctor', '--canary', 'canary.csv', '--to', server.url, '--json');
    const found = events(out);
    expect(found.filter(({ event }) => event === 'finding')).toContainEqual({
      event: 'finding',
      about: 'canary-once',
      result: 'good',
    });
    expect(found.at(-1)).toMatchObject({ event: 'examined', bad: 0, unsure: 0, exitCode: 0 });
  });

  it.each([
    ['no row', 0],
    ['two rows', 2],
  ])('refuses a canary of %s before anything is sent', async (_, rows) => {
    const { clerk, server } = await desk(rows);
    const { exitCode, err } = await clerk.runs('doctor', '--canary', 'canary.csv', '--to', server.url, '--lang', 'en');
    expect(exitCode).toBe(2);
    expect(errorLines(err).join('\n')).toContain('CANARY_ROWS');
    expect(server.requests.length).toBe(0);
  });

  it.each([
    ['something else answers', 404, 'page', /✗ It gives no answer that we understand: it turns us away \(HTTP 404\)/],
    ['the token is refused', 401, 'problem', /✗ It does not let us in \(HTTP 401\)/],
    ['a page of maintenance', 200, 'page', /✗ It gives no answer that we understand/],
  ] as const)('%s: a cure in two lines, and exit 2', async (_, status, as, line) => {
    const { clerk, server } = await desk();
    server.lookups.always({ do: 'answer', status, as });
    const { exitCode, out } = await clerk.runs('doctor', '--to', server.url, '--lang', 'en');
    expect(exitCode).toBe(2);
    expect(out).toMatch(line);
    expect(out).toMatch(/1 to mend before anything is sent/);
  });
});

describe('import --dry-run', () => {
  it('shows the very requests, without what is personal, and neither sends nor keeps anything', async () => {
    const { clerk, server } = await desk(5);
    const { exitCode, out } = await clerk.runs('import', 'canary.csv', '--dry-run', '--to', server.url, '--lang', 'en');
    expect(exitCode).toBe(0);
    expect(out).toContain('Would be sent to');
    expect(out).toContain(`POST ${server.url}/submissions`);
    expect(out).toContain('"nik": "‹nik›"');
    for (const { nik, name } of people(5)) for (const value of [nik, name]) expect(out).not.toContain(value);
    expect(server.requests.length).toBe(0);
    expect(readdirSync(clerk.folder)).not.toContain('.vax-upload');
  });

  it('shows it all where it is told to', async () => {
    const { clerk, server } = await desk(1);
    const { out } = await clerk.runs('import', 'canary.csv', '--dry-run', '--reveal', '--to', server.url, '--json');
    const [shown] = events(out).filter(({ event }) => event === 'would-send');
    const body = JSON.parse(String(shown?.['body']));
    expect(body.records).toHaveLength(1);
    expect(body.records[0].participant.nik).toMatch(/^\d{16}$/);
  });
});

describe('check --server', () => {
  it('says before it reads that this kind of server cannot be asked', async () => {
    const { clerk, server } = await desk();
    const { exitCode, err } = await clerk.runs('check', 'canary.csv', '--server', '--to', server.url, '--lang', 'en');
    expect(exitCode).toBe(2);
    expect(errorLines(err).join('\n')).toContain('SERVER_NO_CHECK');
    // Its advice.
    expect((await clerk.runs('check', 'canary.csv')).exitCode).toBe(0);
  });
});
