/** An entry of the packed table (seen-table.ts), as the judge has it: made when somebody meets it, and live. */
import type { Entry } from '../rules/entry-store.ts';
import type { EntryState } from '../states.ts';
import type { SeenTable } from './seen-table.ts';

export class SeenEntry implements Entry {
  /** Its index in the table. */
  readonly id: number;
  readonly thisRun = true;
  readonly #table: SeenTable;

  constructor(table: SeenTable, index: number) {
    this.#table = table;
    this.id = index;
  }

  get person(): string {
    return this.#table.identity(this.id);
  }

  get dose(): number {
    return this.#table.dose(this.id);
  }

  get line(): number {
    return this.#table.line(this.id);
  }

  get state(): EntryState {
    return this.#table.held(this.id) === 'no' ? 'pending' : 'held';
  }

  get contested(): boolean {
    return this.#table.held(this.id) === 'person';
  }
}
