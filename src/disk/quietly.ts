/**
 * A look at the disk, or a tidying, that may fail and says nothing then: the disk says so itself where it matters.
 * Undefined where it failed.
 */
export function quietly<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
