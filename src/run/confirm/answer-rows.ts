/**
 * What a server has answered to an upload, row by row: PURE. What cannot be read with certainty says nothing, and its
 * record goes on waiting for a word.
 */
import { recordKey, writeNaturalKey } from '../../record/key.ts';
import type { RecordKey } from '../../record/record.ts';
import type { Cell, SourceRow } from '../../record/source-row.ts';
import { foldLabel } from '../../record/words/fold.ts';
import type { Template } from '../../target/files/template.ts';
import { withoutReason } from '../../target/reason.ts';
import type { Verdict } from '../../target/target.ts';
import type { AnswerWords } from '../files-template.ts';
import { type AnswerColumns, answerColumns } from './answer-columns.ts';

/** What a whole answer says. */
export interface AnswerRead {
  readonly verdicts: ReadonlyMap<RecordKey, Verdict>;
  /** Rows of which it cannot be told whose they are or what they say, or that contradict each other. */
  readonly unread: number;
}

export interface AnswerRules {
  readonly template: Template;
  readonly words: AnswerWords;
  readonly programme: string;
}

/** So many rows are looked at for the header. */
const HEADER_ROWS = 30;

/**
 * What servers call it, folded; the template may name others. Not `valid` (looked at, and perhaps not stored), not
 * `duplicate` and `terdaftar` (of a person, a row of the same file, or another dose): whoever knows what this server
 * means by them says so there.
 */
const ACCEPTED = ['accepted', 'diterima', 'ok', 'success', 'sukses', 'berhasil', 'created', 'tersimpan'];
const THERE = ['already there', 'already exists', 'sudah ada'];
const REFUSED = [
  'refused',
  'rejected',
  'ditolak',
  'gagal',
  'failed',
  'failure',
  'error',
  'fatal error',
  'invalid',
  'tidak valid',
];

/** Undefined where no row is a header. */
export function readAnswer(rows: readonly SourceRow[], rules: AnswerRules): AnswerRead | undefined {
  let columns: AnswerColumns | undefined;
  let head = 0;
  for (; head < Math.min(HEADER_ROWS, rows.length) && !columns; head += 1)
    columns = answerColumns((rows[head]?.cells ?? []).map(textOf), rules.template, rules.words);
  if (!columns) return undefined;
  const verdicts = new Map<RecordKey, Verdict>();
  const disputed = new Set<RecordKey>();
  let unread = 0;
  for (const { cells } of rows.slice(head)) {
    if (cells.every((cell) => textOf(cell) === '')) continue;
    const key = keyOf(cells, columns, rules);
    const verdict = verdictOf(cells, columns, rules.words);
    if (key === undefined || verdict === undefined) {
      unread += 1;
      continue;
    }
    const before = verdicts.get(key);
    if (before && before.kind !== verdict.kind) disputed.add(key);
    verdicts.set(key, verdict);
  }
  for (const key of disputed) verdicts.delete(key);
  return { verdicts, unread: unread + disputed.size };
}

/** A cell as text; of a number what the file says. */
function textOf(cell: Cell | undefined): string {
  if (cell === undefined || typeof cell === 'string') return (cell ?? '').trim();
  if (cell.kind === 'number') return (cell.shown ?? cell.raw).trim();
  return cell.kind === 'date' || cell.kind === 'boolean' ? cell.raw : '';
}

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/i;

/** The key may stand among other things (`<key>^<system>`, `urn:uuid:<key>`). */
function keyOf(cells: readonly Cell[], columns: AnswerColumns, { programme }: AnswerRules): RecordKey | undefined {
  const written = columns.key === undefined ? undefined : UUID.exec(textOf(cells[columns.key]))?.[0];
  if (written !== undefined) return written.toLowerCase();
  if (columns.nik === undefined || columns.dose === undefined) return undefined;
  const nik = cells[columns.nik];
  // A number has lost the last digit of a NIK, whatever it looks like.
  const identity = typeof nik === 'string' ? nik.replaceAll(/[\s'.-]/g, '') : '';
  const dose = /^\d{1,2}$/.exec(textOf(cells[columns.dose]))?.[0];
  if (!/^\d{16}$/.test(identity) || dose === undefined) return undefined;
  return recordKey(writeNaturalKey({ programme, identity, dose: Number(dose) }));
}

function verdictOf(cells: readonly Cell[], columns: AnswerColumns, words: AnswerWords): Verdict | undefined {
  const status = foldLabel(textOf(cells[columns.status]));
  const says = (own: readonly string[] | undefined, known: readonly string[]): boolean =>
    own === undefined ? known.includes(status) : own.map(foldLabel).includes(status);
  const receipt = columns.receipt === undefined ? '' : cut(textOf(cells[columns.receipt]));
  if (says(words.accepted, ACCEPTED)) return { kind: 'accepted', receipt };
  if (words.accepted === undefined && THERE.includes(status)) return { kind: 'already-there', receipt };
  if (!says(words.refused, REFUSED)) return undefined;
  const message = columns.reason === undefined ? '' : cut(textOf(cells[columns.reason]));
  return { kind: 'refused', reasons: message === '' ? withoutReason(0, 'REFUSED') : [{ code: 'REFUSED', message }] };
}

/** As long as any word of a server is kept, and nothing in it that is not seen. */
function cut(text: string): string {
  return text
    .replaceAll(/[\p{Cc}\p{Cf}]+/gu, ' ')
    .trim()
    .slice(0, 200);
}
