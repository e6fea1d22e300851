/**
 * What `explain` says of the life of a row, in both languages, apart from the other sentences because nobody else says
 * them.
 */
import type { RowLife } from '../ledger/ledger.ts';
import type { EntryState } from '../ledger/states.ts';
import type { Severity } from '../record/problems.ts';
import type { Answer, OutageCause, Stop } from '../target/target.ts';
import type { Figures } from './numbers.ts';
import { OUTAGE_CAUSES } from './outage-words.ts';

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
  receipt(receipt: string): string;
  reason(code: string | undefined): string;
}

const ANSWERS_EN: Answers = {
  causes: OUTAGE_CAUSES.en,
  failed: 'failed',
  reply: 'the server answered',
  question: 'the server was asked about it',
  split: 'too much for one request; sent again in parts',
  'refused-whole': 'the server refused the whole batch',
  unauthorised: 'the server does not accept our credentials',
  misconfigured: 'something else than the registry answered',
  untrusted: 'its certificate cannot be trusted',
};

const ANSWERS_ID: Answers = {
  causes: OUTAGE_CAUSES.id,
  failed: 'gagal',
  reply: 'server menjawab',
  question: 'ditanyakan ke server',
  split: 'terlalu besar untuk satu kiriman; dikirim lagi dalam beberapa bagian',
  'refused-whole': 'server menolak seluruh kiriman',
  unauthorised: 'server tidak menerima token atau kata sandi kita',
  misconfigured: 'yang menjawab bukan server yang dimaksud',
  untrusted: 'sertifikatnya tidak dapat dipercaya',
};

/** What became of an attempt: a sentence for each word that `--json` prints (docs/json-output.md). */
interface Answers
  extends Readonly<Record<Stop['why'] | Exclude<Answer['kind'], 'outage' | 'stop'> | 'question', string>> {
  readonly causes: Readonly<Record<OutageCause, string>>;
  /** Before a cause. */
  readonly failed: string;
}

function answerIn({ causes, failed, ...answers }: Answers, answer: string): string {
  const [word = '', status] = answer.split(' ');
  const cause = (causes as Readonly<Record<string, string>>)[word];
  // A word that is not known here stands for itself: the ledger may have it from another version.
  const said = cause ? `${failed}: ${cause}` : ((answers as Readonly<Record<string, string>>)[word] ?? word);
  return status === undefined ? said : `${said}, HTTP ${status}`;
}

/** A file, and which of its sheets, if it has any. */
function place(file: string, sheet: string, sheetWord: string): string {
  return sheet === '' ? file : `${file}, ${sheetWord} ${sheet}`;
}

export function explainEn({ duration }: Figures): ExplainWords {
  return {
    title: (file, sheet, line, dose) =>
      `${place(file, sheet, 'sheet')}, row ${line}${dose === undefined ? '' : `, dose group ${dose}`}`,
    read: (at) => `read ${at}`,
    kinds: {
      owner: 'a record of its own',
      repeated: 'the same record stands in another row; it is sent once',
      held: 'held: a person must decide',
      invalid: 'not sent: to be corrected in the sheet',
      skipped: 'skipped: it holds no record',
      superseded: 'set aside: a later sheet has this row again',
      dismissed: 'dismissed: it is not sent, and nobody is asked about it',
    },
    problem: (field, sentence, severity) =>
      `${severity === 'warning' ? 'warning' : 'problem'}${field ? ` (${field})` : ''}: ${sentence}`,
    dismissed: (at, who) => `dismissed ${at}${who === '' ? '' : ` by ${who}`}`,
    replaced: (at, file, sheet, line) => `replaced ${at} by ${place(file, sheet, 'sheet')}, row ${line}`,
    owner: (file, sheet, line) => `spoken for by ${place(file, sheet, 'sheet')}, row ${line}`,
    key: (key) => `key ${key}`,
    batch: (id) => `batch ${id}`,
    attempt: (at, answer, ms) => `  ${at} ${answerIn(ANSWERS_EN, answer)} (${duration(ms)})`,
    state: {
      pending: 'now: waiting to be sent',
      sending: 'now: being sent',
      'in-doubt': 'now: in doubt; the server is asked before it is sent again',
      accepted: 'now: on the server',
      refused: 'now: refused by the server; see the correction sheet',
      held: 'now: held; a person must decide',
    },
    receipt: (receipt) => `receipt ${receipt}`,
    reason: (code) => `the server's reason: ${code ?? 'see the correction sheet'}`,
  };
}

export function explainId({ duration }: Figures): ExplainWords {
  return {
    title: (file, sheet, line, dose) =>
      `${place(file, sheet, 'lembar')}, baris ${line}${dose === undefined ? '' : `, kelompok dosis ${dose}`}`,
    read: (at) => `dibaca ${at}`,
    kinds: {
      owner: 'catatan tersendiri',
      repeated: 'catatan yang sama ada di baris lain; dikirim sekali',
      held: 'ditahan: perlu keputusan orang',
      invalid: 'tidak dikirim: perlu diperbaiki di berkas',
      skipped: 'dilewati: bukan catatan vaksinasi',
      superseded: 'digantikan: baris ini ada lagi di berkas yang lebih baru',
      dismissed: 'diabaikan: tidak dikirim, dan tidak ditanyakan lagi',
    },
    problem: (field, sentence, severity) =>
      `${severity === 'warning' ? 'peringatan' : 'masalah'}${field ? ` (${field})` : ''}: ${sentence}`,
    dismissed: (at, who) => `diabaikan ${at}${who === '' ? '' : ` oleh ${who}`}`,
    replaced: (at, file, sheet, line) => `digantikan ${at} oleh ${place(file, sheet, 'lembar')}, baris ${line}`,
    owner: (file, sheet, line) => `diwakili ${place(file, sheet, 'lembar')}, baris ${line}`,
    key: (key) => `kunci ${key}`,
    batch: (id) => `kiriman ${id}`,
    attempt: (at, answer, ms) => `  ${at} ${answerIn(ANSWERS_ID, answer)} (${duration(ms)})`,
    state: {
      pending: 'sekarang: menunggu dikirim',
      sending: 'sekarang: sedang dikirim',
      'in-doubt': 'sekarang: belum pasti; server ditanya dulu sebelum dikirim lagi',
      accepted: 'sekarang: sudah di server',
      refused: 'sekarang: ditolak server; lihat lembar perbaikan',
      held: 'sekarang: ditahan; perlu keputusan orang',
    },
    receipt: (receipt) => `bukti ${receipt}`,
    reason: (code) => `alasan server: ${code ?? 'lihat lembar perbaikan'}`,
  };
}
