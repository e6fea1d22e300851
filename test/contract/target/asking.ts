/** Asking for records: the truth, and nothing from a memory. */
import { expect, it } from 'vitest';
import { foundOf, NEVER, type Stand, verdictsOf } from './stand.ts';

export function asking(stand: () => Stand): void {
  it('finds what is there and says of the rest that it is absent, however many are asked for', async () => {
    const { target, keys } = stand();
    if (target.traits.finds === 'never') return;
    const strangers = stand().strangers(150);
    await stand().send();
    const found = foundOf(await stand().find([...strangers.slice(0, 75), ...stand().people, ...strangers.slice(75)]));
    expect(found.size).toBe(keys.length + strangers.length);
    expect(keys.map((key) => found.get(key))).toEqual(keys.map(() => ({ receipt: expect.stringMatching(/./) })));
    for (const { key } of strangers) expect(found.get(key)).toBe('absent');
    const one = foundOf(await target.find([{ key: keys[0] ?? '' }], NEVER));
    expect([...one.values()].length).toBe(target.traits.finds === 'by-key' ? 1 : 0);
    expect(foundOf(await target.find([], NEVER)).size).toBe(0);
  });

  it('what it finds has the receipt that it was accepted with', async () => {
    const { target, keys } = stand();
    if (target.traits.finds === 'never') return;
    const verdicts = verdictsOf(await stand().send());
    const found = foundOf(await stand().find());
    for (const key of keys) expect(verdicts.get(key)).toMatchObject({ kind: 'accepted', ...Object(found.get(key)) });
  });

  it('is not fooled by a memory of questions on the way', async () => {
    const { target, gateway, keys } = stand();
    if (target.traits.finds === 'never') return;
    gateway.remembers = true;
    const before = foundOf(await stand().find());
    expect(keys.map((key) => before.get(key))).toEqual(keys.map(() => 'absent'));
    await stand().send();
    const after = foundOf(await stand().find());
    expect(keys.map((key) => after.get(key) === 'absent')).toEqual(keys.map(() => false));
  });
}
