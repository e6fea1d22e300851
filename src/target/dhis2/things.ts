/** Things of a server's metadata, and which of them a word of the configuration means: PURE. */
import { nearest } from '../../nearest.ts';
import { foldLabel } from '../../record/words/fold.ts';
import type { Fault } from './metadata.ts';
import type { Uid } from './uid.ts';
import { type Fields, listOf, textOf } from './value.ts';

/** A thing with a UID, a code and a name. */
export interface Thing {
  readonly id: Uid;
  readonly code?: string;
  readonly name: string;
  readonly fields: Fields;
}

/** Undefined where it has no UID. */
export function thingOf(fields: Fields): Thing | undefined {
  const [id, code, name] = [textOf(fields['id']), textOf(fields['code']), textOf(fields['name'])];
  return id === undefined
    ? undefined
    : { id, ...(code === undefined ? {} : { code }), name: name ?? code ?? id, fields };
}

/** Those of a list; of what is no list, none. */
export function thingsOf(list: unknown): readonly Thing[] {
  return listOf(list).flatMap((fields) => thingOf(fields) ?? []);
}

/**
 * The one that is meant: by UID, by code, by name, then by code or name in any capitals. Two of one name are none.
 */
export function choose<T extends Pick<Thing, 'id' | 'code' | 'name'>>(
  word: string,
  things: readonly T[],
  key: string,
): T | Fault {
  const folded = foldLabel(word);
  const ways: readonly ((thing: T) => boolean)[] = [
    ({ id }) => id === word,
    ({ code }) => code === word,
    ({ name }) => name === word,
    ({ code, name }) => foldLabel(code ?? '') === folded || foldLabel(name) === folded,
  ];
  for (const way of ways) {
    const [first, second] = things.filter(way);
    if (first && second) return { why: 'several', key, word };
    if (first) return first;
  }
  const near = nearest(word, [...things.map(({ name }) => name), ...things.flatMap(({ code }) => code ?? [])]);
  return { why: 'missing', key, word, ...(near === undefined ? {} : { nearest: near }) };
}

/** Told from what was found by its reason. */
export function isFault(value: object): value is Fault {
  return 'why' in value;
}
