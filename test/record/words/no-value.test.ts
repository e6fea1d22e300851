import { expect, test } from 'vitest';
import { readLot } from '../../../src/record/fields/lot.ts';
import { readName } from '../../../src/record/fields/names.ts';
import { saysGiven, saysSomething } from '../../../src/record/row/cell-content.ts';
import { isGarbled } from '../../../src/record/words/garbled.ts';
import { isFiller, mayBeName, noValueOf, withoutMarkBefore } from '../../../src/record/words/no-value.ts';

test.each([
  ...['', '-', '--', '---', '. . .', '/', '_', "'", '()', '0', '00', '0,00', '0.0', '0000000'],
  ...['nan', 'NaN', 'NULL', 'null', 'None', '\\N', 'N/A', 'n.a.', 'NA', 'nil', '<NA>', 'NaT', 'undefined', '(blank)'],
  ...[
    '-99',
    '-1',
    '-999',
    '1.#QNAN',
    '-1.#IND',
    'nan nan',
    'null null',
    'NULL,',
    '{null}',
    'n\\a',
    'DBNull',
    '[object Object]',
  ],
  ...['tidak tersedia', 'Belum diisi', 'not applicable', 'SALAH'],
  ...['[kosong]', '(kosong)', 'TRUE', 'False', 'Tidak ada', 'tdk ada', 'Belum Ada', 'nihil', '"null"', '- nan -'],
])('nothing is said: %s', (text) => {
  expect(noValueOf(text)).toBe('nothing');
  expect(saysSomething(text)).toBe(false);
});

test.each(['?', '???', '✓', '*', 'tidak diketahui', 'Unknown'])(
  'something is there, and nobody knows what: %s',
  (text) => {
    expect(noValueOf(text)).toBe('unknown');
    expect(saysGiven(text)).toBe(true);
  },
);

test.each([
  ...['"', '""', '" "', '“', '”', '„', '〃', "''", '’’', ',,', '- " -', '-"-', '--"--', '~"~', '↓', '↑'],
  ...['sda', 'SDA', 's.d.a', 'S.D.A.', 's d a', 's/d/a', 'sda.', '(sda)', '"sda"', 'sda di atas', 'Idem', 'idem atas'],
  ...[
    'do',
    'Do.',
    'd.o.',
    '-do-',
    'dst',
    'dst.',
    'idem dito',
    '*sda*',
    'yang sama',
    'sama saja',
    'spt diatas',
    'sama dgn diatas',
  ],
  ...['sama seperti baris atas', 'tsb di atas', '//', '^', '同上', '＂', ',,,', '"sda"', 'sama seperti sebelumnya'],
  ...[
    '- idem -',
    'ibid.',
    'ditto',
    'Sama dengan di atas',
    'sama seperti diatas',
    'same as above',
    'lihat atas',
    'sama',
  ],
])('the cell above is meant: %s', (text) => {
  expect(noValueOf(text)).toBe('ditto');
  expect(saysSomething(text)).toBe(true);
  expect(saysGiven(text)).toBe(true);
});

test.each([
  ...[
    'Dodi',
    'Doni',
    'Dono',
    'Samah',
    'Sama’ah',
    'Titik',
    'Tini',
    'Xaverius',
    'Hilangit',
    'Yayah',
    'Adam',
    'Noor',
    'A. Salah',
  ],
  ...[
    'Desa Atas',
    'Atasan',
    'Dukuh Atas',
    'Sidoarjo',
    'Do Thi Lan',
    'Idris',
    'Asep',
    'Didi',
    'Tahta',
    'Nadia Nanda',
    '-12',
    '-1a',
  ],
  ...['Nanik', 'Nana', 'Nilam', 'Nonny', 'Natalia', 'Sadar', 'Samad', 'Idemansyah', 'Dito Ariotedjo', 'Trueman'],
  ...['Kosong Dua', 'Jl. Sama Rasa', '0042021', '10', '0-1', '2021E04', 'A', 'Sinovac', "'a", 'Desa Nil', 'Sda Baru'],
])('a value: %s', (text) => {
  expect(noValueOf(text)).toBeUndefined();
});

test.each(['Ya', 'tidak', 'OK', 'y', 'Sudah', 'x', 'XXX', 'lupa', 'Menyusul', '00/01/1900', '0/1/1900', '00:00:00'])(
  'a filler of texts: %s',
  (text) => {
    expect(isFiller(text)).toBe(true);
    expect(readLot(text).value).toBeUndefined();
    expect(readName(text).problems.map(({ severity }) => severity)).toEqual(['hold']);
  },
);

test.each(['Yayan', 'Noni', 'A', 'Adah', 'B1', 'N1', 'Y2', '01/01/1900', '0042'])('no filler: %s', (text) => {
  expect(isFiller(text)).toBe(false);
});

test.each(['nan', 'Nan', 'NIL', 'None', 'Null', 'Dito'])('somebody may be called %s', (text) => {
  expect(mayBeName(text)).toBe(true);
});

test.each(['undefined', '\\N', 'n/a', '(blank)', 'tidak ada', 'sda'])('nobody is called %s', (text) => {
  expect(mayBeName(text)).toBe(false);
});

