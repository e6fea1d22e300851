/**
 * The words by which people take a dose back, in the one spelling of plain-words.ts. Collected from remarks of real
 * sheets and from the status words of programs (FHIR R4 Immunization and Appointment, DHIS2 events, OpenMRS).
 */

const set = (words: string): ReadonlySet<string> => new Set(words.trim().split(/\s+/));

/** Negations. What follows decides (NOT_OF_THE_DOSE). */
export const NEGATIONS = set('tidak belum bukan tanpa jangan');

/** The dose was refused, missed, called off, impossible, or is somebody else's or a mistake. */
export const TAKEN_BACK = set(
  // called off
  `batal batalkan dibatalkan terbatal membatalkan pembatalan urung gugur digugurkan coret dicoret hapus dihapus terhapus mundur undur diundur diundurkan
   pengunduran mengundurkan dropout gagal failed notdone enteredinerror onhold hold aborted abort stopped stop nonaktif dibuang buang abaikan ignore skip skipped
   ` +
    // refused
    `tolak menolak ditolak nolak tertolak penolakan mogok keberatan kabur takut fobia phobia ragu enggan ogah emoh wegah menghindar melarang dilarang withheld malas males tolakan
   ` +
    // absent
    `absen alpa alpha alfa mangkir izin bolos noshow absent missed missing merantau pergi kosong habis ghoib mudik dns dna dnf lari pulang left walked dipulangkan cuti ngungsi mengungsi diwakilkan kehabisan absconded terlewat terlambat telat
   ` +
    // put off
    `tunda ditunda tertunda menunda nunda penundaan tundaan pending dipending postpone postponed tangguh ditangguhkan susul menyusul nyusul delayed delay resched
   reschedule rescheduled penjadwalan overdue
   ` +
    // not fit, ill, dead, gone
    `tms sakit meninggal pindah kontraindikasi contraindicated contraindication ineligible unfit isoman isolasi karantina dirawat opname rawat unavailable unable md
   ` +
    // a mistake, or somebody else
    `salah keliru kesalahan kekeliruan error wrong mistake mistaken incorrect invalid duplikat duplikasi dup dobel double duplicate duplicated ganda dummy fiktif palsu
   tertukar ketuker rusak expired kadaluarsa kedaluwarsa kedaluarsa excluded exclude removed remove deleted delete revoked rejected reject void voided withdrew withdrawn withdraw
   refused refuse refuses refusal declined decline declines deferred defer deferral cancelled canceled cancel cancellation cancels cncl elsewhere rip`,
);

/** Not yet: a wish, a plan, a place in a queue. */
export const PLANNED = set(
  `jadwal dijadwalkan terjadwal menjadwalkan penjadwalan rencana direncanakan berencana terencana akan mau tunggu menunggu nunggu ditunggu antri antre antrian antrean cadangan waitlist
   waiting wait awaiting terdaftar mendaftar didaftarkan daftarkan registered booked booking planned plan scheduled schedule besok besuk lusa nanti kelak
   next tomorrow proposed preparation draft usulan diusulkan mengusulkan calon undangan diundang reservasi requested request wish perkiraan followup insyaallah`,
);

/** Beside a word of a plan these make it one that was missed. */
export const AGAIN = set('ulang lagi kembali');

/** Kept whatever is said after it. */
export const FINAL = set('meninggal enteredinerror dummy fiktif');

/** A negation of one of these says nothing about the dose. */
export const NOT_OF_THE_DOSE = set(
  `keluhan gejala kipi efek samping reaksi alergi alergen riwayat komorbid komorbiditas penyakit penyerta demam batuk pilek flu hamil menyusui sakit pusing
   mual muntah nyeri masalah kendala catatan hp handphone telp telepon telpon wa whatsapp email sesak lemas bekerja kerja sekolah kuliah menikah kawin nikah merokok
   perokok mampu aktif tetap bpjs obat ktp kk akte akta kartu nik baca tulis lengkap gelar sertifikat tensi hipertensi dm diabetes jantung asma gatal bengkak
   merah diare kontak perjalanan covid positif reaktif kartunya surat domisili warga penduduk asli pns asn beda ikutan
   entri entry input diinput terinput dientri lapor dilaporkan upload diupload sinkron
   complaint complaints symptom symptoms side effect effects reaction reactions allergy allergies aefi issue issues problem problems comorbidity comorbidities
   history fever cough pregnant pain adverse phone applicable available known concern concerns event events`,
);

