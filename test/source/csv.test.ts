import { describe, expect, it } from 'vitest';
import { RunError } from '../../src/errors.ts';
import { DEFAULT_LIMITS } from '../../src/source/source.ts';
import { scratchFolder, shown } from './csv-fixture.ts';

const { read } = scratchFolder();

const utf16 = (text: string) => Buffer.from(text, 'utf16le');

describe('what a clerk saves as CSV', () => {
  const cases: readonly (readonly [name: string, bytes: string | Uint8Array, rows: readonly string[]])[] = [
    [
      'Indonesian Excel: semicolons and CRLF',
      'NIK;Nama\r\n33;Siti, S.Ked\r\n',
      ['1: NIK | Nama', '2: 33 | Siti, S.Ked'],
    ],
    ['English Excel: commas', 'NIK,Nama\n33,Siti\n', ['1: NIK | Nama', '2: 33 | Siti']],
    ['a tab between cells', 'NIK\tNama\n33\tSiti, S.Ked; dr.\n', ['1: NIK | Nama', '2: 33 | Siti, S.Ked; dr.']],
    ['a bar between cells', 'NIK|Nama\n33|Siti\n', ['1: NIK | Nama', '2: 33 | Siti']],
    [
      'commas in every address do not make it comma-separated',
      'NIK;Alamat\n1;a,b,c\n2;d,e,f',
      ['1: NIK | Alamat', '2: 1 | a,b,c', '3: 2 | d,e,f'],
    ],
    [
      'many commas in every address, few semicolons',
      'NIK;Alamat\n1;a,b,c,d,e,f,g\n2;a,b,c,d,e,f,g\n3;a,b,c,d,e,f,g',
      ['1: NIK | Alamat', ...['1', '2', '3'].map((nik) => `${Number(nik) + 1}: ${nik} | a,b,c,d,e,f,g`)],
    ],
    [
      'a title with commas above them',
      'Puskesmas Boja, Kendal, 2021\nNIK|Alamat\n1|a,b,c,d\n2|a,b,c,d\n',
      ['1: Puskesmas Boja, Kendal, 2021', '2: NIK | Alamat', '3: 1 | a,b,c,d', '4: 2 | a,b,c,d'],
    ],
    [
      'semicolons in every address do not split a file with commas',
      'NIK,Alamat\n1,a;b;c;d;e\n2,a;b;c;d;e\n',
      ['1: NIK | Alamat', '2: 1 | a;b;c;d;e', '3: 2 | a;b;c;d;e'],
    ],
    [
      'rows that are not all as long, with one comma in each',
      'NIK;Nama;Tgl;Alamat\n1;A, S.Pd;x;y\n2;B, S.Pd;x\n3;C, S.Pd;x;y\n4;D, S.Pd;x;y\n',
      [
        '1: NIK | Nama | Tgl | Alamat',
        '2: 1 | A, S.Pd | x | y',
        '3: 2 | B, S.Pd | x',
        '4: 3 | C, S.Pd | x | y',
        '5: 4 | D, S.Pd | x | y',
      ],
    ],
    [
      'a first line sep=; is an instruction, and still a line',
      'sep=;\r\nNIK;Nama\r\n1;a,b\r\n',
      ['2: NIK | Nama', '3: 1 | a,b'],
    ],
    ['"sep=^" in quotes with a delimiter nobody guesses', '"sep=^"\nNIK^Nama\n1^a', ['2: NIK | Nama', '3: 1 | a']],
    ['the last line without a line ending', 'a,b\n1,2', ['1: a | b', '2: 1 | 2']],
    ['old Macintosh line endings', 'a,b\r1,2\r3,4\r', ['1: a | b', '2: 1 | 2', '3: 3 | 4']],
    ['all line endings in one file', 'a,b\r\n1,2\n3,4\r5,6', ['1: a | b', '2: 1 | 2', '3: 3 | 4', '4: 5 | 6']],
    ['empty lines are no rows but count as lines', 'a,b\n\n\n1,2\n\n', ['1: a | b', '4: 1 | 2']],
    ['empty lines in a file with quotes', 'a,b\n\n"1",2\n\n\n"3",4\n\n', ['1: a | b', '3: 1 | 2', '6: 3 | 4']],
    ['a quoted empty cell alone on its line is a row', 'a\n""\nb', ['1: a', '2: ', '3: b']],
    [
      'ragged rows keep the cells they have',
      'a,b,c\n1\n1,2,3,4\n,,\n',
      ['1: a | b | c', '2: 1', '3: 1 | 2 | 3 | 4', '4:  |  | '],
    ],
    ['spaces stay', ' a , b\n 1 ,  2 \n', ['1:  a  |  b', '2:  1  |   2 ']],
    ['UTF-8 with its mark', '\ufeffNIK,Nama\n1,Nur’aini\n', ['1: NIK | Nama', '2: 1 | Nur’aini']],
    ['UTF-8 without a mark', 'NIK,Nama\n1,Nur’aini Ünal\n', ['1: NIK | Nama', '2: 1 | Nur’aini Ünal']],
    [
      'UTF-8 whose very last character is cut off',
      Buffer.from('NIK,Nama\n1,é’').subarray(0, -1),
      ['1: NIK | Nama', '2: 1 | é\ufffd'],
    ],
    [
      'Unicode Text: UTF-16 and tabs',
      utf16('\ufeffNIK\tNama\r\n1\tNur’aini\r\n'),
      ['1: NIK | Nama', '2: 1 | Nur’aini'],
    ],
    [
      'UTF-16, big end first',
      utf16('\ufeffNIK\tNama\r\n1\tNur’aini\r\n').swap16(),
      ['1: NIK | Nama', '2: 1 | Nur’aini'],
    ],
    ['UTF-16 that lost its mark', utf16('NIK\tNama\r\n1\tNur’aini\r\n'), ['1: NIK | Nama', '2: 1 | Nur’aini']],
    ['NUL bytes are padding', 'NIK,Nama\n1,Si\0ti\n\0\0', ['1: NIK | Nama', '2: 1 | Siti']],
    [
      '="3324…" keeps Excel from counting with a NIK',
      'NIK,Nama\n="3324010101010001",Siti\n',
      ['1: NIK | Nama', '2: 3324010101010001 | Siti'],
    ],
    [
      'the same, quoted once more',
      'NIK,Nama\n"=""3324010101010001""",Siti\n',
      ['1: NIK | Nama', '2: 3324010101010001 | Siti'],
    ],
    ['a formula is left as it is', 'a,b\n=A1,"=""x""&""y"""\n', ['1: a | b', '2: =A1 | ="x"&"y"']],
  ];
  it.each(cases)('%s', async (_name, bytes, rows) => {
    expect(shown((await read(bytes)).rows)).toEqual(rows);
  });
});

