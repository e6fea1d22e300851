/** The words for what stands in the place of a value, `<file>` or `[number]`, wherever a command is shown. */
import type { Language } from './language.ts';

/** Words that are typed as they stand (`forget`, `id|en`, `hh:mm`) are not listed. */
const INDONESIAN: Readonly<Record<string, string>> = {
  command: 'perintah',
  options: 'pilihan',
  file: 'berkas',
  'file...': 'berkas...',
  line: 'baris',
  'name-or-url': 'nama-atau-alamat',
  'heading=field': 'judul=bidang',
  'field=value': 'bidang=nilai',
  date: 'tanggal',
  days: 'hari',
  name: 'nama',
  time: 'lama',
  'hh:mm': 'jj:mm',
  number: 'angka',
  preset: 'jenis',
  address: 'alamat',
  folder: 'folder',
  zone: 'zona',
  kind: 'jenis',
  way: 'cara',
  times: 'kali',
};

/**
 * A command or option as a reader of that language sees it: `-o, --output <file>` is `-o, --output <berkas>` in
 * Indonesian.
 */
export function termIn(language: Language, term: string): string {
  if (language === 'en') return term;
  return term.replace(
    /([<[])([^<>[\]]+)(?=[>\]])/g,
    (_, open: string, word: string) => open + (INDONESIAN[word] ?? word),
  );
}
