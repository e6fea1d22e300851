/** What is said of a ledger whose database is away for a while; en/database.ts and id/database.ts. */

export interface DatabaseWords {
  /** `since`: a time of day; `why` and `code` as of DATABASE_AWAY. */
  down(since: string, why: string, code: string): string;
  /** `away` in milliseconds. */
  up(away: number): string;
}
