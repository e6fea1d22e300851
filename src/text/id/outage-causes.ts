import type { OutageCause } from '../../target/target.ts';

/** Why a server could not be reached or did not answer. */
export const outageCausesId: Readonly<Record<OutageCause, string>> = {
  refused: 'sambungan ditolak',
  name: 'nama server tidak ditemukan',
  tls: 'sambungan aman gagal',
  certificate: 'sertifikatnya tidak dapat dipercaya',
  'own-certificate': 'sertifikat kita tidak diterimanya',
  secret: 'token atau kata sandi kita tidak dapat diambil',
  timeout: 'tidak menjawab',
  reset: 'sambungan terputus',
  'server-error': 'galat di server',
  throttled: 'server minta pelan-pelan',
  unreadable: 'jawaban tidak terbaca',
  refusing: 'menolak semua kiriman',
  'turned-away': 'kita tidak diterima',
  broken: 'jawaban datang rusak',
  busy: 'kiriman terakhir masih diproses',
};
