/** What the problem codes of the NIK and the person say; see codes.ts. */

import { OWN_HEADINGS } from '../correction/format.ts';
import type { ProblemCode } from '../record/problems.ts';
import type { ProblemText } from './problem-text.ts';

export const PERSON_TEXTS = {
  // the identity number
  NIK_NUMERIC: {
    id: 'NIK tersimpan sebagai angka; digit terakhirnya sudah hilang di Excel.',
    en: 'The NIK is stored as a number; Excel has already lost its last digit.',
    tryId: 'Ubah format kolom menjadi Teks, lalu ketik ulang NIK dari KTP, misalnya 3324011708450001.',
    tryEn: 'Format the column as Text, then type the NIK again from the ID card, for example 3324011708450001.',
  },
  NIK_COL_ZERO: {
    id: 'Hampir semua NIK berakhiran 0: kolom NIK rusak oleh Excel.',
    en: 'Nearly all NIKs end in 0: the NIK column was damaged by Excel.',
    tryId: 'Jangan perbaiki satu per satu; minta berkas asal dan simpan ulang dengan kolom NIK berformat Teks.',
    tryEn: 'Do not correct them one by one; ask for the original file and save it again with the NIK column as Text.',
  },
  NIK_COL_DOB: {
    id: 'NIK dan tanggal lahir tidak cocok di banyak baris: satu kolom terurut atau tergeser sendiri.',
    en: 'NIKs and birth dates do not belong together in many rows: one column was sorted or shifted alone.',
    tryId: 'Pakai berkas sebelum kolomnya diurutkan, atau salin ulang NIK dari KTP, misalnya 3324011708450001.',
    tryEn:
      'Use the file before the column was sorted, or copy the NIKs again from the ID cards, for example 3324011708450001.',
  },
  NIK_COL_UNREAD: {
    id: 'Ada kolom lain berisi NIK yang tidak dibaca.',
    en: 'Another column holds NIKs that are not read.',
    tryId: 'Sebut kolom NIK yang benar dengan --map "JUDUL=nik", atau --map "JUDUL=none" untuk melewati yang lain.',
    tryEn: 'Say which column holds the NIK with --map "HEADING=nik", or leave the other out with --map "HEADING=none".',
  },
  NIK_EMPTY: {
    id: 'NIK kosong.',
    en: 'The NIK is empty.',
    tryId: 'Salin 16 angka NIK dari KTP atau KK, misalnya 3324011708450001.',
    tryEn: 'Copy the 16 digits from the ID card or family card, for example 3324011708450001.',
  },
  NIK_LENGTH: {
    id: 'NIK harus 16 angka tanpa huruf, terbaca {n} angka.',
    en: 'The NIK must have 16 digits and no letters, found {n} digits.',
    tryId: 'Cocokkan dengan KTP: 16 angka dalam satu sel, misalnya 3324011708450001.',
    tryEn: 'Compare with the ID card: 16 digits in one cell, for example 3324011708450001.',
  },
  NIK_CLEANED: {
    id: 'Spasi atau tanda baca pada NIK dibersihkan.',
    en: 'Separators were removed from the NIK.',
    tryId: 'Tidak perlu diubah. Lain kali tulis tanpa spasi dan tanda: 3324011708450001.',
    tryEn: 'Nothing to do. Next time write it without separators: 3324011708450001.',
  },
  NIK_DATE: {
    id: 'Tanggal di dalam NIK tidak mungkin ({dd}-{mm}).',
    en: 'The date inside the NIK is impossible ({dd}-{mm}).',
    tryId:
      'Periksa angka ke-7 sampai ke-12 pada KTP: tanggal, bulan, tahun lahir; untuk perempuan tanggal + 40, misalnya 3324015708450001.',
    tryEn:
      'Check digits 7 to 12 on the ID card: day, month and year of birth; for women the day + 40, for example 3324015708450001.',
  },
  NIK_SERIAL0: {
    id: 'Nomor urut NIK 0000 tidak pernah diterbitkan; kemungkinan angka terakhir hilang.',
    en: 'Serial 0000 is never issued; the last digits of the NIK were probably lost.',
    tryId: 'Ketik ulang empat angka terakhir dari KTP, misalnya 3324011708450001.',
    tryEn: 'Type the last four digits again from the ID card, for example 3324011708450001.',
  },
  NIK_REPEATED: {
    id: 'NIK ini hanya contoh atau isian asal-asalan.',
    en: 'This NIK is a placeholder.',
    tryId: 'Ganti dengan NIK dari KTP, misalnya 3324011708450001.',
    tryEn: 'Replace it with the NIK of the ID card, for example 3324011708450001.',
  },
  NIK_REGION: {
    id: 'Kode wilayah NIK tidak dikenal ({ppkk}); bisa jadi kode lama.',
    en: 'The region code of the NIK is unknown ({ppkk}); it may be an old one.',
    tryId: 'Cocokkan empat angka pertama dengan KTP, misalnya 3324 untuk Kendal. Bila sama, biarkan.',
    tryEn: 'Compare the first four digits with the ID card, for example 3324 for Kendal. If they agree, leave it.',
  },
  NIK_DOB: {
    id: 'Tanggal lahir berbeda dengan NIK ({nik} ≠ {cell}).',
    en: 'The birth date differs from the NIK ({nik} ≠ {cell}).',
    tryId: 'Cocokkan NIK dan tanggal lahir dengan KTP, misalnya 17/08/1945. Bila KTP memang begitu, biarkan.',
    tryEn: 'Compare NIK and birth date with the ID card, for example 17/08/1945. If the card says so, leave it.',
  },
  NIK_SEX: {
    id: 'Jenis kelamin berbeda dengan NIK.',
    en: 'The sex differs from the NIK.',
    tryId: 'Cocokkan dengan KTP: L atau P. Bila KTP memang begitu, biarkan.',
    tryEn: 'Compare with the ID card: L (male) or P (female). If the card says so, leave it.',
  },
  NIK_IS_KK: {
    id: 'Nomor ini tampaknya Nomor KK, bukan NIK.',
    en: 'This looks like a family card (KK) number, not a NIK.',
    tryId: 'Salin NIK orang ini dari KTP atau dari baris namanya di KK, misalnya 3324011708450001.',
    tryEn:
      "Copy this person's NIK from the ID card or from the line of the name on the family card, for example 3324011708450001.",
  },
  NIK_IS_MOTHER: {
    id: 'NIK ini sama dengan NIK ibunya.',
    en: 'This NIK is also that of the mother.',
    tryId: 'Tulis NIK anak itu sendiri dari KK, misalnya 3324010209210001; kosongkan bila belum punya.',
    tryEn:
      'Write the child’s own NIK from the family card, for example 3324010209210001; leave it empty if there is none.',
  },
  PASSPORT_COUNTRY: {
    id: 'Ada nomor paspor, tetapi kewarganegaraannya tidak ada.',
    en: 'There is a passport number, but no nationality.',
    tryId: 'Isi kewarganegaraan, misalnya India; bila ia WNI, isi NIK-nya, misalnya 3324011708450001.',
    tryEn: 'Write the nationality, for example India; of an Indonesian write the NIK, for example 3324011708450001.',
  },
  NIK_CONFLICT: {
    id: 'NIK yang sama dipakai orang yang berbeda: baris {rows}.',
    en: 'The same NIK is used for different people: rows {rows}.',
    tryId: 'Cocokkan NIK, nama, dan tanggal lahir semua baris itu dengan KTP; perbaiki yang salah.',
    tryEn: 'Compare NIK, name and birth date of all these rows with the ID cards; correct the wrong one.',
  },
  NIK_NEAR: {
    id: 'NIK hampir sama (beda satu angka, atau dua angka tertukar), mungkin orang yang sama: baris {r}.',
    en: 'The NIKs differ by one digit or by two exchanged ones, possibly the same person: row {r}.',
    tryId: `Cocokkan kedua NIK dengan KTP; perbaiki yang salah. Bila memang dua orang, kosongkan sel "${OWN_HEADINGS.id.reason}" di semua baris kedua orang itu.`,
    tryEn: `Compare both NIKs with the ID cards; correct the wrong one. If they are two people, clear the cell "${OWN_HEADINGS.en.reason}" in all rows of both.`,
  },
  NIK_REMARK: {
    id: 'Keterangan di baris ini menyebut NIK lain.',
    en: 'A remark in this row names another NIK.',
    tryId:
      'Cocokkan dengan KTP. Tulis NIK yang benar di kolom NIK, 16 angka, misalnya 3324011507830002; bila NIK di kolom itu sudah benar, hapus nomor lain dari keterangan.',
    tryEn:
      'Compare with the ID card. Write the right NIK into the NIK column, 16 digits, for example 3324011507830002; if the one there is right, delete the other number from the remark.',
  },
  // the person
  NAME_EMPTY: {
    id: 'Nama kosong.',
    en: 'The name is empty.',
    tryId: 'Tulis nama seperti di KTP, misalnya SITI AMINAH. Satu kata pun boleh.',
    tryEn: 'Write the name as on the ID card, for example SITI AMINAH. One word is fine.',
  },
  NAME_NULL: {
    id: 'Ini biasanya ditulis program untuk sel kosong, atau memang nama orang: "{v}".',
    en: 'This is what programs write for an empty cell, or somebody’s name: "{v}".',
    tryId:
      'Ketik nama seperti di KTP, misalnya SITI AMINAH. Bila namanya memang hanya itu, beri titik di belakangnya: Nan.',
    tryEn: 'Type the name of the ID card, for example SITI AMINAH. If it is the whole name, put a dot behind it: Nan.',
  },
  NAME_ODD: {
    id: 'Nama tidak lazim: "{v}".',
    en: 'Unusual name: "{v}".',
    tryId: 'Cocokkan dengan KTP, misalnya SITI AMINAH. Bila memang begitu, biarkan.',
    tryEn: 'Compare with the ID card, for example SITI AMINAH. If the card says so, leave it.',
  },
  NAME_LONG: {
    id: 'Isi kolom nama terlalu panjang untuk sebuah nama ({n} karakter, paling banyak 200).',
    en: 'What stands in the name column is too long for a name ({n} characters, at most 200).',
    tryId: 'Tulis hanya nama orangnya seperti di KTP, misalnya SITI AMINAH.',
    tryEn: 'Write only the name of the person as on the ID card, for example SITI AMINAH.',
  },
  DOB_EMPTY: {
    id: 'Tanggal lahir kosong.',
    en: 'The birth date is empty.',
    tryId: 'Tulis hari/bulan/tahun, misalnya 17/08/1945.',
    tryEn: 'Write day/month/year, for example 17/08/1945.',
  },
  DOB_PARSE: {
    id: 'Tanggal lahir tidak terbaca: "{v}".',
    en: 'Unreadable birth date: "{v}".',
    tryId: 'Tulis hari/bulan/tahun dengan tahun 4 angka, misalnya 17/08/1945.',
    tryEn: 'Write day/month/year with four digits for the year, for example 17/08/1945.',
  },
  DOB_AMBIG: {
    id: 'Tahun lahir hanya 2 angka; abadnya tidak jelas ({a} atau {b}).',
    en: 'The birth year has two digits; the century is unclear ({a} or {b}).',
    tryId: 'Tulis tahun 4 angka, misalnya 17/08/1920 atau 17/08/2020.',
    tryEn: 'Write the year with four digits, for example 17/08/1920 or 17/08/2020.',
  },
  DOB_RANGE: {
    id: 'Tanggal lahir tidak masuk akal: {v}.',
    en: 'Implausible birth date: {v}.',
    tryId:
      'Periksa tahun lahir: tidak boleh sesudah tanggal vaksinasi, umur paling tua 120 tahun; misalnya 17/08/1945.',
    tryEn: 'Check the year: not after the vaccination, and no age over 120; for example 17/08/1945.',
  },
  DOB_SWAP: {
    id: 'Hari dan bulan lahir mungkin tertukar ({a}, menurut NIK {b}).',
    en: 'Day and month of birth may be swapped ({a}, by the NIK {b}).',
    tryId: 'Cocokkan dengan KTP dan tulis hari dulu, misalnya 05/03/1955 untuk 5 Maret.',
    tryEn: 'Compare with the ID card and write the day first, for example 05/03/1955 for 5 March.',
  },
  DOB_SWAP_COL: {
    id: 'Kolom tanggal lahir tampak tercampur dengan format Amerika (bulan/hari).',
    en: 'The birth date column seems to mix in US dates (month/day).',
    tryId: 'Periksa beberapa baris terhadap KTP; atur kolom agar hari ditulis dulu, misalnya 05/03/1955 untuk 5 Maret.',
    tryEn: 'Compare some rows with the ID cards; set the column to day first, for example 05/03/1955 for 5 March.',
  },
  AGE_DOB: {
    id: 'Umur tidak cocok dengan tanggal lahir ({n} tahun, lahir {cell}).',
    en: 'The age does not fit the birth date ({n} years, born {cell}).',
    tryId: 'Cocokkan tanggal lahir dan umur dengan KTP; perbaiki yang salah, atau kosongkan umurnya.',
    tryEn: 'Compare birth date and age with the ID card; correct the wrong one, or empty the age.',
  },
  AGE_COL: {
    id: 'Umur bertentangan dengan tanggal lahir di banyak baris.',
    en: 'The ages contradict the birth dates in many rows.',
    tryId: 'Periksa kolom mana yang terurut atau salah rumus; --map "Umur=none" melewati umur.',
    tryEn: 'Look which column was sorted or calculated wrongly; --map "Umur=none" leaves the ages out.',
  },
  SEX_UNKNOWN: {
    id: 'Jenis kelamin tidak dikenal: "{v}".',
    en: 'Unknown sex: "{v}".',
    tryId: 'Tulis L untuk laki-laki atau P untuk perempuan.',
    tryEn: 'Write L for male or P for female.',
  },
  SEX_COL: {
    id: 'Jenis kelamin bertentangan dengan NIK di banyak baris.',
    en: 'The sexes contradict the NIKs in many rows.',
    tryId: 'Tulis Laki-laki atau Perempuan di kolom itu.',
    tryEn: 'Write Laki-laki (male) or Perempuan (female) in that column.',
  },
  SEX_FROM_NIK: {
    id: 'Jenis kelamin kosong; diambil dari NIK.',
    en: 'The sex is empty; taken from the NIK.',
    tryId: 'Tidak perlu diubah bila benar. Lain kali tulis L atau P.',
    tryEn: 'Nothing to do if it is right. Next time write L (male) or P (female).',
  },
  PHONE_BAD: {
    id: 'No HP tidak valid; dikirim tanpa No HP.',
    en: 'Invalid phone number; sent without it.',
    tryId: 'Tulis satu nomor HP saja, misalnya 081234567890.',
    tryEn: 'Write one mobile number only, for example 081234567890.',
  },
  PHONE_LOST0: {
    id: 'Angka 0 di depan No HP ditambahkan.',
    en: 'The leading zero of the phone number was restored.',
    tryId: 'Tidak perlu diubah. Lain kali jadikan kolom berformat Teks: 081234567890.',
    tryEn: 'Nothing to do. Next time format the column as Text: 081234567890.',
  },
  PHONE_EXP: {
    id: 'Angka No HP sudah hilang di Excel; dikirim tanpa No HP.',
    en: 'Excel has lost digits of the phone number; sent without it.',
    tryId: 'Ubah format kolom menjadi Teks, lalu ketik ulang, misalnya 081234567890.',
    tryEn: 'Format the column as Text, then type it again, for example 081234567890.',
  },
} as const satisfies Partial<Record<ProblemCode, ProblemText>>;
