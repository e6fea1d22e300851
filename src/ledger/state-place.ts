/** Where a ledger keeps its state, as far as commands must know: a ledger on a database server is no file. */

export interface StatePlace {
  /** As messages call it. */
  readonly name: string;
  /** Whether a ledger is there. @throws RunError where something else is, or where it cannot be told. */
  exists(): boolean;
  /** @throws RunError FILE_IS_LEDGER where a sheet that is to be read belongs to the ledger itself. */
  refuseOwnFile(sheet: { readonly name: string; readonly path: string }): void;
  /** The folder of this computer in which work files are noted (disk/work-files.ts). */
  readonly folder: string;
  /** The file in which correction sheets of a run grow: only the run that has the ledger writes it. */
  readonly sheet: string;
}