describe('quotes', () => {
  const head = 'No,NIK,Nama,Alamat,Dosis\n';
  const cases: readonly (readonly [name: string, text: string, rows: readonly string[]])[] = [
    [
      'delimiters and quotes inside',
      '1,33,"Siti, S.Ked","Jl. ""Baru"" 1",1\n',
      ['2: 1 | 33 | Siti, S.Ked | Jl. "Baru" 1 | 1'],
    ],
    [
      'an address over two lines',
      '1,33,Siti,"Jl. A\nRT 1, RW 2",1\n2,34,Budi,B,1\n',
      ['2: 1 | 33 | Siti | Jl. A\nRT 1, RW 2 | 1', '4: 2 | 34 | Budi | B | 1'],
    ],
    [
      'two cells of one row over two lines',
      '1,33,"Siti\nAisyah","Jl. A\r\nRT 1",1\n2,34,Budi,B,1\n',
      ['2: 1 | 33 | Siti\nAisyah | Jl. A\r\nRT 1 | 1', '5: 2 | 34 | Budi | B | 1'],
    ],
    ['an empty line inside an address', '1,33,Siti,"Jl. A\n\nRT 1",1\n', ['2: 1 | 33 | Siti | Jl. A\n\nRT 1 | 1']],
    [
      'a stray quote inside a cell is itself',
      '1,33,H. "Abd" Rahman,12" pipa,1\n',
      ['2: 1 | 33 | H. "Abd" Rahman | 12" pipa | 1'],
    ],
    [
      'a nickname in quotes at the beginning is itself',
      '1,33,"Abd" Rahman,A,1\n',
      ['2: 1 | 33 | "Abd" Rahman | A | 1'],
    ],
    [
      'a quote that never closes costs its own row',
      '1,33,"Siti,A,1\n2,34,Budi,B,1\n3,35,Ani,C,1\n',
      ['2: 1 | 33 | "Siti | A | 1 ✂', '3: 2 | 34 | Budi | B | 1', '4: 3 | 35 | Ani | C | 1'],
    ],
    [
      '… before other quoted cells',
      '1,33,"Siti,A,1\n2,34,"Budi","B, C",1\n',
      ['2: 1 | 33 | "Siti | A | 1 ✂', '3: 2 | 34 | Budi | B, C | 1'],
    ],
    [
      '… after a quoted cell of the same row',
      '1,33,"Siti, S.Ked","Jl. A,1\n2,34,Budi,B,1\n',
      ['2: 1 | 33 | Siti, S.Ked | "Jl. A | 1 ✂', '3: 2 | 34 | Budi | B | 1'],
    ],
    [
      '… and a later stray quote that would close it',
      '1,33,"Siti,A,1\n2,34,Budi,B,1\n3,35,Ani",C,1\n',
      ['2: 1 | 33 | "Siti | A | 1 ✂', '3: 2 | 34 | Budi | B | 1', '4: 3 | 35 | Ani" | C | 1'],
    ],
    [
      '… in a row that ends early, before whole rows and a stray quote',
      '1,33,"Siti\n2,34,Budi,B,1\n3,35,Ani",C,1\n',
      ['2: 1 | 33 | "Siti ✂', '3: 2 | 34 | Budi | B | 1', '4: 3 | 35 | Ani" | C | 1'],
    ],
    [
      '… in a row that ends early, before a quoted cell',
      '1,33,"Siti\n2,34,"Budi",B,1\n',
      ['2: 1 | 33 | "Siti ✂', '3: 2 | 34 | Budi | B | 1'],
    ],
    [
      '… with the stray quote on the very next line',
      '1,33,"Siti,A,1\n2,34,Budi",B,1\n',
      ['2: 1 | 33 | "Siti | A | 1 ✂', '3: 2 | 34 | Budi" | B | 1'],
    ],
    [
      '… in the last cell of a fully quoted file',
      '"1","33","Siti","A","1\n"2","34","Budi","B","1"\n',
      ['2: 1 | 33 | Siti | A | "1 ✂', '3: 2 | 34 | Budi | B | 1'],
    ],
    ['… on the last line', '1,33,Ani,A,1\n2,34,"Siti,B,1', ['2: 1 | 33 | Ani | A | 1', '3: 2 | 34 | "Siti | B | 1 ✂']],
    [
      '… in every row',
      '1,33,"Siti,A,1\n2,34,"Budi,B,1\n3,35,"Ani,C,1\n',
      ['2: 1 | 33 | "Siti | A | 1 ✂', '3: 2 | 34 | "Budi | B | 1 ✂', '4: 3 | 35 | "Ani | C | 1 ✂'],
    ],
    [
      'a cell that swallows delimiters up to the next quote of its row',
      '1,33,"Siti,"Jl. A, B",1\n2,34,Budi,B,1\n',
      ['2: 1 | 33 | "Siti | "Jl. A |  B" | 1 ✂', '3: 2 | 34 | Budi | B | 1'],
    ],
    ['a space before quotes that hold no delimiter', '1, 33, "Siti", A, 1\n', ['2: 1 |  33 |  "Siti" |  A |  1']],
    [
      'a space before quotes that hold one: whose it is cannot be told',
      '1,33,Siti, "Jl. A, RT 1",1\n',
      ['2: 1 | 33 | Siti |  "Jl. A |  RT 1" | 1 ✂'],
    ],
    [
      'a second cell that never closes, after one over two lines',
      '1,33,"Siti\nAisyah","A,1\n2,34,Budi,B,1\n',
      ['2: 1 | 33 | Siti\nAisyah | "A | 1 ✂', '4: 2 | 34 | Budi | B | 1'],
    ],
  ];
  it.each(cases)('%s', async (_name, text, rows) => {
    expect(shown((await read(head + text)).rows)).toEqual(['1: No | NIK | Nama | Alamat | Dosis', ...rows]);
  });

  it('headings over two lines, the first column too', async () => {
    const text = '"No\nUrut";NIK;"Nama\nLengkap";Alamat\n1;33;Siti;A\n2;34;Budi;B\n';
    expect(shown((await read(text)).rows)).toEqual([
      '1: No\nUrut | NIK | Nama\nLengkap | Alamat',
      '4: 1 | 33 | Siti | A',
      '5: 2 | 34 | Budi | B',
    ]);
  });

  it('a cell may have a hundred lines; one that closes later than that is a broken quote', async () => {
    const cell = (lines: number) =>
      `a,b,c\n1,2,"${Array.from({ length: lines }, (_, index) => `baris ${index}`).join('\n')}"\n`;
    expect((await read(cell(100))).rows).toHaveLength(2);
    const { rows } = await read(cell(101));
    expect(rows[1]).toMatchObject({ line: 2, broken: 'quote', cells: ['1', '2', '"baris 0'] });
    expect(rows).toHaveLength(102);
  });

  it('a cell over several lines that is longer than any address is a broken quote', async () => {
    const limits = { ...DEFAULT_LIMITS, maxCellChars: 200_000 };
    const cell = (length: number) => `a,b,c\n1,2,"x\n${'y'.repeat(length)}"\n`;
    expect((await read(cell(100_000), limits)).rows).toHaveLength(2);
    expect((await read(cell(150_000), limits)).rows).toMatchObject([
      { line: 1 },
      { line: 2, broken: 'quote' },
      { line: 3 },
    ]);
  });

  it('a quote that never closes in a cell of endless lines costs one row, not a hundred thousand', async () => {
    const lines = Array.from({ length: 5_000 }, (_, index) => `${index}`);
    const { rows } = await read(`a,b,c\n1,2,"x\n${lines.join('\n')}\n`);
    expect(rows.filter((row) => row.broken)).toHaveLength(1);
    expect(rows).toHaveLength(5_002);
    expect(rows.at(-1)).toMatchObject({ line: 5_002, cells: ['4999'] });
  });
});

