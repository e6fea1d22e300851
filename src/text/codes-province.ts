/**
 * What a province asks a district about a row: it has rows of other offices as well. Nothing of these is told, not even
 * whose they are or where they stand.
 */
import { OWN_HEADINGS } from '../correction/format.ts';
import type { ProblemCode } from '../record/problems.ts';
import type { ProblemText } from './problem-text.ts';

const [REASON_ID, REASON_EN] = [OWN_HEADINGS.id.reason, OWN_HEADINGS.en.reason];
const RIGHT_ID = `Bila baris ini sudah benar, kosongkan sel "${REASON_ID}", lalu impor berkas ini lagi.`;
const RIGHT_EN = `If this row is right, clear the cell "${REASON_EN}", then import this file again.`;

export const PROVINCE_TEXTS = {
  PROVINCE_DOSE: {
    id: 'Di provinsi dosis ini tercatat dari kantor lain dengan tanggal, vaksin atau batch lain.',
    en: 'The province has this dose from another office, with another date, vaccine or batch.',
    tryId: `Cocokkan dengan kartu vaksin; perbaiki yang salah, misalnya dosis 1 menjadi 2. ${RIGHT_ID}`,
    tryEn: `Compare with the vaccination card; correct what is wrong, for example dose 1 to 2. ${RIGHT_EN}`,
  },
  PROVINCE_ORDER: {
    id: 'Di provinsi ada dosis lain orang ini dari kantor lain; urutan atau tanggalnya tidak cocok.',
    en: 'The province has another dose of this person; the two are out of order or on one day.',
    tryId: `Cocokkan tanggal dan nomor dosis dengan kartu vaksin, misalnya 02/10/2021. ${RIGHT_ID}`,
    tryEn: `Compare date and number of the dose with the vaccination card, for example 02/10/2021. ${RIGHT_EN}`,
  },
  PROVINCE_NUMBER: {
    id: 'Di provinsi NIK ini tercatat dari kantor lain untuk orang lain.',
    en: 'The province has this NIK from another office, for somebody else.',
    tryId: `Cocokkan NIK dan nama dengan KTP, 16 angka, misalnya 3324011507830002. ${RIGHT_ID}`,
    tryEn: `Compare NIK and name with the ID card, 16 digits, for example 3324011507830002. ${RIGHT_EN}`,
  },
  PROVINCE_NEAR: {
    id: 'Di provinsi ada orang bernama dan bertanggal lahir sama dengan NIK yang hampir sama.',
    en: 'The province has somebody of that name and birth date with almost the same NIK.',
    tryId: `Cocokkan NIK dengan KTP, 16 angka, misalnya 3324011507830002. ${RIGHT_ID}`,
    tryEn: `Compare the NIK with the ID card, 16 digits, for example 3324011507830002. ${RIGHT_EN}`,
  },
  PROVINCE_HELD: {
    id: 'Provinsi menahan baris ini dan belum mengirimnya.',
    en: 'The province holds this row back and has not sent it.',
    tryId: `Cocokkan baris ini dengan kartu vaksin dan KTP, misalnya tanggal 02/10/2021. ${RIGHT_ID}`,
    tryEn: `Compare this row with the vaccination card and the ID card, for example the date 02/10/2021. ${RIGHT_EN}`,
  },
  PROVINCE_TWIN: {
    id: 'Dosis yang sama dikirim kantor lain dan ditolak server di sana.',
    en: 'Another office has sent the same dose, and the server has refused it there.',
    tryId: `Cocokkan baris ini dengan kartu vaksin dan KTP, misalnya NIK 3324011507830002. ${RIGHT_ID}`,
    tryEn: `Compare this row with the vaccination card and the ID card, for example the NIK 3324011507830002. ${RIGHT_EN}`,
  },
} as const satisfies Partial<Record<ProblemCode, ProblemText>>;
