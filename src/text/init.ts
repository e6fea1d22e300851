/** What `init` asks, and what it says of the answers. */
/** All that can be asked (setup/questions.ts). */
export type QuestionId =
  | 'language'
  | 'kind'
  | 'url'
  | 'allowHttp'
  | 'description'
  | 'folder'
  | 'format'
  | 'auth'
  | 'username'
  | 'tokenUrl'
  | 'clientId'
  | 'secret'
  | 'organization'
  | 'location'
  | 'practitioner'
  | 'program'
  | 'nikAttribute'
  | 'nameAttribute'
  | 'vaccineElement'
  | 'doseElement'
  | 'orgUnit'
  | 'timeZone';

type Asked = Exclude<QuestionId, 'secret'>;

export interface InitWords {
  readonly hello: readonly string[];
  readonly ask: Readonly<Record<Asked, string>>;
  /** Lines below a question, before the answer. */
  hint(id: Asked): readonly string[];
  /** What a choice means, with its word. */
  choice(id: Asked, word: string): string;
  /** Why an answer is none, and what would be one. */
  readonly wrong: Readonly<Record<Asked, string>>;
  readonly needed: string;
  /** What Enter alone means. */
  enter(preset: string): string;
  readonly leaveOut: string;
  readonly askSecret: Readonly<Record<'token' | 'password' | 'clientSecret', string>>;
  unseen(file: string): string;
  readonly keepTyped: string;
  keepFile(file: string): string;
  fileInTheWay(file: string): string;
  readonly notInTheClear: string;
  trying(target: string): string;
  readonly well: string;
  readonly notWell: string;
  readonly onlyAway: string;
  readonly menu: Readonly<Record<MenuChoice, string>>;
  readonly again: string;
  /** Nobody answers any more. */
  readonly nothingWritten: string;
  /** A folder that was made for the answer. */
  written(path: string): string;
  secretWritten(path: string): string;
  /** What to type next. */
  next(kind: string | undefined): readonly string[];
}

/** What can be done about a server that is not well. */
export const MENU = ['again', 'correct', 'folder', 'write', 'stop'] as const;
export type MenuChoice = (typeof MENU)[number];
