/** One record, one effect: what is sent twice, refused, too much, in part. */
import { expect, it } from 'vitest';
import { naturalKey, recordKey } from '../../../src/record/key.ts';
import type { Consignment } from '../../../src/target/target.ts';
import { NEVER, receiptsOf, type Stand, verdictsOf, weatherOf } from './stand.ts';

export function effects(stand: () => Stand): void {
  it('the same records are the same bytes', async () => {
    const { target, people } = stand();
    const batch = await stand().batch(people, 'b1');
    expect(await stand().batch(structuredClone(people), 'b1')).toEqual(batch);
    expect(target.identity).toMatch(/^\S+ https?:\/\/[^@\s]+$/);
  });

  it('each record sent has a verdict with a receipt, and is there once', async () => {
    const { keys } = stand();
    const verdicts = verdictsOf(await stand().send());
    expect([...verdicts.keys()].sort()).toEqual([...keys].sort());
    for (const verdict of verdicts.values())
      expect(verdict).toEqual({ kind: 'accepted', receipt: expect.stringMatching(/./) });
    expect(await stand().effects()).toEqual(keys.map(() => 1));
  });

  it('the same batch twice is one effect, with the same receipts', async () => {
    const { target, keys } = stand();
    const batch = await stand().batch();
    const first = verdictsOf(await target.send(batch, NEVER));
    const second = verdictsOf(await target.send(batch, NEVER));
    expect(receiptsOf(second, keys)).toEqual(receiptsOf(first, keys));
    expect(await stand().effects()).toEqual(keys.map(() => 1));
  });

  it('the same records in another batch are one effect, and the server says that it had them', async () => {
    const { keys } = stand();
    const first = verdictsOf(await stand().send());
    const second = verdictsOf(await stand().send());
    for (const verdict of second.values()) expect(verdict.kind).toBe('already-there');
    expect(receiptsOf(second, keys)).toEqual(receiptsOf(first, keys));
    expect(await stand().effects()).toEqual(keys.map(() => 1));
  });

  it('the same batch twice at the same time is one effect', async () => {
    const { target, keys } = stand();
    const batch = await stand().batch();
    await stand().warmUp();
    const answers = await Promise.all([target.send(batch, NEVER), target.send(batch, NEVER)]);
    for (const answer of answers) await stand().expectTrue(answer);
    await stand().expectMended();
    expect(await stand().effects()).toEqual(keys.map(() => 1));
  });

  it('two doses of one person, one after the other and in one batch, are two', async () => {
    const { target, people } = stand();
    const two = people.slice(0, 1).flatMap((one) => [one, secondOf(one)]);
    const batches = target.traits.onePersonPerRequest || target.traits.maxBatch < 2 ? two.map((one) => [one]) : [two];
    for (const batch of batches)
      for (const { kind } of verdictsOf(await stand().send(batch)).values()) expect(kind).toBe('accepted');
    expect(await stand().effects(two)).toEqual([1, 1]);
    // What is there already stands beside what is new.
    const third = people.slice(0, 1).map((one) => secondOf(one, 3));
    for (const batch of batches.length === 1 ? [[...two, ...third]] : third.map((one) => [one]))
      expect(verdictsOf(await stand().send(batch)).size).toBe(batch.length);
    expect(await stand().effects([...two, ...third])).toEqual([1, 1, 1]);
  });

  it('takes as many at once as it says', async () => {
    const many = stand().bench.invent(Math.min(stand().target.traits.maxBatch, 120), 1);
    expect(verdictsOf(await stand().send(many)).size).toBe(many.length);
    expect(new Set(await stand().effects(many))).toEqual(new Set([1]));
  });

  it('a refused record has its reasons and its cell, and does not take its neighbours with it', async () => {
    const { bench, people } = stand();
    const [bad, ...good] = people;
    if (!bench.refuse || !bad) return;
    const field = bench.refuse(bad.key);
    const answer = await stand().send();
    await stand().expectTrue(answer);
    for (const { key } of good) {
      const alone = answer.kind === 'reply' ? answer : await stand().send(good);
      expect(verdictsOf(alone).get(key)?.kind).toMatch(/accepted|already-there/);
    }
    const refusal = answer.kind === 'reply' ? answer : await stand().send([bad]);
    const verdict = refusal.kind === 'reply' ? refusal.verdicts.get(bad.key) : undefined;
    const reasons =
      verdict?.kind === 'refused' ? verdict.reasons : refusal.kind === 'refused-whole' ? refusal.reasons : [];
    expect(reasons.length).toBeGreaterThan(0);
    if (field !== undefined) expect(reasons.map(({ means }) => means)).toContain(field);
    expect(await stand().effects([bad])).toEqual([0]);
  });

  it('too many for the server are to be split or are split, and each is there once', async () => {
    const { bench, people, keys } = stand();
    if (!bench.limit || keys.length < 2) return;
    bench.limit(1);
    const answer = await stand().send();
    await stand().expectTrue(answer);
    if (answer.kind === 'reply') verdictsOf(answer);
    else expect(answer).toMatchObject({ kind: 'split' });
    for (const one of people) verdictsOf(await stand().send([one]));
    expect(await stand().effects()).toEqual(keys.map(() => 1));
  });

  it('an answer shorter than the request: what it says of a record is said of that one', async () => {
    const { bench, gateway, people } = stand();
    await stand().warmUp();
    gateway.next({ do: 'rewrite', json: bench.shorten });
    const answer = await stand().send();
    await stand().expectTrue(answer);
    // Nothing may be settled by counting: what is named, is named rightly.
    gateway.always('pass');
    const again = verdictsOf(await stand().send());
    if (answer.kind === 'reply')
      for (const { key } of people) {
        const [first] = receiptsOf(answer.verdicts, [key]);
        if (first !== undefined) expect(receiptsOf(again, [key])).toEqual([first]);
      }
    await stand().expectMended();
  });

  it('throttled inside of an answer that says 200: nothing is refused, and each is there once in the end', async () => {
    const { bench } = stand();
    if (!bench.throttleInside) return;
    await stand().warmUp();
    bench.throttleInside();
    const answer = await stand().send();
    expect(weatherOf(answer)).toMatchObject({ kind: 'outage', cause: 'throttled' });
    expect(verdictKinds(answer)).not.toContain('refused');
    await stand().expectTrue(answer);
    await stand().expectMended();
  });

  it('acknowledged and gone after a crash: absent, and sent again it is there', async () => {
    const { bench, target, people, keys } = stand();
    verdictsOf(await stand().send());
    const [lost] = people;
    if (!lost) throw new Error('people');
    await bench.forget(lost.key);
    expect(await stand().effects([lost])).toEqual([0]);
    if (target.traits.finds !== 'never') {
      const answer = await stand().find();
      expect(answer.kind === 'found' ? keys.map((key) => answer.results.get(key) === 'absent') : answer).toEqual(
        keys.map((key) => key === lost.key),
      );
    }
    expect(verdictsOf(await stand().send([lost])).get(lost.key)?.kind).toBe('accepted');
    expect(await stand().effects()).toEqual(keys.map(() => 1));
  });
}

function verdictKinds(answer: Awaited<ReturnType<Stand['send']>>): string[] {
  return answer.kind === 'reply' ? [...answer.verdicts.values()].map(({ kind }) => kind) : [answer.kind];
}

/** Another dose of the same person, on another day. */
function secondOf({ record }: Consignment, number = 2): Consignment {
  const dose = { ...record.dose, number, date: `2022-0${number}-11` as typeof record.dose.date };
  const other = { ...record, dose };
  return { key: recordKey(naturalKey(other)), record: other };
}