test.each([
  ["'Sinovac", 'Sinovac'],
  ['’Sinovac', 'Sinovac'],
  ['`Sinovac', 'Sinovac'],
  ['- Budi', 'Budi'],
  ['-Budi', 'Budi'],
  ['– Budi', 'Budi'],
  ['• Budi', 'Budi'],
  ['· Budi', 'Budi'],
  ['. Budi', 'Budi'],
  [': Budi', 'Budi'],
  ["'- Budi", 'Budi'],
  ['1. Siti', 'Siti'],
  ['12) Siti', 'Siti'],
  ['123. Siti', 'Siti'],
  ['1. B1', '1. B1'],
  ['1.Siti', '1.Siti'],
  ['17 Agustus', '17 Agustus'],
  ['"Siti"', 'Siti'],
  ['“Siti”', 'Siti'],
  ['"Siti', 'Siti'],
  ['"Siti" Aminah', '"Siti" Aminah'],
  ['“Siti” Aminah “Ani”', '“Siti” Aminah “Ani”'],
  ['- "Siti"', 'Siti'],
  ['"\'Siti', 'Siti'],
  ['Siti "Ani"', 'Siti "Ani"'],
  ['✓ Siti', 'Siti'],
  ['\uf0b7 Siti', 'Siti'],
  ['+6281', '+6281'],
  ['+ Siti', 'Siti'],
  ["'0812", '0812'],
  ['-', ''],
  ['-5', '-5'],
  ['.5', '.5'],
  ['Nur’aini', 'Nur’aini'],
  ['(Budi)', '(Budi)'],
])('before a text: %s', (text, cleaned) => {
  expect(withoutMarkBefore(text)).toBe(cleaned);
});

test.each([
  ...[
    'NUR\ufffdAINI',
    'RenÃ©e',
    'JOSÃ‰',
    'Nurâ€™aini',
    'Maâ€˜ruf',
    'Â°Budi',
    'Andr‚',
    'Mu¤oz',
    'Fran‡ois',
    'J\u0081rgen',
  ],
  ...[
    'Ren√©e',
    'JOS√â',
    'Ren├®e',
    'NURÔÇÖAINI',
    'NurΓÇÖaini',
    'JoГЈo',
    'Ren茅e',
    'Nur鈥檃ini',
    'RenĂ©e',
    'JoĂŁo',
    'Renﾃｩe',
  ],
  ...[
    'MuรฑoZ',
    'JOS╔',
    'Siti ╨ Aminah',
    'Nicol≥',
    'Jⁿrgen',
    'J³rgen',
    'Garc°a',
    'Mu§oz',
    'Jo∆o',
    'MARêA',
    'NURíAINI',
    'JOSâ',
  ],
  ...[
    'Siti ñ Aminah',
    'Siti ð Aminah',
    'Èâàí',
    'ÀîÃ÷',
    'Íõ',
    'Nur&#39;aini',
    'Ren&eacute;e',
    'A &amp; B',
    'Siti%20Aminah',
  ],
  ...[
    'Ren\\u00e9e',
    'Ren\\xe9e',
    'Ren=E9e',
    'Siti_x000D_',
    'Ren?e',
    'Ren+AOk-e',
    'Nur+IBk-aini',
    'NUR?AINI',
    'RenРµe',
    'RenÐ\u00b5e',
  ],
  ...['AndrŽ', 'NurÕaini', 'NURÕAINI', 'MAÕRUF', 'ÔAisyah', 'JŸrgen', 'J”rgen', 'R…my', 'Mu–oz', 'Garc¡a'],
])('damaged: %s', (text) => {
  expect(isGarbled(text)).toBe(true);
});

test.each([
  ...[
    'Renée',
    'RENÉE',
    'Nur’aini',
    'Nur‘aini',
    'Jürgen',
    'Muñoz',
    'João Simões',
    'SIMÕES',
    'Conceição',
    'Šimić',
    'Dušan',
  ],
  ...['Võ Thị', 'VÕ THỊ', 'Strauß', 'Øyvind', 'Ægir', 'Jl. Mawar No. 1° – 2', 'Jl. Mawar…', 'RT 1 – RW 2', 'm²', '½'],
  ...[
    'Lansia ≥ 60',
    'Lansia ≥60',
    '√ Kendal',
    'Nurʼaini',
    'Nurʻaini',
    'Иван',
    '李明',
    'TAN LI (陈丽)',
    'محمد',
    'Yıldız',
    'RENéE',
  ],
  ...[
    'Bapak/Ibu',
    'Siti & Budi',
    'A&B',
    'A+B',
    '+62-812',
    'AB+C-1',
    'Siti?',
    '50%',
    'x=1',
    'PKM_KENDAL_1',
    'Jl. Mawar #2',
    'Ó Briain',
    'É. Dupont',
    'Aﬁf',
  ],
  ...[
    'Nguyễn Đỗ Ý',
    'Âu Lạc',
    'MĂDĂLINA',
    'Küçük',
    'KÜÇÜK',
    'Ελένη',
    'Café',
    'CAFÉ',
    'Zoë',
    'ÜBER',
    'Ångström',
    'São João d’Aviz',
    'N°5',
  ],
  ...[
    'Sinovac™',
    'Weleri — ꦮ',
    '“Budi”',
    'Nº 5',
    'Château',
    'Tầng',
    'Ñusta',
    'Óscar',
    'ÓSCAR',
    'São Tomé',
    'Åsa',
    'Łukasz',
  ],
])('sound: %s', (text) => {
  expect(isGarbled(text)).toBe(false);
});
