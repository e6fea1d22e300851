/** Which doses a remark speaks of: "dosis 2", "ke-2", "V2", "vaksin kedua", "booster". */
import { STOP } from './plain-words.ts';

const NUMBERS: ReadonlyMap<string, number> = new Map(
  Object.entries({
    1: '1 i satu pertama kesatu first 1st one',
    2: '2 ii dua kedua second 2nd two',
    3: '3 iii tiga ketiga third 3rd three',
    4: '4 iv empat keempat fourth 4th',
  }).flatMap(([number, words]) => words.split(' ').map((word): [string, number] => [word, Number(number)])),
);
const ORDINALS = new Set('pertama kesatu first 1st kedua second 2nd ketiga third 3rd keempat fourth 4th'.split(' '));
const AND = new Set('dan serta and dengan'.split(' '));
const COUNTED = new Set('dosis dose doses vaksin suntik ke imunisasi tahap'.split(' '));

/** The doses that the thought around `at` names; 3 for a booster. Empty when it names none. */
export function dosesNear(words: readonly string[], at: number): number[] {
  const from = words.lastIndexOf(STOP, at) + 1;
  const stop = words.indexOf(STOP, at);
  const thought = words.slice(from, stop < 0 ? words.length : stop);
  const part = partAround(thought, at - from);
  const ofPart = dosesIn(part);
  return ofPart.length > 0 ? ofPart : dosesIn(thought);
}

/** "Register dosis 1 dan undangan dosis 2": the part between the words for "and" that holds the word. */
function partAround(thought: readonly string[], at: number): readonly string[] {
  let from = at;
  let to = at;
  while (from > 0 && !AND.has(thought[from - 1] ?? '')) from--;
  while (to < thought.length && !AND.has(thought[to] ?? '')) to++;
  return thought.slice(from, to);
}

function dosesIn(thought: readonly string[]): number[] {
  const doses = new Set<number>();
  for (const [index, word] of thought.entries()) {
    if (word === 'booster' || word === 'boster') doses.add(NUMBERS.get(thought[index + 1] ?? '') === 2 ? 4 : 3);
    const number = NUMBERS.get(word);
    if (number === undefined) continue;
    const before = thought[index - 1] ?? '';
    if (before === 'booster' || before === 'boster') continue;
    if (COUNTED.has(before) || (ORDINALS.has(word) && COUNTED.has(thought[index + 1] ?? ''))) doses.add(number);
  }
  return [...doses];
}
