/** The codes of DHIS2's tracker (dhis2-core, ValidationCode) that a row or a configuration can be refused with. */
import type { ServerCodeText } from './server-code-text.ts';

const ORG_UNIT_UNKNOWN: ServerCodeText = {
  id: 'Unit tempat pelayanan ini tidak ada di server.',
  en: 'The unit where the dose was given does not exist on the server.',
};
const UNIT_NOT_IN_PROGRAM: ServerCodeText = {
  id: 'Unit ini tidak dimasukkan ke program di server.',
  en: 'This unit is not assigned to the programme on the server.',
};
const NO_RIGHT: ServerCodeText = {
  id: 'Pengguna kita tidak berhak menulis data ini di server.',
  en: 'Our user may not write this data on the server.',
};
const MANDATORY: ServerCodeText = {
  id: 'Server mewajibkan nilai yang kosong di baris ini.',
  en: 'The server demands a value that this row does not have.',
};
const WRONG_VALUE: ServerCodeText = {
  id: 'Nilainya tidak sesuai jenis atau pilihan yang ditetapkan server.',
  en: 'The value does not fit the type or the options that the server has set for it.',
};
const RULE: ServerCodeText = {
  id: 'Aturan program di server menolak nilai ini.',
  en: 'A rule of the programme on the server refuses this value.',
};
const FUTURE: ServerCodeText = {
  id: 'Tanggalnya sesudah hari ini menurut server.',
  en: 'The date is after today, as the server sees it.',
};
const TOO_LATE: ServerCodeText = {
  id: 'Server sudah menutup masa ini: tanggal selama itu tidak diterima lagi. Minta pengelola server membukanya.',
  en: 'The server has closed this period: it takes no dates that old any more. Have the people who run it open it.',
};
const NOT_KNOWN: ServerCodeText = {
  id: 'Server tidak punya program, tahap, atau atribut yang disebut pengaturan; jalankan `vax-upload doctor`.',
  en: 'The server does not have the programme, stage or attribute that the configuration names; run `vax-upload doctor`.',
};
const CATEGORY: ServerCodeText = {
  id: 'Program di server memakai kombinasi kategori yang tidak kita kirim; minta pengelola server memakai yang bawaan.',
  en: 'The programme on the server uses a category combination that we do not send; have it use the default one.',
};

export const DHIS2_CODES: Readonly<Record<string, ServerCodeText>> = {
  E1000: {
    id: 'Pengguna kita tidak boleh mencatat di unit ini. Minta pengelola server memberikannya.',
    en: 'Our user may not record in this unit. Have the people who run the server assign it.',
  },
  E1001: NO_RIGHT,
  E1003: {
    id: 'Orang ini terdaftar di unit yang tidak boleh dilihat pengguna kita.',
    en: 'This person belongs to a unit that our user may not look into.',
  },
  E1005: NOT_KNOWN,
  E1006: NOT_KNOWN,
  E1007: WRONG_VALUE,
  E1010: NOT_KNOWN,
  E1011: ORG_UNIT_UNKNOWN,
  E1013: NOT_KNOWN,
  E1014: {
    id: 'Program itu tidak mendaftarkan orang; pilih program tracker.',
    en: 'That programme registers nobody; choose a tracker programme.',
  },
  E1015: {
    id: 'Orang ini sudah terdaftar aktif di program itu.',
    en: 'This person has an active enrolment in the programme already.',
  },
  E1016: {
    id: 'Orang ini sudah terdaftar di program itu, yang hanya mengizinkan satu kali.',
    en: 'This person is enrolled in the programme already, which allows that once only.',
  },
  E1018: MANDATORY,
  E1019: {
    id: 'Atribut itu bukan bagian program; jalankan `vax-upload doctor`.',
    en: 'That attribute is not part of the programme; run `vax-upload doctor`.',
  },
  E1020: FUTURE,
  E1021: FUTURE,
  E1022: {
    id: 'Di server orang ini tercatat sebagai jenis lain daripada yang dipakai program.',
    en: 'On the server this person is of another type than the one the programme registers.',
  },
  E1023: { id: 'Program meminta tanggal kejadian.', en: 'The programme demands a date of the incident.' },
  E1025: { id: 'Tanggal pendaftaran tidak terbaca.', en: 'The date of the enrolment cannot be read.' },
  E1029: UNIT_NOT_IN_PROGRAM,
  E1031: { id: 'Tanggal dosis tidak ada.', en: 'The date of the dose is missing.' },
  E1039: {
    id: 'Tahap itu hanya dapat diisi satu kali, dan orang ini sudah punya dosis di sana. Minta agar tahapnya dapat diulang.',
    en: 'That stage can be filled once only, and this person has a dose there. Have the stage made repeatable.',
  },
  E1041: UNIT_NOT_IN_PROGRAM,
  E1043: TOO_LATE,
  E1045: TOO_LATE,
  E1047: TOO_LATE,
  E1049: ORG_UNIT_UNKNOWN,
  E1054: CATEGORY,
  E1055: CATEGORY,
  E1056: CATEGORY,
  E1057: CATEGORY,
  E1063: {
    id: 'Orang yang dituju tidak ada di server, atau tidak boleh dilihat pengguna kita.',
    en: 'The person who is meant is not on the server, or our user may not see them.',
  },
  E1064: {
    id: 'Orang lain di server sudah memakai nomor ini.',
    en: 'Somebody else on the server has this number.',
  },
  E1068: {
    id: 'Orang yang dituju tidak ada di server, atau tidak boleh dilihat pengguna kita.',
    en: 'The person who is meant is not on the server, or our user may not see them.',
  },
  E1069: NOT_KNOWN,
  E1070: ORG_UNIT_UNKNOWN,
  E1076: MANDATORY,
  E1077: { id: 'Teksnya lebih dari 1.200 huruf.', en: 'The text is longer than 1,200 characters.' },
  E1079: {
    id: 'Pendaftaran orang ini di server adalah untuk program lain.',
    en: 'The enrolment of this person on the server is in another programme.',
  },
  E1083: {
    id: 'Pengguna kita tidak boleh mengubah dosis yang sudah selesai dicatat.',
    en: 'Our user may not change a dose that was completed.',
  },
  E1084: WRONG_VALUE,
  E1085: WRONG_VALUE,
  E1087: NOT_KNOWN,
  E1088: NOT_KNOWN,
  E1089: NOT_KNOWN,
  E1090: MANDATORY,
  E1091: NO_RIGHT,
  E1095: NO_RIGHT,
  E1096: NO_RIGHT,
  E1099: NO_RIGHT,
  E1102: {
    id: 'Orang ini dikelola unit lain, yang tidak boleh dicari pengguna kita. Minta hak mencari di unit itu.',
    en: 'Another unit owns this person, in which our user may not search. Have the right to search there granted.',
  },
  E1104: NO_RIGHT,
  E1115: CATEGORY,
  E1116: CATEGORY,
  E1117: CATEGORY,
  E1121: MANDATORY,
  E1122: MANDATORY,
  E1123: MANDATORY,
  E1125: WRONG_VALUE,
  E1300: RULE,
  E1301: RULE,
  E1302: WRONG_VALUE,
  E1303: MANDATORY,
  E1304: NOT_KNOWN,
  E1305: {
    id: 'Elemen data itu bukan bagian tahap; jalankan `vax-upload doctor`.',
    en: 'That data element is not part of the stage; run `vax-upload doctor`.',
  },
  E1306: RULE,
  E1307: RULE,
  E1309: RULE,
  E1313: {
    id: 'Pendaftaran orang ini tidak ada di server.',
    en: 'There is no enrolment of this person on the server.',
  },
};
