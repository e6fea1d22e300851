/** What `--dry-run` shows is what goes out, and holds no secret. */
import { expect, it } from 'vitest';
import type { Came } from '../../support/gateway.ts';
import type { TargetBench } from './bench.ts';
import { NEVER, type Stand, verdictsOf } from './stand.ts';

/** Headers of the line and of what lets us in: nobody needs to see them before. */
const OF_THE_LINE = /^(?:host|connection|content-length|accept-encoding|user-agent|authorization|accept|content-type)$/;
const TOKEN = 'rahasia-sekali-4';

export function showing(stand: () => Stand): void {
  it('shows exactly what is sent, and no secret', async () => {
    const { gateway, bench } = stand();
    const authorization = `Bearer ${TOKEN}`;
    const target = stand().connect({ authorization: async () => ({ kind: 'pass', authorization }) });
    await stand().warmUp(target);
    const batch = await stand().batch();
    gateway.seen.length = 0;
    const shown = target.show(batch);
    expect(JSON.stringify(shown)).not.toContain(TOKEN);
    expect(shown.length).toBeGreaterThan(0);
    verdictsOf(await target.send(batch, NEVER));
    for (const { headers } of gateway.seen) expect(headers.authorization).toBe(authorization);
    const asShown = shown.map(({ method, url, headers, body }) => ({
      method,
      path: new URL(url).pathname,
      headers: lowered(headers),
      body,
    }));
    expect(gateway.seen.map((came) => asSent(came, bench.unknowable)).sort(byBody)).toEqual(asShown.sort(byBody));
  });
}

function asSent({ method, path, headers, body }: Came, [sent, shown]: TargetBench['unknowable'] = [/(?!)/g, '']) {
  const told = Object.entries(headers).filter(([name]) => !OF_THE_LINE.test(name));
  const pathname = new URL(path, 'http://x').pathname;
  return { method, path: pathname, headers: Object.fromEntries(told), body: String(body).replaceAll(sent, shown) };
}

function lowered(headers: Readonly<Record<string, string>>) {
  const named = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value] as const);
  return Object.fromEntries(named.filter(([name]) => !OF_THE_LINE.test(name)));
}

function byBody(one: { body: string }, other: { body: string }): number {
  return one.body < other.body ? -1 : 1;
}