/** A negation of one of these takes nothing back: it was not put off. */
export const DOUBLE = set('batal tunda ditunda tertunda menolak ditolak keberatan gagal absen salah takut ragu');

/** Small words between a negation and what it denies. */
export const BETWEEN = set(
  'bisa dapat boleh ada punya memiliki mempunyai mengalami merasa merasakan pernah sedang lagi any a the have has had with nya diketahui known terdapat ditemukan didapat didapatkan muncul',
);

/** After "sakit", "gagal" and the like: the name of an illness or of a part of the body, old or treated. */
export const OF_AN_ILLNESS = set(
  `ginjal jantung napas nafas hati paru liver organ gula kencing kepala perut gigi maag lambung pinggang darah tinggi kronis jiwa mata kaki tangan punggung
   lutut badan ringan panggul fungsi tumbuh heart kidney renal failure`,
);
export const LONG_ILL = set(
  'riwayat punya heart renal kidney liver respiratory pernah dulu bekas mantan penderita penyakit',
);

/** Of these a paper or a number may be the subject. */
export const OF_A_PAPER = set(
  'menyusul susul nyusul kosong habis hilang rusak terlambat telat pending dipending terlewat tertukar ketuker missing missed delayed',
);
export const PAPERS = set(
  'nik ktp kk kartu sertifikat surat berkas fotokopi foto copy dokumen akta akte tandatangan ttd paraf hp telp telepon email alamat data nomor no card certificate paper papers document',
);

/** What was done in the end. */
export const DONE = set(
  'berhasil vaksin suntik hadir datang dilayani terlayani ikut diberikan diberi mau bersedia lanjut given administered dilaksanakan terlaksana dapat boleh bisa returned masuk kembali selesai diperbaiki dibetulkan diralat dikoreksi dibenarkan corrected fixed',
);
/** In front of it: what was said before is over. */
export const IN_THE_END = set(
  'jadi akhirnya tetap lalu kemudian berhasil ternyata eventually finally later then besoknya esoknya lusanya selanjutnya terus subsequently tapi ended',
);
export const CORRECTED = set('diperbaiki dibetulkan diralat dikoreksi dibenarkan corrected fixed');

/** Places that are here. */
export const HERE = set(
  'sini rumah lapangan posko balai lokasi meja hari tgl pagi siang sore aula desa dusun rt rw bawah lengan kiri kanan atas',
);

/** "tidak ada" answers a question about something else; "tidak ditemukan" does not. */
export const THERE_IS = set('ada punya memiliki muncul terdapat any');

/** "No" of English denies these; in front of other words it is a number. */
export const DENIED_BY_NO = set('consent vaksin suntik shot dose longer answer response contact stock permission');

/** Only in front of a vaccination, and no more than that. */
export const ONLY = set('hanya cuma only baru sebatas');
export const FIRST_STEPS = set(
  'daftar mendaftar terdaftar skrining screening skrinning registrasi register registrasinya periksa diperiksa konsul konsultasi',
);

/** Somebody is told to come. */
export const TOLD_TO = set('needs need perlu harus harap mohon disuruh suruh must should disarankan diminta');
export const TO_COME = set('datang kembali hadir come back return vaksin suntik pulang');

/** A remark that begins so, and says hardly more, is about a row that somebody made to try something. */
export const TRIALS = set('test tes testing coba2 coba percobaan trial contoh sample');

/** Of the day: whoever has it is often sent away, and it may have come after the dose. */
export const UNWELL = set('demam batuk pilek flu panas meriang tinggi rendah drop');
/** Beside them, the illness is an effect, or old. */
export const NO_LONGER = set('setelah kipi riwayat sembuh efek badan pasca ringan observasi');

/** Papers that may be late while the dose was given. */
export const CARDS = set('kartu sertifikat surat berkas fotokopi ktp kk akta akte certificate card');
export const OF_CARDS = set(
  'diambil keluar jadi dicetak cetak dibawa bawa terbit dikirim muncul tersedia diterima printed issued',
);
