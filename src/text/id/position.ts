import type { PositionWords } from '../position.ts';

export const positionId: PositionWords = {
  here: (where) => `Sekarang: ${where}`,
  starting: 'belum mulai membaca atau mengirim',
  ending: 'pekerjaan sudah selesai; sebentar lagi berhenti',
  up: (since) => `server hidup sejak ${since}`,
};
