/** Where a ledger keeps its state, as far as commands must know: a ledger on a database server is no file. */

export interface StatePlace {
  /** As messages call it; no secret is in it. */
  readonly name: string;
  /** The file that it is, absolute; undefined where it is in a database. */
  readonly file: string | undefined;
  /** Whether a ledger is there. @throws RunError where something else is, or where it cannot be told. */
  exists(): Promise<boolean>;
  /** @throws RunError FILE_IS_LEDGER where a sheet that is to be read belongs to the ledger itself. */
  refuseOwnFile(sheet: { readonly name: string; readonly path: string }): void;
  /** The folder of this computer for what is kept beside a ledger: work files (disk/work-files.ts), logs. */
  readonly folder: string;
  /**
   * The file in which correction sheets of a run grow, where only the run that has the ledger writes it; undefined
   * where several runs have it at once.
   */
  readonly sheet: string | undefined;
}
