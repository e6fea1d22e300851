/**
 * What a description may not say, because records would be lost or doubled by it: PURE. A row may settle a record only
 * by something that the server itself has said of it; anybody in front of a server says 200, 404 and 422 as well.
 */
import type { AnswerRow, Description, Path, ReceiptPlaces } from './description.ts';
import { isPointer } from './pointer.ts';

/** Why a description is refused though every word of it is known. */
export type Unsafe =
  /** The server knows neither keys nor questions: nothing could be sent exactly once. */
  | 'blind'
  /** A key, and bytes that are other ones tomorrow: the server would refuse its own key. */
  | 'day'
  /** A row settles a record, and looks at nothing that the server said of it. */
  | 'bare';

/** What rows may mean, place by place. */
const MEANINGS = {
  submit: ['accepted', 'already-there', 'refused', 'too-large', 'retry', 'throttled', 'in-doubt', 'stop'],
  results: ['accepted', 'already-there', 'refused', 'in-doubt'],
  find: ['found', 'absent', 'retry', 'throttled', 'stop'],
  person: ['known', 'unknown', 'unsure', 'retry', 'throttled', 'stop'],
} as const;

const SETTLING: ReadonlySet<string> = new Set([
  'accepted',
  'already-there',
  'refused',
  'found',
  'absent',
  'known',
  'unknown',
]);

/** Of rows of one place. */
export interface RowsAt {
  readonly rows: readonly AnswerRow[];
  readonly path: Path;
  readonly means: readonly string[];
  /** Where a receipt is read, which shows as well that the server has said something of the record. */
  readonly receipt?: ReceiptPlaces;
  /** The answer is a list, in which the record is looked for. */
  readonly list?: boolean;
}

/** The first row that is not right; undefined where all are. */
export function faultIn({ rows, path, means, receipt = [], list = false }: RowsAt): Fault | undefined {
  for (const [index, row] of rows.entries()) {
    const here = [...path, index];
    if (!means.includes(row.means)) return { path: [...here, 'means'], expected: means.join(' | ') };
    const wrong = Object.keys(row.where ?? {}).find((pointer) => !isPointer(pointer));
    if (wrong !== undefined) return { path: [...here, wrong], expected: '/metaData/code' };
    if (typeof row.status === 'string' && !/^\d{3}-\d{3}$/.test(row.status))
      return { path: [...here, 'status'], expected: '200 | [200, 201] | 400-499' };
    if (SETTLING.has(row.means) && isBare(row, receipt, list)) return { path: here, unsafe: 'bare' };
  }
  return undefined;
}

export type Fault =
  | { readonly path: Path; readonly expected: string }
  | { readonly path: Path; readonly unsafe: Unsafe };

function isBare({ body, where = {}, means, status }: AnswerRow, receipt: ReceiptPlaces, list: boolean): boolean {
  if (body === 'any') return true;
  // Nothing but the status is said: 204 after a PUT, and only of what is well.
  if (body === 'empty') return means !== 'accepted' || typeof status !== 'number' || status < 200 || status > 299;
  if (Object.keys(where).length > 0 || list) return false;
  const isThere = means === 'accepted' || means === 'already-there' || means === 'found' || means === 'known';
  return !isThere || receipt.length === 0 || receipt.includes('key');
}

/** Whether it could send everything exactly once. */
export function isBlind({ idempotency, find, resending }: Description): boolean {
  return idempotency === undefined && find === undefined && resending === undefined;
}

/** All rows of a description, place by place. */
export function rowsOf({ submit, find, person }: Description): readonly RowsAt[] {
  const { results } = submit;
  return [
    {
      rows: submit.answers,
      path: ['submit', 'answers'],
      means: MEANINGS.submit,
      receipt: submit.receipt,
      list: results !== undefined,
    },
    ...(results
      ? [
          {
            rows: results.answers,
            path: ['submit', 'results', 'answers'],
            means: MEANINGS.results,
            receipt: results.receipt,
            list: true,
          },
        ]
      : []),
    ...(find
      ? [
          {
            rows: find.answers,
            path: ['find', 'answers'],
            means: MEANINGS.find,
            receipt: find.receipt,
            list: find.list !== undefined,
          },
        ]
      : []),
    ...(person
      ? [{ rows: person.answers, path: ['person', 'answers'], means: MEANINGS.person, receipt: [person.reference] }]
      : []),
  ];
}

/** All pointers of a description, but those of rows. */
export function pointersOf({ submit, find, person, reasons }: Description): readonly (readonly [Path, string])[] {
  const { results } = submit;
  const single: readonly (readonly [Path, string | undefined])[] = [
    [['submit', 'results', 'list'], results?.list],
    [['submit', 'results', 'key'], results?.key],
    [['find', 'list', 'at'], find?.list?.at],
    [['find', 'list', 'total'], find?.list?.total],
    [['person', 'reference'], person?.reference],
    ...(['list', 'field', 'code', 'message'] as const).map((name) => [['reasons', name], reasons?.[name]] as const),
  ];
  const lists: readonly (readonly [Path, readonly string[]])[] = [
    [['submit', 'receipt'], submit.receipt],
    [['submit', 'results', 'receipt'], results?.receipt ?? []],
    [['find', 'receipt'], find?.receipt ?? []],
    [['find', 'list', 'where'], Object.keys(find?.list?.where ?? {})],
  ];
  return [
    ...single.flatMap(([path, pointer]) => (pointer === undefined ? [] : [[path, pointer] as const])),
    ...lists.flatMap(([path, pointers]) => pointers.map((pointer) => [path, pointer] as const)),
  ];
}
