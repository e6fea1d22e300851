/** Why a server could not be reached or did not answer, in both languages. */
import type { OutageCause } from '../target/target.ts';
import type { Language } from './language.ts';

export const OUTAGE_CAUSES: Readonly<Record<Language, Readonly<Record<OutageCause, string>>>> = {
  en: {
    refused: 'it refuses connections',
    name: 'its name cannot be found',
    tls: 'no secure connection',
    certificate: 'its certificate cannot be trusted',
    secret: 'our token or password cannot be fetched',
    timeout: 'it does not answer',
    reset: 'it hangs up',
    'server-error': 'it has an error of its own',
    throttled: 'it asks us to slow down',
    unreadable: 'its answers cannot be read',
    refusing: 'it refuses everything',
    'turned-away': 'it turns us away',
    broken: 'its answers arrive broken',
    busy: 'it is still busy with our last request',
  },
  id: {
    refused: 'sambungan ditolak',
    name: 'nama server tidak ditemukan',
    tls: 'sambungan aman gagal',
    certificate: 'sertifikatnya tidak dapat dipercaya',
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
  },
};
