import { type Answers, answerIn, type ExplainWords, placeOf } from '../explain.ts';
import type { Figures } from '../numbers.ts';
import { outageCausesId } from './outage-causes.ts';

const ANSWERS: Answers = {
  causes: outageCausesId,
  failed: 'gagal',
  reply: 'server menjawab',
  question: 'ditanyakan ke server',
  split: 'terlalu besar untuk satu kiriman; dikirim lagi dalam beberapa bagian',
  'refused-whole': 'server menolak seluruh kiriman',
  unauthorised: 'server tidak menerima token atau kata sandi kita',
  misconfigured: 'yang menjawab bukan server yang dimaksud',
  untrusted: 'sertifikatnya tidak dapat dipercaya',
  uncertified: 'server tidak menerima sertifikat kita',
  disk: 'berkasnya tidak dapat ditulis',
  'handed-over': 'ditulis ke berkas, untuk diserahkan oleh orang',
  confirmed: 'dikonfirmasi oleh orang',
  lost: 'menurut orang, berkasnya tidak pernah sampai',
  late: 'buku status terlambat menjawab; tidak ada yang dikirim',
  'with-province': 'diserahkan ke provinsi',
  pulled: 'provinsi sudah menjawab',
  'not-there': 'provinsi tidak memilikinya; dikirim lagi',
  'put-aside': 'provinsi tidak dapat membacanya; dikirim lagi',
};

export function explainId({ duration }: Figures): ExplainWords {
  return {
    title: (file, sheet, line, dose) =>
      `${placeOf(file, sheet, 'lembar')}, baris ${line}${dose === undefined ? '' : `, kelompok dosis ${dose}`}`,
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
    replaced: (at, file, sheet, line) => `digantikan ${at} oleh ${placeOf(file, sheet, 'lembar')}, baris ${line}`,
    owner: (file, sheet, line) => `sama dengan ${placeOf(file, sheet, 'lembar')}, baris ${line}`,
    key: (key) => `kunci ${key}`,
    batch: (id) => `kiriman ${id}`,
    attempt: (at, answer, ms) => `  ${at} ${answerIn(ANSWERS, answer)} (${duration(ms)})`,
    state: {
      pending: 'sekarang: menunggu dikirim',
      sending: 'sekarang: sedang dikirim',
      'in-doubt': 'sekarang: belum pasti; server ditanya dulu sebelum dikirim lagi',
      accepted: 'sekarang: sudah di server',
      refused: 'sekarang: ditolak server; lihat lembar perbaikan',
      held: 'sekarang: ditahan; perlu keputusan orang',
    },
    handedOver: 'sekarang: ada di berkas yang diserahkan; konfirmasi dengan `vax-upload confirm`',
    withProvince: 'sekarang: di provinsi; `vax-upload pull` mengambil hasilnya',
    receipt: (receipt) => `bukti ${receipt}`,
    reason: (code) => `alasan server: ${code ?? 'lihat lembar perbaikan'}`,
  };
}
