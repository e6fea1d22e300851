/** Whom a person was held beside for a near number. */

export interface AskedPairs {
  /** The others; none for nearly everyone. */
  of(person: string): readonly string[];
  /** Both are asked about. */
  add(one: string, other: string): void;
  /** What is added from now on can be taken back. */
  begin(): void;
  /** Takes back what was added since `begin`. */
  takeBack(): void;
}

const NOBODY: readonly string[] = [];

export function askedPairs(): AskedPairs {
  const pairs = new Map<string, string[]>();
  let added: string[][] = [];

  function put(person: string, other: string): void {
    const known = pairs.get(person) ?? [];
    if (known.includes(other)) return;
    known.push(other);
    pairs.set(person, known);
    added.push(known);
  }

  return {
    of: (person) => pairs.get(person) ?? NOBODY,
    add(one, other) {
      put(one, other);
      put(other, one);
    },
    begin() {
      added = [];
    },
    takeBack() {
      for (const known of added.toReversed()) known.pop();
    },
  };
}
