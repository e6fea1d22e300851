/** What `schema` says; en/schema.ts and id/schema.ts. */
export interface SchemaWords {
  /** `before`: steps that the tables had taken; 0 where there were none. */
  state(ledger: string, before: number, now: number): string;
  readonly next: string;
  /** The first lines of the script of the rights. */
  title(version: string, ledger: string, database: string): readonly string[];
}