describe('encodings that nothing in the file names', () => {
  it('Windows-1252 is read by its own table, and said', async () => {
    const bytes = Buffer.concat([
      Buffer.from('NIK;Nama\r\n1;'),
      Buffer.from([0x4e, 0x75, 0x72, 0x92, 0x61, 0x69, 0x20, 0x80, 0x35, 0x20, 0x52, 0x65, 0x6e, 0xe9, 0x65]),
    ]);
    const { rows, notes } = await read(bytes);
    expect(shown(rows)).toEqual(['1: NIK | Nama', '2: 1 | Nur’ai €5 Renée']);
    expect(notes).toMatchObject([{ code: 'FILE_ENC', params: { encoding: 'Windows-1252' } }]);
  });

  it('one byte after 300,000 good ones decides for the whole file', async () => {
    const good = Buffer.from(`NIK,Nama\n${'1,Siti\n'.repeat(45_000)}`);
    const { rows, notes } = await read(Buffer.concat([good, Buffer.from([0x31, 0x2c, 0x92])]));
    expect(notes).toHaveLength(1);
    expect(rows.at(-1)).toMatchObject({ line: 45_002, cells: ['1', '’'] });
  });

  it('a character over the edge of two pieces of the file is one character', async () => {
    for (const shift of [0, 1, 2]) {
      const text = `a,b\n${'x'.repeat(shift)}${'’'.repeat(87_400)},1\n`;
      const { rows, notes } = await read(text, { ...DEFAULT_LIMITS, maxCellChars: 100_000 });
      expect(notes).toEqual([]);
      expect(rows[1]?.cells[0]).toBe(`${'x'.repeat(shift)}${'’'.repeat(87_400)}`);
    }
  });

  it.each([
    ['a Mac', '4e7572d561696e693b52656e8e65', '2: Nur’aini | Renée', 'Mac Roman'],
    ['DOS', '416e6472823b4d75a46f7a', '2: André | Muñoz', 'DOS (CP850)'],
  ])('the letters of %s are read where two names prove them', async (_, bytes, row, encoding) => {
    const { rows, notes } = await read(Buffer.concat([Buffer.from('Nama;Ibu\r\n'), Buffer.from(bytes, 'hex')]));
    expect(shown(rows)).toEqual(['1: Nama | Ibu', row]);
    expect(notes).toMatchObject([{ code: 'FILE_ENC', params: { encoding } }]);
  });

  it('one byte that is no UTF-8 leaves the names of the others as they are', async () => {
    const bytes = Buffer.concat([
      Buffer.from('Nama;Ibu\nRenée;Nur’aini\nAim'),
      Buffer.from([0xe9]),
      Buffer.from('e;Siti\n'),
    ]);
    const { rows, notes } = await read(bytes);
    expect(shown(rows)).toEqual(['1: Nama | Ibu', '2: Renée | Nur’aini', '3: Aimée | Siti']);
    expect(notes).toMatchObject([{ code: 'FILE_ENC', params: { encoding: 'UTF-8 + Windows-1252' } }]);
  });

  it('half of a letter of UTF-8 is lost, and no other', async () => {
    const bytes = Buffer.concat([
      Buffer.from('Nama;Ibu\nRenée;Nur’aini\nAim'),
      Buffer.from([0xc3]),
      Buffer.from('e;Siti\n'),
    ]);
    const { rows, notes } = await read(bytes);
    expect(shown(rows)).toEqual(['1: Nama | Ibu', '2: Renée | Nur’aini', '3: Aim\ufffde | Siti']);
    expect(notes).toMatchObject([{ code: 'FILE_ENC_PARTS' }]);
  });

  it('two encodings are told apart over the edges of pieces', async () => {
    for (const shift of [0, 1, 2]) {
      const line = Buffer.concat([Buffer.from('Nur’aini;Aim'), Buffer.from([0xe9]), Buffer.from('e\n')]);
      const lines = Array.from({ length: 40_000 }, () => line);
      const { rows } = await read(Buffer.concat([Buffer.from(`${'x'.repeat(shift)};Ibu\n`), ...lines]));
      expect(new Set(shown(rows.slice(1)).map((row) => row.replace(/^\d+: /, '')))).toEqual(
        new Set(['Nur’aini | Aimée']),
      );
    }
  });

  it('letters that cannot be told are not read, and the names beside them are', async () => {
    const bytes = Buffer.concat([Buffer.from('Nama;Ibu\nK'), Buffer.from([0x9a]), Buffer.from('hler;Siti\n')]);
    const { rows, notes } = await read(bytes);
    expect(shown(rows)).toEqual(['1: Nama | Ibu', '2: K\ufffdhler | Siti']);
    expect(notes).toMatchObject([{ code: 'FILE_ENC_PARTS' }]);
  });

  it('letters of another country are refused, and the advice leads to a right reading', async () => {
    const text = `Nama;Ibu\n${'Иван;Мария\n'.repeat(5)}`;
    const cyrillic = Buffer.from(
      Array.from(text, (letter) => (letter > '\u0400' ? letter.charCodeAt(0) - 0x350 : letter.charCodeAt(0))),
    );
    await expect(read(cyrillic)).rejects.toMatchObject({ code: 'FILE_ENCODING' });
    const { rows, notes } = await read(`\ufeff${text}`);
    expect([rows[1]?.cells, notes]).toEqual([['Иван', 'Мария'], []]);
  });

  it('letters that may be of Turkey or of Iceland are not read', async () => {
    const names = [
      [0x52, 0x65, 0x6e, 0xe9, 0x65, 0x0a],
      [0x5a, 0x6f, 0xeb, 0x0a],
      [0x41, 0x79, 0xfe, 0x65],
    ].flat();
    const { rows } = await read(Buffer.concat([Buffer.from('Nama\n'), Buffer.from(names)]));
    expect(shown(rows)).toEqual(['1: Nama', '2: Renée', '3: Zoë', '4: Ay\ufffde']);
  });

  it('nothing is said about a file that is UTF-8 or has a mark', async () => {
    expect((await read('a,é\n')).notes).toEqual([]);
    expect((await read(utf16('\ufeffa\té\n'))).notes).toEqual([]);
  });
});

