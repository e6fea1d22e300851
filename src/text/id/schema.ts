import type { SchemaWords } from '../schema.ts';

export const schemaId: SchemaWords = {
  state(ledger, before, now) {
    if (before === 0) return `Tabel ${ledger} sudah dibuat (langkah ${now}).`;
    if (before === now) return `Tabel ${ledger} sudah terbaru (langkah ${now}).`;
    return `Tabel ${ledger} sudah diperbarui: dari langkah ${before} ke langkah ${now}.`;
  },
  next: 'Selanjutnya, siapa boleh apa: `vax-upload schema --grants` mencetak skripnya untuk psql.',
  title: (version, ledger, database) => [
    `vax-upload ${version}: siapa boleh apa di ${ledger}`,
    `Jalankan di basis data ${database} sebagai pemiliknya, dengan hak membuat peran; ulangi tiap ada versi baru.`,
  ],
};
