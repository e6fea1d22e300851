/**
 * Headings of wishes, plans, appointments and of other vaccines: what stands below them was not given, or not as this
 * dose. Pure.
 */

import { typingMistakes } from '../words/typing-mistakes.ts';

const WISHED =
  'diinginkan keinginan dipilih pilihan memilih diminta permintaan minta diharapkan harapan dikehendaki dimau mau ingin diajukan pengajuan diusulkan usulan usul ' +
  'preferred preference preferensi requested request desired wanted wish wished chosen choice';
const PLANNED =
  'rencana direncanakan perencanaan jadwal dijadwalkan penjadwalan terjadwal target ditargetkan perkiraan diperkiraan diperkirakan estimasi estimated estimate expected akan calon ditunda tertunda penundaan ' +
  'planned plan schedule scheduled scheduling appointment booking booked reservasi reservation undangan diundang antrian antrean proposed proposal tentative sebaiknya seharusnya';
const OTHER_TIME =
  'terakhir last latest previous lanjutannya mendatang nanti berikut berikutnya selanjutnya next kembali due';
const OTHER_VACCINES =
  'campak rubella polio hepatitis difteri pertusis tetanus influenza measles rabies meningitis tifoid typhoid rotavirus pneumokokus varicella bcg dpt hpv mmr pcv ipv opv';

/** Words of wishes, plans and other vaccines. */
export const WISHES: ReadonlySet<string> = new Set(`${WISHED} ${PLANNED} ${OTHER_TIME} ${OTHER_VACCINES}`.split(' '));
const LONG = [...WISHES].filter((word) => word.length >= 6);
/** "Vaksin yang diberikan" is what was given. */
const WAS = new Set(
  'diberikan digunakan dipakai disuntikkan dilakukan dilaksanakan diterima diperoleh didapat sudah telah pertama kedua ketiga ke sebenarnya'.split(
    ' ',
  ),
);
/**
 * Whether the words, in the spelling of heading-words.ts, speak of something that was not, or not yet, given. "yang"
 * with an unknown verb does so too.
 */
export function namesWish(words: readonly string[]): boolean {
  return words.some((word, at) => {
    if (WISHES.has(word)) return true;
    if (word === 'yang' || word === 'yg') return !WAS.has(words[at + 1] ?? 'sudah');
    return word.length >= 6 && LONG.some((wish) => isSlipOf(word, wish));
  });
}

/** One slip behind the first letter. */
function isSlipOf(word: string, wish: string): boolean {
  return word[0] === wish[0] && Math.abs(word.length - wish.length) <= 1 && typingMistakes(word, wish) <= 1;
}
