/**
 * Invented people none of whom is held for standing near another: a benchmark of reading must not end in writing a
 * correction sheet.
 */
import { inventPeople, type Person } from '../fixtures/make/people.ts';
import { namesakeText, nearNiks } from '../src/record/fields/namesakes.ts';

/** `count` of them. One in 40,000 of those who are invented is left out. */
export function* inventStrangers(seed: number, count: number): Generator<Person, void, undefined> {
  const numbers = new Map<string, string[]>();
  let given = 0;
  for (const person of inventPeople(seed, count + Math.ceil(count / 1_000) + 20)) {
    const text = namesakeText(person);
    const theirs = numbers.get(text);
    if (theirs && nearNiks(person.nik).some((nik) => theirs.includes(nik))) continue;
    if (theirs) theirs.push(person.nik);
    else numbers.set(text, [person.nik]);
    yield person;
    if (++given === count) return;
  }
}
