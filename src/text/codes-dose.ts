/** What the problem codes of the dose, the row and the file say; see codes.ts. */

import { OWN_HEADINGS, SAID_BESIDE } from '../correction/format.ts';
import type { ProblemCode } from '../record/problems.ts';
import type { ProblemText } from './problem-text.ts';

export const DOSE_TEXTS = {
  // the dose
  DATE_EMPTY: {
    id: 'Tanggal vaksinasi kosong.',
    en: 'The vaccination date is empty.',
    tryId: 'Tulis hari/bulan/tahun, misalnya 02/10/2021.',
    tryEn: 'Write day/month/year, for example 02/10/2021.',
  },
  DATE_PARSE: {
    id: 'Tanggal vaksinasi tidak terbaca: "{v}".',
    en: 'Unreadable vaccination date: "{v}".',
    tryId: 'Tulis hari/bulan/tahun dengan tahun 4 angka, misalnya 02/10/2021.',
    tryEn: 'Write day/month/year with four digits for the year, for example 02/10/2021.',
  },
  DATE_FUTURE: {
    id: 'Tanggal vaksinasi di masa depan: {v}.',
    en: 'The vaccination date is in the future: {v}.',
    tryId: 'Periksa bulan dan tahunnya, misalnya 02/10/2021.',
    tryEn: 'Check month and year, for example 02/10/2021.',
  },
  DATE_EARLY: {
    id: 'Tanggal vaksinasi sebelum program dimulai (13/01/2021): {v}.',
    en: 'The vaccination date is before the programme began (13/01/2021): {v}.',
    tryId: 'Periksa tahunnya, misalnya 02/10/2021. Bila divaksin di luar negeri sejak 2020, biarkan.',
    tryEn: 'Check the year, for example 02/10/2021. If the dose was given abroad since 2020, leave it.',
  },
  DATE_SWAP_COL: {
    id: 'Kolom tanggal vaksinasi tercampur dengan format Amerika (bulan/hari).',
    en: 'The vaccination date column mixes in US dates (month/day).',
    tryId: 'Minta tanggal aslinya: di komputer itu 02/10/2021 sudah menjadi 10 Februari 2021.',
    tryEn: 'Ask for the dates as they were typed: on that computer 02/10/2021 has become 10 February 2021.',
  },
  DATE_ORDER_COL: {
    id: 'Urutan hari dan bulan di kolom tanggal tampak terbalik.',
    en: 'Day and month of a date column seem to stand in another order.',
    tryId:
      'Tulis hari dulu, misalnya 05/10/2021 untuk 5 Oktober, atau sebut urutannya dengan --map "Tgl Vaksin=date:mdy".',
    tryEn:
      'Write the day first, for example 05/10/2021 for 5 October, or say the order with --map "Tgl Vaksin=date:mdy".',
  },
  DATE_UTC_COL: {
    id: 'Tanggal ditulis program sebagai waktu UTC, jadi bisa mundur sehari; yang dibuktikan NIK sudah dibaca benar.',
    en: 'Days were written by a program as instants of UTC and may be a day early; those that the NIK proves were read right.',
    tryId: 'Tidak perlu diubah bila benar. Lain kali ekspor tanggal tanpa jam, misalnya 05/10/2021.',
    tryEn: 'Nothing to do if they are right. Next time export days without a time, for example 05/10/2021.',
  },
  DOSE_EMPTY: {
    id: 'Dosis ke berapa tidak diisi.',
    en: 'The dose number is empty.',
    tryId: 'Tulis 1, 2, booster, atau booster 2.',
    tryEn: 'Write 1, 2, booster, or booster 2.',
  },
  DOSE_BAD: {
    id: 'Dosis tidak dikenal: "{v}".',
    en: 'Unknown dose: "{v}".',
    tryId: 'Tulis 1, 2, booster, atau booster 2.',
    tryEn: 'Write 1, 2, booster, or booster 2.',
  },
  DOSE_ORDER: {
    id: 'Urutan tanggal dosis terbalik (dosis {b} tidak sesudah dosis {a}).',
    en: 'The dates of the doses are out of order (dose {b} is not after dose {a}).',
    tryId:
      'Cocokkan kedua tanggal dengan kartu vaksin; mungkin kolomnya tertukar, misalnya 02/09/2021 lalu 30/09/2021.',
    tryEn:
      'Compare both dates with the vaccination card; the columns may be swapped, for example 02/09/2021 and then 30/09/2021.',
  },
  DOSE_ORDER_ROWS: {
    id: 'Urutan tanggal dosis orang ini terbalik, atau dua dosis di hari yang sama: baris {r}.',
    en: 'The doses of this person are out of order, or two are on one day: row {r}.',
    tryId: `Cocokkan nomor dosis dan tanggal kedua baris dengan kartu vaksin; perbaiki yang salah. Bila yang salah sudah di server, kosongkan sel "${OWN_HEADINGS.id.reason}" di baris ini.`,
    tryEn: `Compare dose numbers and dates of both rows with the vaccination card; correct the wrong one. If that one is on the server, clear the cell "${OWN_HEADINGS.en.reason}" of this row.`,
  },
  DOSE_INTERVAL: {
    id: 'Jarak antar dosis lebih pendek dari aturan ({n} hari, aturan {m} hari).',
    en: 'The interval between doses is shorter than the rule ({n} days, rule {m} days).',
    tryId:
      'Periksa kedua tanggal, misalnya 02/09/2021 dan 30/09/2021. Bila benar, biarkan: yang sudah disuntik harus tercatat.',
    tryEn:
      'Check both dates, for example 02/09/2021 and 30/09/2021. If they are right, leave them: an injection given must be recorded.',
  },
  AGE_MIN: {
    id: 'Usia di bawah batas untuk vaksin ini ({v}: {n} tahun, batas {m} tahun).',
    en: 'The age is below the limit for this vaccine ({v}: {n} years, limit {m} years).',
    tryId: 'Periksa tanggal lahir dan jenis vaksin, misalnya 17/08/1945 dan Sinovac. Bila benar, biarkan.',
    tryEn: 'Check birth date and vaccine, for example 17/08/1945 and Sinovac. If they are right, leave them.',
  },
  VACC_EMPTY: {
    id: 'Jenis vaksin kosong.',
    en: 'The vaccine is empty.',
    tryId: 'Tulis nama vaksin, misalnya Sinovac atau AstraZeneca.',
    tryEn: 'Write the name of the vaccine, for example Sinovac or AstraZeneca.',
  },
  VACC_UNKNOWN: {
    id: 'Jenis vaksin tidak dikenal: "{v}" (mungkin: {nearest}).',
    en: 'Unknown vaccine: "{v}" (perhaps: {nearest}).',
    tryId:
      'Tulis nama yang dikenal, misalnya Sinovac. Bila nama ini benar, minta admin menambahkannya di mapping.yaml.',
    tryEn: 'Write a known name, for example Sinovac. If this one is right, ask the admin to add it to mapping.yaml.',
  },
  VACC_MIX: {
    id: 'Vaksin dosis 2 berbeda dengan dosis 1.',
    en: 'The second dose is of another product than the first.',
    tryId: 'Cocokkan dengan kartu vaksin, misalnya Sinovac dan Sinovac. Bila memang berbeda, biarkan.',
    tryEn: 'Compare with the vaccination card, for example Sinovac and Sinovac. If they did differ, leave it.',
  },
  BATCH_EMPTY: {
    id: 'No batch kosong.',
    en: 'The batch number is empty.',
    tryId: 'Salin dari botol atau kartu vaksin, misalnya 202107012H. Bila tidak ada, biarkan.',
    tryEn: 'Copy it from the vial or the vaccination card, for example 202107012H. If there is none, leave it.',
  },
  BATCH_NUM: {
    id: 'No batch terbaca sebagai angka dan mungkin tidak utuh: {v}.',
    en: 'The batch number was read as a number and may be incomplete: {v}.',
    tryId: 'Ubah format kolom menjadi Teks, lalu ketik ulang, misalnya 0042021 atau 2021E04.',
    tryEn: 'Format the column as Text, then type it again, for example 0042021 or 2021E04.',
  },
  BATCH_EXPIRED: {
    id: 'Vaksin diberikan sesudah tanggal kedaluwarsanya ({v}).',
    en: 'The vaccine was given after its expiry date ({v}).',
    tryId: 'Cocokkan tanggal vaksinasi dan tanggal kedaluwarsa dengan vial atau kartu stok; perbaiki yang salah.',
    tryEn: 'Compare the vaccination date and the expiry date with the vial or the stock card; correct the wrong one.',
  },
  SITE_EMPTY: {
    id: 'Faskes kosong.',
    en: 'The facility is empty.',
    tryId: 'Tulis nama faskes atau pos, misalnya Puskesmas Kendal 1.',
    tryEn: 'Write the facility or post, for example Puskesmas Kendal 1.',
  },
  SITE_UNKNOWN: {
    id: 'Faskes tidak dikenal: "{v}" (mungkin: {nearest}).',
    en: 'Unknown facility: "{v}" (perhaps: {nearest}).',
    tryId:
      'Tulis seperti di daftar faskes, misalnya Puskesmas Kendal 1. Bila nama ini benar, minta admin menambahkannya di mapping.yaml.',
    tryEn:
      'Write it as the list of facilities does, for example Puskesmas Kendal 1. If this name is right, ask the admin to add it to mapping.yaml.',
  },
  CATEGORY_UNKNOWN: {
    id: 'Kategori tidak dikenal: "{v}" (mungkin: {nearest}).',
    en: 'Unknown category: "{v}" (perhaps: {nearest}).',
    tryId:
      'Tulis seperti di daftar kategori, misalnya Lansia. Bila nama ini benar, minta admin menambahkannya di mapping.yaml.',
    tryEn:
      'Write it as the list of categories does, for example Lansia. If this name is right, ask the admin to add it to mapping.yaml.',
  },
  CELL_ERROR: {
    id: 'Sel berisi kesalahan rumus ({v}).',
    en: 'The cell holds a formula error ({v}).',
    tryId:
      'Ganti rumus dengan isinya, misalnya ketik langsung 17/08/1945. Untuk "=": buka berkas di Excel lalu simpan.',
    tryEn:
      'Replace the formula by its value, for example type 17/08/1945. For "=": open the file in Excel and save it.',
  },
  CELL_DITTO: {
    id: 'Sel berisi tanda "sama dengan di atas" ({v}), bukan isinya.',
    en: 'The cell holds a mark for "the same as above" ({v}), not a value.',
    tryId: 'Isi selnya: salin isi sel di atasnya bila memang sama, misalnya Puskesmas Kendal 1.',
    tryEn: 'Fill the cell: copy the one above it if that is meant, for example Puskesmas Kendal 1.',
  },
  CELL_CLEANED: {
    id: 'Tanda di depan isi sel (petik, strip, titik) dihapus.',
    en: 'A mark before the text (apostrophe, dash, bullet, dot) was removed.',
    tryId: 'Tidak perlu diubah. Lain kali tulis tanpa tanda di depan, misalnya Puskesmas Kendal 1.',
    tryEn: 'Nothing to do. Next time write it without a mark before it, for example Puskesmas Kendal 1.',
  },
  VALUE_UNREAD: {
    id: 'Isi sel ini tidak terbaca dan tidak dikirim: "{v}".',
    en: 'This cell could not be read and is not sent: "{v}".',
    tryId:
      'Tulis NIK 16 angka, kode pos 5 angka, tanggal hh/bb/tttt, atau nama (orang, tempat, negara); atau kosongkan.',
    tryEn: 'Write a NIK as 16 digits, a postal code as 5, a date as dd/mm/yyyy, or a name (person, place, country).',
  },
  CELL_GARBLED: {
    id: 'Huruf di sel ini rusak: "{v}".',
    en: 'Letters of this cell are damaged: "{v}".',
    tryId:
      'Ketik ulang dari KTP atau kartu vaksin, misalnya Nur’aini; atau simpan ulang berkas asal sebagai "CSV UTF-8".',
    tryEn:
      'Type it again from the ID card or the vaccine card, for example Nur’aini; or save the original as "CSV UTF-8".',
  },
  // rows that concern each other
  DUP_EVENT: {
    id: 'Baris ganda: sama dengan baris {r}; hanya satu yang dikirim.',
    en: 'Duplicate row: the same as row {r}; sent once.',
    tryId: 'Tidak perlu diubah. Bila sebenarnya dosis lain, perbaiki dosisnya, misalnya 2.',
    tryEn: 'Nothing to do. If it was another dose, correct the dose, for example 2.',
  },
  DUP_DIFF: {
    id: 'Dosis yang sama tercatat dua kali dengan data berbeda (dosis {d}, baris {r}).',
    en: 'The same dose is recorded twice with different data (dose {d}, row {r}).',
    tryId: 'Cocokkan kedua baris dengan kartu vaksin; perbaiki yang salah, misalnya dosis 1 menjadi 2, atau hapus.',
    tryEn: 'Compare both rows with the vaccination card; correct the wrong one, for example dose 1 to 2, or delete it.',
  },
  ROW_GONE: {
    id: 'Baris ini tidak ada lagi di versi baru berkasnya.',
    en: 'This row is no longer in the sheet: a newer version of the file lacks it.',
    tryId: 'Kosongkan sel alasan bila baris ini tetap harus dikirim; tulis abaikan di sel itu bila memang dihapus.',
    tryEn:
      'Clear the cell with the reason if the row is to be sent all the same; write ignore there if it was deleted on purpose.',
  },
  ROW_COPIES: {
    id: 'Dua lembar perbaikan memperbaiki baris ini secara berbeda (baris {r}).',
    en: 'Two correction sheets correct this row differently (row {r}).',
    tryId: 'Periksa mana yang benar, lalu kosongkan sel alasan di baris yang benar: yang lain tidak dikirim.',
    tryEn: 'Find out which one is right, and clear the cell with its reason: the other one is then not sent.',
  },
  DUP_PERSON: {
    id: 'Mungkin orang yang sama dengan NIK berbeda: baris {r}.',
    en: 'Possibly the same person with another NIK: row {r}.',
    tryId: 'Cocokkan kedua NIK dengan KTP. Bila dua orang yang berbeda, biarkan.',
    tryEn: 'Compare both NIKs with the ID cards. If they are two people, leave them.',
  },
  // rows and files
  ROW_QUOTE: {
    id: 'Tanda kutip tidak ditutup; baris ini tidak terbaca.',
    en: 'A quotation mark is never closed; this row cannot be read.',
    tryId: 'Buka berkas di Excel, hapus tanda " di baris ini, lalu simpan, misalnya H. Abdul tanpa tanda kutip.',
    tryEn:
      'Open the file in Excel, delete the " in this row and save it, for example H. Abdul without quotation marks.',
  },
  ROW_SHIFTED: {
    id: 'Baris ini punya lebih banyak isi daripada judul kolom; isinya bergeser.',
    en: 'This row has more cells than there are headings; its cells are shifted.',
    tryId:
      'Beri tanda kutip pada isi yang memuat pemisah, misalnya "Jl. Melati, RT 1", atau simpan berkas sebagai .xlsx.',
    tryEn:
      'Put quotes around a text with a separator in it, for example "Jl. Melati, RT 1", or save the file as .xlsx.',
  },
  ROW_CANCELLED: {
    id: 'Baris ini dicoret atau ditandai batal ("{v}").',
    en: 'This row is struck through or marked as cancelled ("{v}").',
    tryId:
      'Bila dosis memang diberikan, hapus coretan, catatan sel, atau tandanya, misalnya "TUNDA"; bila tidak, hapus barisnya.',
    tryEn:
      'If the dose was given, remove the line, the cell note or the mark, for example "TUNDA"; if not, delete the row.',
  },
  ROW_NOT_GIVEN: {
    id: 'Sebuah kolom tidak menyatakan bahwa dosis diberikan ("{column}": "{v}").',
    en: 'A column does not say that the dose was given ("{column}": "{v}").',
    tryId: 'Bila dosis memang diberikan, tulis di kolom itu, misalnya "Ya" atau "Hadir"; bila tidak, hapus barisnya.',
    tryEn: 'If the dose was given, write so in that column, for example "Ya" or "Hadir"; if not, delete the row.',
  },
  ROW_TITLE: {
    id: `${SAID_BESIDE.ROW_TITLE.id} ("{v}").`,
    en: `${SAID_BESIDE.ROW_TITLE.en} ("{v}").`,
    tryId:
      'Bila dosis memang diberikan, kosongkan sel alasan di lembar perbaikan, atau pindahkan baris ke bawah judul seperti "HADIR"; bila tidak, hapus barisnya.',
    tryEn:
      'If the dose was given, empty the reason cell in the correction sheet, or move the row below a title such as "HADIR"; if not, delete the row.',
  },
  ROW_COLOUR: {
    id: `${SAID_BESIDE.ROW_COLOUR.id} ("{v}").`,
    en: `${SAID_BESIDE.ROW_COLOUR.en} ("{v}").`,
    tryId:
      'Bila dosis memang diberikan, kosongkan sel alasan di lembar perbaikan, atau hapus warnanya di berkas asal, misalnya pilih "Tanpa Isi"; bila tidak, hapus barisnya.',
    tryEn:
      'If the dose was given, empty the reason cell in the correction sheet, or take the colour away in the original, for example with "No Fill"; if not, delete the row.',
  },
  GIVEN_COL: {
    id: 'Isi kolom kehadiran atau status vaksinasi tidak dipahami.',
    en: 'The words of a column about presence or vaccination are not understood.',
    tryId: 'Tulis Ya atau Tidak di setiap sel kolom itu, misalnya "Ya".',
    tryEn: 'Write Ya (yes) or Tidak (no) into every cell of that column, for example "Ya".',
  },
  ROW_WRAPPED: {
    id: 'Satu isi tampaknya terpotong menjadi dua baris (baris {a} dan {b}).',
    en: 'One text seems to be wrapped over two rows (rows {a} and {b}).',
    tryId: 'Tulis isinya lengkap di satu baris, misalnya Puskesmas Boja, lalu kosongkan baris yang satunya.',
    tryEn: 'Write the whole text in one row, for example Puskesmas Boja, and empty the other row.',
  },
  ROW_EMPTY: {
    id: 'Baris kosong dilewati: {n}.',
    en: 'Empty rows were skipped: {n}.',
    tryId: 'Tidak perlu diubah. Baris dibaca bila NIK atau nama diisi, misalnya 3324011708450001.',
    tryEn: 'Nothing to do. A row is read when its NIK or name is filled in, for example 3324011708450001.',
  },
  ROW_TOTAL: {
    id: 'Baris jumlah atau tanda tangan dilewati.',
    en: 'A row with totals or signatures was skipped.',
    tryId: 'Tidak perlu diubah. Bila ini data orang, tulis NIK-nya, misalnya 3324011708450001.',
    tryEn: 'Nothing to do. If it is a person, write the NIK, for example 3324011708450001.',
  },
  ROW_HEADER: {
    id: 'Judul kolom yang terulang di tengah lembar dilewati.',
    en: 'Headings repeated within the sheet were skipped.',
    tryId: 'Tidak perlu diubah. Bila ini data orang, tulis NIK-nya, misalnya 3324011708450001.',
    tryEn: 'Nothing to do. If it is a person, write the NIK, for example 3324011708450001.',
  },
  ROW_EXAMPLE: {
    id: 'Baris contoh dari templat dilewati.',
    en: 'The example row of the template was skipped.',
    tryId: 'Tidak perlu diubah. Bila ini data orang, ganti NIK contoh dengan NIK dari KTP, misalnya 3324011708450001.',
    tryEn:
      'Nothing to do. If it is a person, replace the example by the NIK of the ID card, for example 3324011708450001.',
  },
  ROW_HIDDEN: {
    id: 'Baris tersembunyi ikut dibaca: {n}.',
    en: 'Hidden rows were read too: {n}.',
    tryId:
      'Tampilkan baris itu (klik kanan, Unhide) dan periksa, misalnya sisa filter; hapus bila tidak boleh dikirim.',
    tryEn:
      'Show these rows (right click, Unhide) and check them, for example what a filter left; delete them if they must not be sent.',
  },
  SHEET_HIDDEN: {
    id: 'Lembar ini tersembunyi dan ikut dibaca.',
    en: 'This sheet is hidden and was read too.',
    tryId:
      'Tampilkan lembar itu (klik kanan pada tab lembar, Unhide) dan periksa, misalnya salinan lama; hapus bila tidak boleh dikirim.',
    tryEn:
      'Show the sheet (right click on the tabs, Unhide) and check it, for example an old copy; delete it if it must not be sent.',
  },
  REMARK_UNREAD: {
    id: 'Keterangan, atau arti warna, yang tidak dipahami program: {n}.',
    en: 'Remarks, or legends of colours, that the program does not understand: {n}.',
    tryId: 'Baca keterangan itu; bila menyatakan dosis tidak diberikan, hapus barisnya atau tulis misalnya "batal".',
    tryEn:
      'Read these remarks; where one says that the dose was not given, delete the row or write for example "batal".',
  },
  SHEETS: {
    id: 'Berkas berisi beberapa lembar; semua dibaca ({n}).',
    en: 'The file has several sheets; all were read ({n}).',
    tryId: 'Periksa apakah ada lembar rekap atau salinan, misalnya "Rekap"; hapus bila tidak boleh dikirim.',
    tryEn: 'Look for sheets with sums or copies, for example "Rekap"; delete those that must not be sent.',
  },
  SHEET_LOST: {
    id: 'Satu lembar tercatat di buku kerja, tetapi isinya tidak ada atau tidak terbaca: "{sheet}".',
    en: 'A sheet is listed in the workbook, but its contents are missing or unreadable: "{sheet}".',
    tryId:
      'Buka berkas aslinya di Excel, periksa lembar itu, dan minta salinan yang utuh, misalnya langsung dari pengirimnya.',
    tryEn:
      'Open the original file in Excel, look at that sheet, and ask for a whole copy, for example from whoever sent it.',
  },
  FILE_ENC: {
    id: 'Berkas tidak memakai UTF-8; dibaca sebagai {encoding}.',
    en: 'The file is not in UTF-8; read as {encoding}.',
    tryId: 'Periksa nama dengan tanda khusus, misalnya Nur’aini. Lain kali simpan sebagai "CSV UTF-8" atau .xlsx.',
    tryEn: 'Check names with special signs, for example Nur’aini. Next time save as "CSV UTF-8" or .xlsx.',
  },
  FILE_ENC_PARTS: {
    id: 'Sebagian huruf di berkas ini bukan UTF-8 dan tidak dapat dipastikan; sel yang memuatnya tidak dibaca.',
    en: 'Some letters of the file are not in UTF-8 and cannot be told; cells that hold them are not read.',
    tryId:
      'Simpan ulang dari program asalnya sebagai "CSV UTF-8" atau .xlsx; atau ketik ulang sel itu, misalnya Nur’aini.',
    tryEn:
      'Save it again from the program that made it as "CSV UTF-8" or .xlsx; or type these cells again, for example Nur’aini.',
  },
  SERVER_REFUSED: {
    id: 'Ditolak server: "{v}".',
    en: 'Refused by the server: "{v}".',
    tryId:
      'Perbaiki yang disebut server, lalu impor berkas ini lagi. Bila datanya sudah benar, tanyakan ke pengelola server; setelah server diperbaiki, minta admin mengirimnya lagi ("vax-upload retry").',
    tryEn:
      'Correct what the server names, then import this file again. If the row is right, ask the people who run the server; when it has been mended, have the admin send the row again ("vax-upload retry").',
  },
  SERVER_NO_REASON: {
    id: 'Ditolak server tanpa alasan (HTTP {v}).',
    en: 'Refused by the server without a reason (HTTP {v}).',
    tryId:
      'Tanyakan ke pengelola server. Bila server sudah diperbaiki, minta admin mengirimnya lagi ("vax-upload retry").',
    tryEn:
      'Ask the people who run the server. When it has been mended, have the admin send the row again ("vax-upload retry").',
  },
  PERSON_UNKNOWN: {
    id: 'Server tidak mengenal orang di baris ini.',
    en: 'The server does not know the person in this row.',
    tryId:
      'Cocokkan nomor dan nama dengan KTP, lalu impor berkas ini lagi. Bila sudah benar, minta pengelola server mendaftarkan orangnya, lalu minta admin mengirimnya lagi ("vax-upload retry").',
    tryEn:
      'Compare number and name with the identity card, then import this file again. If they are right, have the people who run the server register the person, then have the admin send the row again ("vax-upload retry").',
  },
  PERSON_UNSURE: {
    id: 'Server tidak dapat memastikan siapa orang di baris ini.',
    en: 'The server cannot tell who the person in this row is.',
    tryId:
      'Cocokkan nomor dan nama dengan KTP, lalu impor berkas ini lagi. Bila sudah benar, tanyakan ke pengelola server; setelah server diperbaiki, minta admin mengirimnya lagi ("vax-upload retry").',
    tryEn:
      'Compare number and name with the identity card, then import this file again. If they are right, ask the people who run the server; when it has been mended, have the admin send the row again ("vax-upload retry").',
  },
  SERVER_NO_WORD: {
    id: 'Server tidak punya pilihan atau tempat untuk nilai ini, "{v}".',
    en: 'The server has no option and no place for this value, "{v}".',
    tryId:
      'Bila isinya salah, perbaiki lalu impor berkas ini lagi. Bila benar, minta pengelola server menambahkannya, atau minta admin menyebut padanannya di pengaturan (`options` dalam vax-upload.yaml, `tables` dalam uraian server); lalu minta admin mengirimnya lagi ("vax-upload retry").',
    tryEn:
      'If it is wrong, correct it and import this file again. If it is right, have the people who run the server add it, or the admin name what it is called there (`options` in vax-upload.yaml, `tables` in the description of the server); then have the admin send the row again ("vax-upload retry").',
  },
  SERVER_NO_SITE: {
    id: 'Server tidak mengenal tempat ini untuk program ini: "{v}".',
    en: 'The server does not know this place in this programme: "{v}".',
    tryId:
      'Bila nama tempatnya salah, perbaiki lalu impor berkas ini lagi. Bila benar, minta pengelola server memasukkannya ke program; lalu minta admin mengirimnya lagi ("vax-upload retry").',
    tryEn:
      'If the name is wrong, correct it and import this file again. If it is right, have the people who run the server assign it to the programme; then have the admin send the row again ("vax-upload retry").',
  },
  SERVER_DELETED: {
    id: 'Catatan ini pernah ada di server dan dihapus di sana; server tidak menerimanya lagi.',
    en: 'The server had this record once, and somebody has deleted it there; it takes it no more.',
    tryId:
      'Tanyakan ke pengelola server mengapa dihapus. Bila dosisnya memang diberikan, catat langsung di server, lalu tulis abaikan di sel alasan.',
    tryEn:
      'Ask the people who run the server why. If the dose was given after all, record it on the server by hand, then write ignore into the reason cell.',
  },
  SERVER_OTHER_DOSE: {
    id: 'Di server orang ini sudah punya dosis yang sama dengan tanggal atau vaksin lain.',
    en: 'On the server this person has that dose already, with another date or vaccine.',
    tryId:
      'Cocokkan dengan kartu vaksin. Bila barisnya salah, perbaiki lalu impor berkas ini lagi; bila server yang salah, minta diperbaiki di sana, lalu minta admin mengirimnya lagi ("vax-upload retry").',
    tryEn:
      'Compare with the vaccination card. If the row is wrong, correct it and import this file again; if the server is wrong, have it corrected there, then have the admin send the row again ("vax-upload retry").',
  },
  VACC_UNCODED: {
    id: 'Server meminta kode vaksin yang belum diketahui: {v}.',
    en: 'The server asks for codes of the vaccine that nobody has told: {v}.',
    tryId:
      'Minta admin menulis kodenya di berkas pemetaan (mapping.yaml), di bawah "vaccines": sistem "kfa" dengan nomor produknya di peramban KFA (93…), seperti contoh di docs/targets/satusehat.md; lalu impor berkas ini lagi.',
    tryEn:
      'Have the admin write the code in the mapping file (mapping.yaml), below "vaccines": the system "kfa" with the number of its product in the KFA browser (93…), as docs/targets/satusehat.md shows; then import this file again.',
  },
  BATCH_NEEDED: {
    id: 'Server hanya menerima dosis ini dengan nomor batch.',
    en: 'The server takes this dose only with its batch number.',
    tryId:
      'Salin nomor batch dari botol atau kartu stok ke kolom "No Batch", lalu impor berkas ini lagi. Bila lembar ini hanya riwayat, minta admin menulis "primarySource: false" di bawah "satusehat", lalu minta admin mengirimnya lagi ("vax-upload retry").',
    tryEn:
      'Copy the batch number from the vial or the stock card into the column "No Batch", then import this file again. If this sheet only tells of earlier doses, have the admin write "primarySource: false" below "satusehat", then have the admin send the row again ("vax-upload retry").',
  },
  EXPIRY_NEEDED: {
    id: 'Server hanya menerima dosis ini dengan tanggal kedaluwarsa vaksin.',
    en: 'The server takes this dose only with the expiry date of its vial.',
    tryId:
      'Tambahkan kolom "Tgl Kedaluwarsa" dan isi dari botol atau kartu stok, lalu impor berkas ini lagi. Bila lembar ini hanya riwayat, minta admin menulis "primarySource: false" di bawah "satusehat", lalu minta admin mengirimnya lagi ("vax-upload retry").',
    tryEn:
      'Add a column "Tgl Kedaluwarsa" and fill it from the vial or the stock card, then import this file again. If this sheet only tells of earlier doses, have the admin write "primarySource: false" below "satusehat", then have the admin send the row again ("vax-upload retry").',
  },
} as const satisfies Partial<Record<ProblemCode, ProblemText>>;
