/** The row of a gate in memory, with a clock of its own: as the database keeps it, and without one. */
import type { GateSeen, GateStore, GateWritten } from '../../src/ledger/gate-side.ts';

export class GateInMemory implements GateStore {
  #row: { readonly version: string; readonly text: string } | undefined;
  #versions = 0;
  readonly #now: () => number;
  /** Statements so far. */
  reads = 0;
  writes = 0;

  /** `now`: what the clock of this database says. */
  constructor(now: () => number) {
    this.#now = now;
  }

  async read(): Promise<GateSeen> {
    this.reads += 1;
    const row = this.#row;
    return { version: row?.version, state: row && JSON.parse(row.text), now: this.#now() };
  }

  async write(seen: string | undefined, state: unknown): Promise<GateWritten | undefined> {
    this.writes += 1;
    if (this.#row?.version !== seen) return undefined;
    this.#row = { version: `v${++this.#versions}`, text: JSON.stringify(state) };
    return { version: this.#row.version, now: this.#now() };
  }

  /** Somebody has deleted the row. */
  lose(): void {
    this.#row = undefined;
  }
}
