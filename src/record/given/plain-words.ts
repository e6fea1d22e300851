/** What people write beside a row, as words in one spelling, with the places where a thought ends. */

/** Stands between two thoughts. */
export const STOP = '|';

/** Spellings of one word; clerks' abbreviations and slips first. */
const ONE_SPELLING: ReadonlyMap<string, string> = new Map(
  Object.entries({
    tidak:
      'henteu teu moal tiada tdk tak tidk tdak tdk2 tidka gak ga gk nggak ngga enggak engga kagak ndak ora mboten tida tdkk tadak dont didnt doesnt wasnt not never cannot cant',
    belum: 'tacan acan blm blum belom blom blm2 durung belm belun',
    jangan: 'jgn jng',
    saja: 'aja sj saj doang tok thok wae',
    sudah: 'sdh udah udh sdah dah sudh telah already alr suda',
    vaksin:
      'vaks vak vksn vaksn vaxin vaksinasi divaksin divaksinasi vac vacc vax vaccine vaccination vaccinated vaccinate vaccinations tervaksin vaksinnya bervaksin vaksi vaksinas vksin',
    suntik: 'disuntik suntikan disuntikkan penyuntikan injeksi diinjeksi injection injected jab shot nyuntik',
    hadir: 'hdr hadr hadirr kehadiran hadirnya menghadiri attend attended attendance present came',
    datang: 'dtg dateng datng kedatangan kesini',
    karena: 'krn karna krna sebab because soalnya due gara',
    tapi: 'tetapi tp tpi namun but although walau walaupun meski meskipun however',
    tgl: 'tanggal tggl tg date tanggl',
    izin: 'ijin izn ijn izinn permisi excused',
    batal: 'btl batl bataal btal',
    sakit: 'skt skit sick ill illness',
    meninggal:
      'mninggal mngl meningal menenggal wafat almarhum almarhumah alm almh deceased died dead death mati tewas',
    pindah: 'pndah pndh pinda moved relocated transferred',
    akan: 'akn will going',
    mau: 'ingin pengen pingin wants want kepengen hendak',
    ke: 'k',
    dengan: 'dgn with',
    yang: 'yg who which that',
    orang: 'org orng',
    rumah: 'rmh home house',
    jadi: 'jd jdi',
    lagi: 'lg again',
    tempat: 'tmpt tpt',
    puskesmas: 'pkm puskes',
    minta: 'mnt meminta',
    sebelum: 'before sblm sebelm sblum',
    setelah: 'after stlh sesudah',
  }).flatMap(([word, others]) => others.split(' ').map((other): [string, string] => [other, word])),
);

/** Short forms that are a dose in one word. */
const DOSE_WORDS: ReadonlyMap<string, readonly string[]> = new Map(
  ['1', '2', '3', '4'].flatMap((number) =>
    ['v', 'd', 'ds', 'dosis', 'dose', 'vaksin', 'ke', 'vaks'].map((prefix): [string, string[]] => [
      `${prefix}${number}`,
      ['dosis', number],
    ]),
  ),
);

/** "di vaksin" is one word, and so are these. */
const JOINED: readonly (readonly [RegExp, string])[] = [
  [/\b(?:didn|don|doesn|wasn|couldn|can|isn|hasn|haven|won)['’`´]?t\b/g, 'not'],
  [
    /\bdi[\s-]+(vaksin(?:asi)?|suntik(?:kan)?|tunda|batal(?:kan)?|tolak|undur(?:kan)?|coret|hapus|jadwal(?:kan)?|berikan)\b/g,
    'di$1',
  ],
  [/\b(?:no|non)[\s-]*shows?\b|\bdid not (?:show|come|attend)\b/g, 'noshow'],
  [/\bcan (?=(?:di ?)?(?:vaksin|suntik))/g, 'belum '],
  [/\btutup usia\b|\bsudah tiada\b/g, 'meninggal'],
  [/\bdi ?bawah umur\b/g, 'ineligible'],
  [/\b(?:minggu|mgg|bulan|bln|hari|pekan|tahun|thn) (?:depan|dpn)\b/g, 'besok'],
  [/\bout of (?:station|town|city|country)\b/g, 'elsewhere'],
  [/\bdrop(?:ped)?[\s-]*outs?\b/g, 'dropout'],
  [/\bnot[\s_-]*done\b/g, 'notdone'],
  [/\bentered[\s_-]*in[\s_-]*error\b/g, 'enteredinerror'],
  [/\bon[\s_-]*hold\b/g, 'onhold'],
  [/\bkontra[\s-]+indikasi/g, 'kontraindikasi'],
  [/\bt[\s.]{0,3}m[\s.]{0,3}s\b/g, 'tms'],
  [/\bwait(?:ing)?[\s_-]*list(?:ed)?\b/g, 'waitlist'],
  [/\btd\.?\s*(?=\d)/g, 'tensi '],
  [/\btd\b(?!\s*\d)/g, 'tidak'],
];

/**
 * The words of a text and `STOP` where a thought ends: at a comma, a full stop, a bracket, a dash between blanks, an
 * arrow, a line break, a word such as "tapi". Figures stay together (`20/10`, `120/80`, `10.30`).
 */
export function plainWords(text: string): string[] {
  let plain = text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase();
  for (const [pattern, word] of JOINED) plain = plain.replace(pattern, word);
  plain = plain
    .replace(/(\p{L})\1{2,}/gu, '$1')
    .replace(/(\d)[.,/:-](?=\d)/g, '$1_')
    .replace(/(?:->|=>|→|⇒|>|[,;:!?()[\]{}|\n\r\u2013\u2014]|\.(?=\s|$)|\s[-/]\s|[-–]\s|\s[-–]|&|\+)/gu, ` ${STOP} `)
    .replace(/(\p{L})\.(?=\p{L})/gu, '$1. ');
  const words = plain.split(/[^\p{L}\p{N}_|]+/u).filter((word) => word !== '' && word !== '_');
  return words.flatMap((word) => {
    const one = ONE_SPELLING.get(word) ?? word;
    if (one === 'tapi') return [STOP, one];
    const dosed = DOSE_WORDS.get(one);
    return dosed ? [...dosed] : [one];
  });
}
