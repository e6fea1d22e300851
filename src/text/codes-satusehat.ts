/**
 * What the rules of SATUSEHAT mean, by their numbers. A rule that the target knows without its sentences does not
 * compile.
 */
import type { RuleNumber } from '../target/satusehat/rules.ts';
import type { ServerCodeText } from './server-code-text.ts';

const both = (id: string, en: string): ServerCodeText => ({ id, en });

const PERSON = both(
  'Orang di baris ini tidak ditemukan di registri: cocokkan NIK dengan KTP.',
  'The person of this row is not found in the registry: compare the NIK with the identity card.',
);
const DAY = both(
  'Tanggal vaksinasi tidak diterima: tidak boleh di masa depan atau sebelum 3 Juni 2014.',
  'The vaccination date is not accepted: it may not lie in the future or before 3 June 2014.',
);
const VACCINATOR = both(
  'Tenaga kesehatan yang memberi dosis tidak ditemukan di registri: cocokkan NIK vaksinator.',
  'Whoever gave the dose is not found in the registry: compare the NIK of the vaccinator.',
);
const PLACE = both(
  'Tempat pemberian tidak dikenal registri, atau bukan milik organisasi ini.',
  'The registry does not know the place of giving, or it is not of this organization.',
);
const ORGANIZATION = both(
  'Nomor organisasi bukan milik client id yang dipakai.',
  'The number of the organization is not that of the client id in use.',
);
const DOSE = both('Nomor dosis harus diisi dan lebih besar dari 0.', 'The number of the dose is needed, and above 0.');
const CLIENT = both(
  'Client id ini belum diberi izin untuk data jenis ini.',
  'This client id has no permission for this kind of data.',
);
const FORM = both(
  'Bentuk kiriman tidak sesuai; laporkan kepada pengembang vax-upload.',
  'The form of what was sent is not accepted; report it to the developers of vax-upload.',
);
const FOLLOWS = both(
  'Bagian lain dari kiriman yang sama ditolak lebih dahulu.',
  'Another part of what was sent together was refused before.',
);

/** By the code that the target gives its reasons. */
export const SATUSEHAT_CODES: Readonly<Record<`RuleNumber:${RuleNumber}`, ServerCodeText>> = {
  'RuleNumber:10003': both(
    'Kode diagnosis tidak dikenal registri.',
    'The registry does not know the code of the diagnosis.',
  ),
  'RuleNumber:10103': both(
    'Kode vaksin tidak diterima registri: minta admin memeriksa kode KFA, VG, dan CVX di berkas pemetaan.',
    'The registry does not accept the code of the vaccine: have the admin look at KFA, VG and CVX in the mapping file.',
  ),
  'RuleNumber:10104': both(
    'Peran tenaga kesehatan tidak diterima (AP atau OP untuk dosis baru, EP untuk riwayat).',
    'The function of the practitioner is not accepted (AP or OP for a dose given, EP for one that is told of).',
  ),
  'RuleNumber:10105': both('Alasan imunisasi tidak diterima.', 'The reason for the immunization is not accepted.'),
  'RuleNumber:10106': both('Asal laporan tidak diterima.', 'The origin of the report is not accepted.'),
  'RuleNumber:10117': ORGANIZATION,
  'RuleNumber:10118': PERSON,
  'RuleNumber:10119': VACCINATOR,
  'RuleNumber:10120': PLACE,
  'RuleNumber:10121': FORM,
  'RuleNumber:10122': FORM,
  'RuleNumber:10123': DAY,
  'RuleNumber:10124': ORGANIZATION,
  'RuleNumber:10125': PERSON,
  'RuleNumber:10126': FORM,
  'RuleNumber:10132': DAY,
  'RuleNumber:10155': PERSON,
  'RuleNumber:10156': DAY,
  'RuleNumber:10173': DAY,
  'RuleNumber:10292': FORM,
  'RuleNumber:10293': FORM,
  'RuleNumber:10294': VACCINATOR,
  'RuleNumber:10305': PLACE,
  'RuleNumber:10306': both('Nomor batch harus diisi.', 'The batch number is needed.'),
  'RuleNumber:10307': both(
    'Tanggal kedaluwarsa vaksin harus diisi, dan sesudah tanggal vaksinasi.',
    'The expiry date of the vial is needed, and later than the vaccination date.',
  ),
  'RuleNumber:10336': VACCINATOR,
  'RuleNumber:10402': DAY,
  'RuleNumber:10403': DAY,
  'RuleNumber:10450': DOSE,
  'RuleNumber:10451': DAY,
  'RuleNumber:10456': DOSE,
  'RuleNumber:10457': FORM,
  'RuleNumber:20002': both('Data ini sudah ada di registri.', 'The registry has this already.'),
  'RuleNumber:20003': CLIENT,
  'RuleNumber:20004': CLIENT,
  'RuleNumber:20007': both(
    'Data yang dirujuk tidak ada di registri.',
    'Something that is referred to is not in the registry.',
  ),
  'RuleNumber:20009': both('Client id tidak dikenal registri.', 'The registry does not know the client id.'),
  'RuleNumber:20012': FOLLOWS,
  'RuleNumber:20013': FOLLOWS,
};
