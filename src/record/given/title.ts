/** What the name of a sheet, a title or a line between rows says of all the rows it stands for. Pure. */
import { remember } from '../words/remember.ts';
import { plainWords, STOP } from './plain-words.ts';
import { presenceOf } from './presence.ts';
import { readRemark, type Said } from './remark.ts';
import { NEGATIONS } from './words.ts';

const NOTHING: Said = { kind: 'nothing', unread: false };

/** How to fill in the form, or what a colour means, and no statement about the rows. */
const INSTRUCTION =
  /=|\b(?:bila|jika|apabila|kalau|isi|diisi|tulis|ditulis|beri|diberi|tandai|ditandai|harap|mohon|catatan|keterangan|ket|note|if|please|warna|warnai|contoh|mengetahui|kepala)\b|^\s*(?:\*|\d+[.)])/i;
/** "Tidak hadir : 5 orang" counts. */
const COUNT = /:[\s\d]{0,20}(?:orang|org|jiwa|peserta|people)?\s{0,5}$/i;
/** Words that are a plan above rows, though beside one row they are none. */
const PLANS =
  /\b(?:target|calon|pendaftaran|pendaftar|registrasi|undangan|cadangan|draft?|usulan|perkiraan|proyeksi|permintaan|kebutuhan|rencana|jadwal|antrian|antrean|sisa sasaran|sampah|trash|schedule|registration|waiting|planned|appointments?)\b/i;
const REALISED =
  /\b(?:realisasi|hadir|selesai|terlaksana|(?:sudah|telah|sdh)\s+(?:di\s*)?vaksin\w*|attended|completed|given|administered|vaccinated)\b/i;
const VACCINATION = /\b(?:vaksin\w*|vaccination\b)/i;
const FOR_WHOM = /\b(?:bagi|untuk|for|kepada)\b/i;
const LONGEST = 120;

/**
 * The name of a sheet, or a text above the table. "Absen" is there the list that is ticked, between rows it is those
 * who did not come.
 */
export function readHeadline(text: string): Said {
  return readTitle(text.replace(ATTENDANCE, ' '));
}

const ATTENDANCE = /(?<!(?:yang|yg|peserta|warga|orang)\s)\babsen(?:si)?\b/gi;

export const readTitle = remember((text: string): Said => {
  if (text.length > LONGEST || text.length < 3 || INSTRUCTION.test(text) || COUNT.test(text)) return NOTHING;
  const statement = withoutAudience(text);
  const said = readRemark(statement);
  if (said.kind !== 'back' && !PLANS.test(statement) && said.kind !== 'plan') return NOTHING;
  if (assertsToo(statement)) return NOTHING;
  return said.kind === 'nothing' ? { kind: 'plan', doses: [] } : said;
});

/** "Vaksinasi bagi warga yang belum vaksin" was given to them. */
function withoutAudience(text: string): string {
  const vaccination = text.search(VACCINATION);
  if (vaccination < 0) return text;
  const audience = text.slice(vaccination).search(FOR_WHOM);
  return audience < 0 || text.includes('\n', vaccination) ? text : text.slice(0, vaccination + audience);
}

/** "Daftar hadir dan tidak hadir", "Jadwal dan realisasi": what is true of a row a column must say. */
function assertsToo(text: string): boolean {
  const words = plainWords(text).filter((word) => word !== STOP);
  const denied = words.flatMap((word, index) => (NEGATIONS.has(word) ? [words[index + 1] ?? ''] : []));
  const plain = words.filter((word) => word === 'hadir').length > denied.filter((word) => word === 'hadir').length;
  return plain || (REALISED.test(text) && denied.length === 0 && !/\bhadir\b/i.test(text));
}

/** Whether a line between rows says that those below it were vaccinated: "HADIR", "SUDAH VAKSIN". */
export function assertsGiven(text: string): boolean {
  if (presenceOf(text, new Map()) === 'yes') return true;
  // "SUSULAN HADIR", "PESERTA YANG DATANG": not a word of it is unknown, as one of a name would be.
  const said = readRemark(text);
  return (
    said.kind === 'nothing' && !said.unread && plainWords(text).some((word) => word === 'hadir' || word === 'datang')
  );
}
