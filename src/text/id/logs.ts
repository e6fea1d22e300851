import type { LogWords } from '../logs.ts';

export const logsId: LogWords = {
  lost: (path, code) =>
    `Catatan kerja tidak dapat ditulis (${code}): ${path}. Program tetap berjalan tanpa catatan itu.`,
  printedInstead: (path, code) =>
    `Berkas --log tidak dapat ditulis (${code}): ${path}. Isinya ditampilkan di sini saja.`,
};
