/**
 * Region codes of the Ministry of Home Affairs (Kemendagri), which are what a NIK begins with; the statistics office
 * (BPS) numbers Papua differently. Retired codes are in: a NIK keeps the code of the place that first issued it, for
 * life (PP 40/2019, article 30).
 *
 * Generated: every two-digit province and four-digit kabupaten/kota code that occurs in any of the lists of 2016, 2018,
 * 2020, 2022, 2023 and 2025 in github.com/cahyadsn/wilayah (MIT, Cahya DSN): 38 provinces, 540 codes, 26 of them
 * retired. To bring it up to date, take the column `kode` of the newest list, keep the codes of the form `NN.NN`, and
 * add what is missing here; never remove one.
 */

/** Province → the last two digits of its kabupaten (01-69) and kota (71-99). */
const REGENCIES: Readonly<Record<string, string>> = {
  '11': '01 02 03 04 05 06 07 08 09 10 11 12 13 14 15 16 17 18 71 72 73 74 75',
  '12': '01 02 03 04 05 06 07 08 09 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 71 72 73 74 75 76 77 78',
  '13': '01 02 03 04 05 06 07 08 09 10 11 12 71 72 73 74 75 76 77',
  '14': '01 02 03 04 05 06 07 08 09 10 71 72',
  '15': '01 02 03 04 05 06 07 08 09 71 72',
  '16': '01 02 03 04 05 06 07 08 09 10 11 12 13 71 72 73 74',
  '17': '01 02 03 04 05 06 07 08 09 71',
  '18': '01 02 03 04 05 06 07 08 09 10 11 12 13 71 72',
  '19': '01 02 03 04 05 06 71',
  '21': '01 02 03 04 05 71 72',
  '31': '01 71 72 73 74 75',
  '32': '01 02 03 04 05 06 07 08 09 10 11 12 13 14 15 16 17 18 71 72 73 74 75 76 77 78 79',
  '33': '01 02 03 04 05 06 07 08 09 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 71 72 73 74 75 76',
  '34': '01 02 03 04 71',
  '35': '01 02 03 04 05 06 07 08 09 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 71 72 73 74 75 76 77 78 79',
  '36': '01 02 03 04 71 72 73 74',
  '51': '01 02 03 04 05 06 07 08 71',
  '52': '01 02 03 04 05 06 07 08 71 72',
  '53': '01 02 03 04 05 06 07 08 09 10 11 12 13 14 15 16 17 18 19 20 21 71',
  '61': '01 02 03 04 05 06 07 08 09 10 11 12 71 72',
  '62': '01 02 03 04 05 06 07 08 09 10 11 12 13 71',
  '63': '01 02 03 04 05 06 07 08 09 10 11 71 72',
  '64': '01 02 03 07 08 09 11 71 72 74',
  '65': '01 02 03 04 71',
  '71': '01 02 03 04 05 06 07 08 09 10 11 71 72 73 74',
  '72': '01 02 03 04 05 06 07 08 09 10 11 12 71',
  '73': '01 02 03 04 05 06 07 08 09 10 11 12 13 14 15 16 17 18 22 24 26 71 72 73',
  '74': '01 02 03 04 05 06 07 08 09 10 11 12 13 14 15 71 72',
  '75': '01 02 03 04 05 71',
  '76': '01 02 03 04 05 06',
  '81': '01 02 03 04 05 06 07 08 09 71 72',
  '82': '01 02 03 04 05 06 07 08 71 72',
  '91': '01 02 03 04 05 06 07 08 09 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 71',
  '92': '01 02 03 04 05 06 07 08 09 10 11 12 71',
  '93': '01 02 03 04',
  '94': '01 02 03 04 05 06 07 08',
  '95': '01 02 03 04 05 06 07 08',
  '96': '01 02 03 04 05 71',
};

/** East Timor, a province until 1999: its people kept their NIKs, its codes are in no list. */
const EAST_TIMOR = 54;

// One byte for each of the 10,000 four-digit numbers: asked once a row.
const KNOWN = new Uint8Array(10_000);
for (const [province, regencies] of Object.entries(REGENCIES)) {
  for (const regency of regencies.split(' ')) KNOWN[Number(province) * 100 + Number(regency)] = 1;
}
for (let code = EAST_TIMOR * 100; code < (EAST_TIMOR + 1) * 100; code++) KNOWN[code] = 1;

/** Whether the first four digits of a NIK are, or were, a kabupaten or kota. `ppkk` from 0 to 9999. */
export function isKnownRegion(ppkk: number): boolean {
  return KNOWN[ppkk] === 1;
}
