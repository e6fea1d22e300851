/** A heading as plain words, so that `NAMA_LENGKAP`, `Nama  Lengkap` and `namaLengkap` are one thing. */

/** Spellings of one word, Indonesian clerks' abbreviations first (facts collected from real sheets). */
const ONE_SPELLING: ReadonlyMap<string, string> = new Map(
  Object.entries({
    no: 'nomor nomer nmr nmor number num nbr',
    tgl: 'tanggal tggl tg tangal',
    lahir: 'lhr lahr',
    hp: 'handphone hape handpone handpon',
    telp: 'telepon telpon tlp tlpn telefon telephone tel',
    jenis: 'jns jenisnya',
    nama: 'nm',
    batch: 'bets bacth bach betch',
    kecamatan: 'kec',
    kabupaten: 'kab',
    provinsi: 'prov propinsi',
    puskesmas: 'pkm',
    tahun: 'thn th',
    bulan: 'bln',
    booster: 'boster buster',
    dosis: 'dose dosage',
    vaksin: 'vaccine vaksine vaccin',
    vaksinasi: 'vaccination vaksinas',
    merk: 'merek merkk',
    wa: 'whatsapp',
  }).flatMap(([word, others]) => others.split(' ').map((other): [string, string] => [other, word])),
);

/**
 * The words of a heading: lower case, without accents and punctuation, camel case and digits taken apart, one spelling
 * a word. The name of the disease is left out; every column of these sheets is about it.
 */
export function headingWords(heading: string): string[] {
  const spaced = heading
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .toLowerCase()
    .replace(/(\d)(?:st|nd|rd|th)\b/g, '$1')
    .replace(/(\p{L})(\d)/gu, '$1 $2')
    .replace(/(\d)(\p{L})/gu, '$1 $2')
    .replace(/\b(?:covid|corona)[\s_-]*(?:19)?(?!\p{L})/gu, ' ');
  const words = spaced.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
  return words.map((word) => ONE_SPELLING.get(word) ?? word);
}

/** The words without spaces: `No.HP`, `NoHP` and `no hp` are equal in it. */
export function squash(heading: string): string {
  return headingWords(heading).join('');
}
