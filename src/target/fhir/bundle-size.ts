/**
 * How many people go into one bundle: PURE state of one run. Not every server takes many (Medplum takes eight entries
 * where one has a condition), so a server is led there: from `start`, twice as many after each bundle that passed, up
 * to `most`; and what was refused for its size alone is not tried again in this run.
 */
export interface BundleSize {
  now(): number;
  /** The most that there can ever be. */
  readonly most: number;
  /** A bundle of so many people was answered entry by entry. */
  passed(people: number): void;
  /** A bundle of so many people was refused and all of its parts passed, or it was called too large. */
  tooLarge(people: number): void;
}

export function bundleSize(start: number, most: number): BundleSize {
  let size = Math.min(start, most);
  let limit = most;
  return {
    now: () => size,
    most,
    passed(people) {
      if (people >= size) size = Math.min(limit, size * 2);
    },
    tooLarge(people) {
      limit = Math.max(1, Math.min(limit, Math.floor(people / 2)));
      size = Math.min(size, limit);
    },
  };
}
