/**
 * What `explain` says of the life of a row, apart from the other sentences because nobody else says
 * them.
 */
import type { RowLife } from '../ledger/report-side.ts';
import type { EntryState } from '../ledger/states.ts';
import type { Severity } from '../record/problems.ts';
import type { Answer, OutageCause, Stop } from '../target/target.ts';

/** Times come as text. */
export interface ExplainWords {
  title(file: string, sheet: string, line: number, dose: number | undefined): string;
  read(at: string): string;
  kinds: Readonly<Record<RowLife['kind'], string>>;
  problem(field: string | undefined, sentence: string, severity: Severity): string;
  /** Who has taken the row off the list, and when; `who` is empty where the system names nobody. */
  dismissed(at: string, who: string): string;
  /** The row that stands for it now. */
  replaced(at: string, file: string, sheet: string, line: number): string;
  owner(file: string, sheet: string, line: number): string;
  key(key: string): string;
  batch(id: string): string;
  /** `answer` as Attempt has it: a word, and the HTTP status where there was one. */
  attempt(at: string, answer: string, ms: number): string;
  state: Readonly<Record<EntryState, string>>;
  /** Instead of `in-doubt`, where it lies in a file, and where it lies with a province. */
  handedOver: string;
  withProvince: string;
  receipt(receipt: string): string;
  reason(code: string | undefined): string;
}

/** What is done with a batch that lies in a file (`DeliveryLedger.handedOver`). */
type PersonsWord = 'handed-over' | 'confirmed' | 'lost';
/** The same of one that lies with a province. */
/** The ledger answered so late that the batch might have been somebody else's: it was not sent. */
type LedgersWord = 'late';
type ProvincesWord = 'with-province' | 'pulled' | 'not-there' | 'put-aside';

/** What became of an attempt: a sentence for each word that `--json` prints (docs/json-output.md). */
export interface Answers
  extends Readonly<
    Record<
      Stop['why'] | Exclude<Answer['kind'], 'outage' | 'stop'> | 'question' | PersonsWord | ProvincesWord | LedgersWord,
      string
    >
  > {
  readonly causes: Readonly<Record<OutageCause, string>>;
  /** Before a cause. */
  readonly failed: string;
}

export function answerIn({ causes, failed, ...answers }: Answers, answer: string): string {
  const [word = '', status] = answer.split(' ');
  const cause = (causes as Readonly<Record<string, string>>)[word];
  // A word that is not known here stands for itself: the ledger may have it from another version.
  const said = cause ? `${failed}: ${cause}` : ((answers as Readonly<Record<string, string>>)[word] ?? word);
  return status === undefined ? said : `${said}, HTTP ${status}`;
}

/** A file, and which of its sheets, if it has any. */
export function placeOf(file: string, sheet: string, sheetWord: string): string {
  return sheet === '' ? file : `${file}, ${sheetWord} ${sheet}`;
}
