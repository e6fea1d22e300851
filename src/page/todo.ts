/** What somebody still has to do, the most pressing first, with the command that does it. Pure. */
import type { Deed, Verdict } from '../text/page.ts';
import { openRecords, type PageFacts, type PageFile, rowsForPerson } from './facts.ts';
import { baseName, importOf } from './file-names.ts';
import { refusedFiles, verdictOf } from './verdict.ts';

export interface Todo {
  readonly deed: Deed;
  /** A file, where one is meant. */
  readonly what?: string;
  /** Rows or records. */
  readonly many?: number;
  /** To be typed; absent where there is none. */
  readonly command?: string;
  /** The file that was refused, with the reason. */
  readonly file?: PageFile;
}

const MENDED: Readonly<Partial<Record<Verdict, Todo>>> = {
  broken: { deed: 'report-bug', command: 'vax-upload status' },
  'refused-us': { deed: 'ask-access', command: 'vax-upload doctor' },
  disk: { deed: 'free-disk', command: 'vax-upload doctor' },
  settings: { deed: 'mend-settings', command: 'vax-upload doctor' },
};

/** More files than this are only counted elsewhere on the page. */
const MOST_FILES = 5;

/** Never empty. `names`: what files that are still to be written are called in the reader's language. */
export function todoOf(facts: PageFacts, names: { readonly sheet: string; readonly corrections: string }): Todo[] {
  const verdict = verdictOf(facts);
  if (verdict === 'never') return [{ deed: 'first-import', command: `vax-upload import ${names.sheet}` }];
  const { now } = facts;
  const mended = MENDED[verdict];
  const rows = rowsForPerson(now);
  const open = openRecords(now);
  const found: Todo[] = [
    ...(mended ? [mended] : []),
    ...facts.unfinished
      .slice(0, MOST_FILES)
      .map((typed): Todo => ({ deed: 'read-again', what: baseName(typed), ...importOf(typed) })),
    ...refusedFiles(facts)
      .slice(0, MOST_FILES)
      .map((file): Todo => ({ deed: 'refused-file', what: file.name, ...importOf(file.typed), file })),
    ...(rows > 0
      ? [{ deed: 'correct', many: rows, command: `vax-upload rejects -o ${names.corrections}` } as const]
      : []),
    ...handedOverOf(facts),
    ...(open > 0 && facts.running ? [{ deed: 'wait', command: 'vax-upload status' } as const] : []),
    ...(open > 0 && !facts.running && !mended
      ? [{ deed: 'go-on', many: open, command: 'vax-upload resume' } as const]
      : []),
  ];
  return found.length > 0 ? found : [{ deed: 'nothing' }];
}

/** What lies in files waits for a person; what lies with a province is fetched. */
function handedOverOf({ now: { handedOver }, target }: PageFacts): Todo[] {
  if (handedOver === 0) return [];
  return target.startsWith('province ')
    ? [{ deed: 'pull', many: handedOver, command: 'vax-upload pull' }]
    : [{ deed: 'confirm', many: handedOver, command: 'vax-upload confirm' }];
}
