/** Which columns of an answer say of which record what became of it: PURE. */
import { foldLabel } from '../../record/words/fold.ts';
import type { Template } from '../../target/files/template.ts';
import type { AnswerWords } from '../files-template.ts';

/** Positions, 0-based. */
export interface AnswerColumns {
  readonly status: number;
  readonly key?: number | undefined;
  readonly nik?: number | undefined;
  readonly dose?: number | undefined;
  readonly receipt?: number | undefined;
  readonly reason?: number | undefined;
}

type Column = keyof AnswerColumns;

/**
 * Headings as servers write them, folded, best first. `header response code` and `local id` are those of the BusAck
 * files of NHS England; the headings of the template come before these, because many servers send a table back as they
 * got it.
 */
const HEADINGS: Readonly<Record<Column, readonly string[]>> = {
  status: ['status', 'hasil', 'result', 'header response code', 'response status', 'status upload', 'status kirim'],
  key: ['key', 'record key', 'unique id', 'local id', 'id catatan', 'kunci'],
  nik: ['nik', 'no nik', 'nomor nik', 'nik peserta'],
  dose: ['dose', 'dosis', 'dosis ke', 'dose number', 'dose sequence', 'vaksin ke'],
  receipt: ['receipt', 'imms id', 'bukti', 'id server', 'nomor registrasi', 'no registrasi', 'id'],
  reason: ['reason', 'alasan', 'operation outcome', 'response display', 'error', 'pesan', 'message', 'keterangan'],
};

/**
 * The columns of a header; undefined where the row is none: it has to name what became of a row, and the key or NIK
 * and dose.
 */
export function answerColumns(
  cells: readonly string[],
  template: Template,
  words: AnswerWords,
): AnswerColumns | undefined {
  const headings = cells.map(foldLabel);
  const at = (column: Column): number | undefined => {
    const named = words[column];
    const wanted = named === undefined ? [...ownHeadings(column, template), ...HEADINGS[column]] : [foldLabel(named)];
    const found = wanted.map((heading) => headings.indexOf(heading)).find((index) => index >= 0);
    return found;
  };
  const status = at('status');
  const [key, nik, dose] = [at('key'), at('nik'), at('dose')];
  if (status === undefined || (key === undefined && (nik === undefined || dose === undefined))) return undefined;
  const taken = new Set([status, key, nik, dose]);
  const beside = (column: Column): number | undefined => {
    const found = at(column);
    return taken.has(found) ? undefined : found;
  };
  return { status, key, nik, dose, receipt: beside('receipt'), reason: beside('reason') };
}

/** What this column was called in the table that went out. */
function ownHeadings(column: Column, { columns }: Template): readonly string[] {
  return columns.flatMap(({ heading, from }) => ('field' in from && from.field === column ? [foldLabel(heading)] : []));
}
