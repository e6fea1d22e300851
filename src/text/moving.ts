/** What `backup` and `restore` say. Times come as text. */
export interface MovingWords {
  /** Before a passphrase that is typed and not shown. */
  readonly ask: string;
  readonly askAgain: string;
  /** Behind `Write it like this:`. */
  tooShort(characters: number): string;
  readonly notTheSame: string;
  /** `files`: what is in it beside the ledgers. */
  made(path: string, ledgers: number, files: string): string;
  keyElsewhere(option: string): string;
  notInIt(files: string): string;
  readonly passphrase: string;
  movedAway(path: string): string;
  stays(ledgers: number): string;
  restored(made: string, ledger: string): string;
  left(files: string): string;
  toBring(files: string): string;
  readonly asked: string;
}
