/** The names of who was seen, as bytes one after the other; and the few words that all rows share, by number. */

export interface Names {
  /** Writes the name of entry `index`; those after it are forgotten. */
  write(index: number, name: string): void;
  of(index: number): string;
}

/** `room`: for so many entries at first. */
export function createNames(room: number): Names {
  let bytes = Buffer.allocUnsafe(room * 16);
  let ends = new Uint32Array(room);
  const startOf = (index: number): number => (index === 0 ? 0 : (ends[index - 1] ?? 0));

  return {
    write(index, name) {
      if (index === ends.length) {
        const longer = new Uint32Array(ends.length * 2);
        longer.set(ends);
        ends = longer;
      }
      const from = startOf(index);
      if (from + name.length * 3 > bytes.length) {
        const larger = Buffer.allocUnsafe(bytes.length * 2 + name.length * 3);
        bytes.copy(larger, 0, 0, from);
        bytes = larger;
      }
      ends[index] = from + bytes.write(name, from, 'utf8');
    },
    of: (index) => bytes.toString('utf8', startOf(index), ends[index]),
  };
}

/** Words of which there are some dozens, such as vaccines. */
export interface SharedWords {
  /** Below 256. The last number stands for all words that the list has no room for. */
  numberOf(word: string): number;
  /** Undefined for the last number. */
  word(number: number): string | undefined;
}

const MOST_WORDS = 255;

export function createSharedWords(): SharedWords {
  const words: string[] = [];
  return {
    numberOf(word) {
      const known = words.indexOf(word);
      if (known >= 0) return known;
      return words.length < MOST_WORDS ? words.push(word) - 1 : MOST_WORDS;
    },
    word: (number) => words[number],
  };
}