describe('large files', () => {
  it('every row of many pieces comes once, with its line, some hundreds at a time', async () => {
    for (const eol of ['\n', '\r\n', '\r']) {
      for (const quote of ['', '"']) {
        const lines = Array.from(
          { length: 30_000 },
          (_, index) => `${index};${quote}Siti Contoh ${index}${quote};Kendal`,
        );
        const { rows } = await read(`No;Nama;Desa${eol}${lines.join(eol)}${eol}`);
        expect(rows).toHaveLength(30_001);
        expect(rows.every((row, index) => row.line === index + 1)).toBe(true);
        expect(
          rows
            .slice(1)
            .every((row, index) => row.cells[0] === String(index) && row.cells[1] === `Siti Contoh ${index}`),
        ).toBe(true);
      }
    }
  });

  const refused = async (text: string, limits: Partial<typeof DEFAULT_LIMITS>) => {
    const error = await read(text, { ...DEFAULT_LIMITS, ...limits }).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(RunError);
    return error as RunError;
  };

  it('refuses a file above a limit, and says which and where, without the text', async () => {
    expect(await refused('a,b\n1,2\n3,4\n', { maxRows: 2 })).toMatchObject({
      code: 'FILE_TOO_LARGE',
      params: { limit: 'maxRows', max: 2 },
    });
    const cell = await refused(`a,b\n1,${'x'.repeat(11)}\n`, { maxCellChars: 10 });
    expect(cell).toMatchObject({ code: 'FILE_TOO_LARGE', params: { limit: 'maxCellChars', max: 10, line: 2 } });
    expect(JSON.stringify(cell.params)).not.toContain('xxx');
    const line = await refused(`a,b\n${'x,'.repeat(2_000_000)}\n`, {});
    expect(line).toMatchObject({ code: 'FILE_TOO_LARGE', params: { limit: 'maxLineBytes', line: 2 } });
  });
});
