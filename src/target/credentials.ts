/** What we show the server to be let in: fetched once, kept, and fetched anew once when the server refuses it. */

/**
 * Gives the whole value of the Authorization header (`Bearer …`, `Basic …`) each time it is asked; undefined = send
 * none.
 */
export type Authorization = () => Promise<string | undefined>;

/** One fetch's worth. Two passes may say the same and are still two: which one was refused is a matter of identity. */
export interface Pass {
  readonly authorization: string | undefined;
}

export interface Credentials {
  /** The pass to show now. */
  current(): Promise<Pass>;
  /**
   * The pass to try after `refused` was refused. Requests that were refused together share one fetch (single flight).
   */
  renewed(refused: Pass): Promise<Pass>;
}

/** Errors of `fetch` (a token file that cannot be read) pass through: they are the run's, not the server's. */
export function credentials(fetch: Authorization): Credentials {
  let held: Promise<Pass> | undefined;
  const take = (): Promise<Pass> => {
    const taken = fetch().then((authorization) => ({ authorization }));
    held = taken;
    // A failed fetch is not kept: the next request may have better luck.
    taken.catch(() => {
      if (held === taken) held = undefined;
    });
    return taken;
  };
  return {
    current: () => held ?? take(),
    async renewed(refused) {
      const asked = held;
      const mineToRenew = asked !== undefined && (await asked) === refused && held === asked;
      return mineToRenew ? take() : (held ?? take());
    },
  };
}
