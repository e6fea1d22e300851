import { describe, expect, test } from 'vitest';
import { handClock, record, sandbox, submit, until } from './help.ts';

const json = { 'content-type': 'application/json' };
const good = JSON.stringify({ batch: 'k', records: [record(1)] });

describe('Idempotency-Key', () => {
  test.each([
    ['as before', '"8e03978e-40d5"', '"8e03978e-40d5"'],
    ['first quoted, then bare', '"8e03978e-40d5"', '8e03978e-40d5'],
    ['with a parameter', '"8e03978e-40d5"', '"8e03978e-40d5";v=1'],
    ['with an escape', '"a\\"b"', ' "a\\"b" '],
  ])('the answer is repeated byte for byte: %s', async (_, before, after) => {
    const server = await sandbox();
    const send = (key: string) =>
      fetch(`${server.url}/submissions`, { method: 'POST', headers: { ...json, 'idempotency-key': key }, body: good });
    const first = await send(before);
    const bytes = await first.bytes();
    await submit(server, [record(1)]); // a fresh answer would now be already-there
    const second = await send(after);
    expect(second.status).toBe(200);
    expect(second.headers.get('content-type')).toBe(first.headers.get('content-type'));
    expect(await second.bytes()).toEqual(bytes);
    expect(server.totals()).toEqual({ total: 1, doubled: 0 });
  });

  test('another payload under a used key is refused', async () => {
    const server = await sandbox();
    await submit(server, [record(1)], 'k');
    const response = await submit(server, [record(2)], 'k');
    expect(response.status).toBe(422);
    expect(await response.json()).toMatchObject({ type: 'urn:vax-upload:problem:idempotency-key-reused', status: 422 });
    expect(server.totals().total).toBe(1);
  });

  test('a key is forgotten after a day, the record is not', async () => {
    const clock = handClock();
    const server = await sandbox({ clock });
    await submit(server, [record(1)], 'k');
    clock.forward(24 * 3_600_000);
    expect(await (await submit(server, [record(1)], 'k')).json()).toMatchObject({
      results: [{ status: 'already-there' }],
    });
  });

  test('while the first is under way, the same again is 409 and another payload 422', async () => {
    const clock = handClock();
    const server = await sandbox({ clock, latencyMs: { request: 100, record: 0 } });
    const asleep = clock.sleeping;
    const first = submit(server, [record(1)], 'k');
    await until(() => clock.sleeping > asleep);
    const again = await submit(server, [record(1)], 'k');
    expect(again.status).toBe(409);
    expect(Number(again.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await again.json()).toMatchObject({ type: 'urn:vax-upload:problem:in-flight', status: 409 });
    expect((await submit(server, [record(2)], 'k')).status).toBe(422);
    clock.forward(50);
    await until(() => server.totals().total === 1);
    await until(() => clock.sleeping > asleep);
    expect((await submit(server, [record(1)], 'k')).status, 'stored, but not yet answered').toBe(409);
    clock.forward(50);
    expect((await first).status).toBe(200);
    // 'k' is free again; its answer needs its time like any other
    const replay = submit(server, [record(1)], 'k');
    for (let half = 0; half < 2; half += 1) {
      await until(() => clock.sleeping > asleep);
      clock.forward(50);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    expect(await (await replay).text()).toBe(await (await first).text());
  });

  test('two batches are worked on one after the other', async () => {
    const clock = handClock();
    const server = await sandbox({ clock, latencyMs: { request: 0, record: 10 } });
    const asleep = clock.sleeping;
    const both = [submit(server, [record(1)]), submit(server, [record(2)])];
    const order: number[] = [];
    for (let half = 0; half < 4; half += 1) {
      await until(() => clock.sleeping === asleep + 1);
      await new Promise((resolve) => setTimeout(resolve, 5));
      expect(clock.sleeping, 'one works, the other waits').toBe(asleep + 1);
      clock.forward(5);
      await until(() => clock.sleeping === asleep || half < 3);
      await new Promise((resolve) => setTimeout(resolve, 5));
      order.push(server.totals().total);
    }
    expect(order).toEqual([1, 1, 2, 2]);
    expect((await Promise.all(both)).map(({ status }) => status)).toEqual([200, 200]);
  });
});
