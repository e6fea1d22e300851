/** The invented people of the handed sheets, as the server must get them: NIK, name, birth date, sex, phone. */

/** Those of Puskesmas Boja, in the order in which most sheets have them. */
const BOJA = [
  '3324075708610001 Wagiyem Lestarini 1961-08-17 female +6281231000000',
  '3324070403580005 Slamet Purwohadi 1958-03-04 male +6281231007919',
  '3324076511720009 Rukmini Astutiningrum 1972-11-25 female +6281231015838',
  '3324070906890013 Bagas Tri Wicaksana 1989-06-09 male +6281231023757',
  '3324075302950006 Kholifatun Nisawati 1995-02-13 female +6281231031676',
  '3324073010490010 Darsono Hadiwarno 1949-10-30 male +6281231039595',
  '3324076105830014 Endang Sulastrini 1983-05-21 female +6281231047514',
  '3324070209010011 Yoga Firmanudin 2001-09-02 male +6281231055433',
  '3324074812780004 Mutmainah Zulaekha 1978-12-08 female +6281231063352',
  '3324071901660008 Parjono Kertodimejo 1966-01-19 male +6281231071271',
  '3324074707910012 Ratna Wulandariyah 1991-07-07 female +6281231079190',
  '3324072604540005 Tugimin Sastrosuwito 1954-04-26 male +6281231087109',
  '3324075503870009 Nurhidayatun Solikah 1987-03-15 female +6281231095028',
  '3324072808980013 Agil Bramantyoko 1998-08-28 male +6281231102947',
  '3324074305690010 Sumarni Prihatini 1969-05-03 female +6281231110866',
  '3324071111750003 Heru Cokrowibowo 1975-11-11 male +6281231118785',
  '3324076401030007 Laelatul Maghfirohana 2003-01-24 female +6281231126704',
  '3324070602810011 Joko Mulyantoro 1981-02-06 male +6281231134623',
];

/** Those of the sheets without phones, whose names end in a letter. */
const LETTERED = [
  '3324015103709100 SITI AMINAH A 1970-03-11 female -',
  '3324010202979101 Budi Santoso B 1997-02-02 male -',
  '3324010406829102 Ahmad Fauzi C 1982-06-04 male -',
  '3324015704479103 NUR HIDAYAH D 1947-04-17 female -',
  '3324011407499104 Slamet Riyadi E 1949-07-14 male -',
  '3324014309729105 Dewi Lestari F 1972-09-03 female -',
  '3324012710529106 SUPRIYADI G 1952-10-27 male -',
  '3324016111829107 Hj. Maimunah, S.Pd H 1982-11-21 female -',
  "3324011910709108 Ma'ruf Amin I 1970-10-19 male -",
  '3324014801809109 Ni Luh Putu Ayu J 1980-01-08 female -',
  '3324015007549110 Sri Wahyuni K 1954-07-10 female -',
  '3324010410649111 Agus Setiawan L 1964-10-04 male -',
  '3324016711569112 Rina Marlina M 1956-11-27 female -',
  '3324011910859113 Joko Susilo N 1985-10-19 male -',
  '3324011202809114 M. Ridwan O 1980-02-12 male -',
];

const pick = (people: readonly string[], numbers: readonly number[]): readonly string[] =>
  numbers.map((number) => people[number - 1] ?? `nobody is number ${number}`);

/** Some of Boja by their number in the sheet; all six of a short sheet without any. */
export const boja = (...numbers: readonly number[]): readonly string[] =>
  pick(BOJA, numbers.length > 0 ? numbers : [1, 2, 3, 4, 5, 6]);

/** The same people in a sheet that has no phones. */
export const withoutPhone = (people: readonly string[]): readonly string[] =>
  people.map((person) => person.replace(/ \S+$/, ' -'));

/** Some of the lettered by their number. */
export const lettered = (...numbers: readonly number[]): readonly string[] => pick(LETTERED, numbers);

/**
 * Their doses: number, day, vaccine, batch number and site, as `2 2021-10-05 coronavac A1 Boja`; `-` for what the sheet
 * lacks.
 */
export const got = (dose: string, people: readonly string[]): readonly string[] =>
  people.map((person) => `${person} dose ${dose}`);
