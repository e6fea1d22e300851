/** What a server has answered to an upload: what is believed, and what says nothing. */
import { describe, expect, it } from 'vitest';
import { recordKey, writeNaturalKey } from '../../../src/record/key.ts';
import type { Cell, SourceRow } from '../../../src/record/source-row.ts';
import { readAnswer } from '../../../src/run/confirm/answer-rows.ts';
import { type AnswerWords, filesTemplateOf } from '../../../src/run/files-template.ts';
import { PLAIN, type Template } from '../../../src/target/files/template.ts';

const A = '17707aa6-a75c-5f27-8e10-f9b0eea8e727';
const B = '3090b631-09fa-5b32-8391-4f9174c8e942';
const NIK = '3324011708450001';

function read(rows: readonly (readonly Cell[])[], words: AnswerWords = {}, template: Template = PLAIN) {
  const source = rows.map((cells, index) => ({ line: index + 1, cells }) as unknown as SourceRow);
  const answer = readAnswer(source, { template, words, programme: 'covid19' });
  return answer && { said: Object.fromEntries(answer.verdicts), unread: answer.unread };
}

const accepted = (receipt = '') => ({ kind: 'accepted', receipt });

describe('whose a row is', () => {
  it.each<[what: string, headings: string[], cells: Cell[], key: string]>([
    ['by the key', ['key', 'Status'], [A, 'OK'], A],
    [
      'by the key in capitals, among other things',
      ['LOCAL_ID', 'HEADER_RESPONSE_CODE'],
      [`${A.toUpperCase()}^https://x`, 'OK'],
      A,
    ],
    ['by the key as a URN', ['Unique ID', 'Hasil'], [`urn:uuid:${A}`, 'Berhasil'], A],
    [
      'by NIK and dose',
      ['NIK', 'Dosis ke', 'Status'],
      [NIK, '2', 'Diterima'],
      recordKey(writeNaturalKey({ programme: 'covid19', identity: NIK, dose: 2 })),
    ],
    [
      'by NIK with an apostrophe',
      ['No. NIK', 'Dosis', 'Hasil'],
      [`'${NIK}`, { kind: 'number', raw: '1' }, 'sukses'],
      recordKey(writeNaturalKey({ programme: 'covid19', identity: NIK, dose: 1 })),
    ],
  ])('%s', (_what, headings, cells, key) => {
    expect(read([headings, cells])).toEqual({ said: { [key]: accepted() }, unread: 0 });
  });

  it.each<[what: string, headings: string[], cells: Cell[]]>([
    [
      'a NIK in a number cell, whose last digit may be lost',
      ['NIK', 'Dosis', 'Status'],
      [{ kind: 'number', raw: '3324011708450000' }, '1', 'OK'],
    ],
    ['a NIK that is cut', ['NIK', 'Dosis', 'Status'], ['332401170845000', '1', 'OK']],
    ['no dose', ['NIK', 'Dosis', 'Status'], [NIK, '', 'OK']],
    ['no key', ['key', 'Status'], ['', 'OK']],
    ['a word that is not known', ['key', 'Status'], [A, 'Diproses']],
    ['no word', ['key', 'Status'], [A, '']],
    ['an error of a formula', ['key', 'Status'], [A, { kind: 'error', raw: '#REF!' }]],
  ])('says nothing: %s', (_what, headings, cells) => {
    expect(read([headings, cells, cells.map(() => '')])).toEqual({ said: {}, unread: 1 });
  });
});

describe('what a row says', () => {
  it.each<[status: string, kind: string | undefined]>([
    ['OK', 'accepted'],
    ['Berhasil', 'accepted'],
    ['SUCCESS', 'accepted'],
    ['Sudah ada', 'already-there'],
    ['already-there', 'already-there'],
    ['Duplicate', undefined],
    ['Sudah terdaftar', undefined],
    ['Valid', undefined],
    ['Gagal', 'refused'],
    ['Fatal Error', 'refused'],
    ['Tidak valid', 'refused'],
    ['Tidak berhasil', undefined],
    ['not accepted', undefined],
    ['OK?', 'accepted'],
    ['OK / Gagal', undefined],
    ['1', undefined],
  ])('%s', (status, kind) => {
    const { said } =
      read([
        ['key', 'Status', 'Bukti', 'Alasan'],
        [A, status, ' SRV-1 ', 'NIK tidak dikenal'],
      ]) ?? {};
    expect(said?.[A]?.kind).toBe(kind);
    if (said?.[A] && 'receipt' in said[A]) expect(said[A].receipt).toBe('SRV-1');
    if (said?.[A]?.kind === 'refused')
      expect(said[A]).toEqual({ kind: 'refused', reasons: [{ code: 'REFUSED', message: 'NIK tidak dikenal' }] });
  });

  it('a refusal without a reason is one all the same', () => {
    expect(
      read([
        ['key', 'Status'],
        [A, 'Ditolak'],
      ])?.said[A],
    ).toMatchObject({ kind: 'refused', reasons: [{ code: 'REFUSED' }] });
  });

  it('two rows that agree are one, and two that contradict each other say nothing', () => {
    const rows = [
      [A, 'OK'],
      [A, 'OK'],
      [B, 'OK'],
      [B, 'Gagal'],
      [B, 'OK'],
    ];
    expect(read([['key', 'Status'], ...rows])).toEqual({ said: { [A]: accepted() }, unread: 1 });
  });

  it('the words of the template go before ours', () => {
    const { answer } = filesTemplateOf('answer: { key: ID, status: Ket, accepted: ["1"], refused: ["0", ok] }', 't');
    const rows = [
      ['ID', 'Status', 'Ket'],
      [A, 'Gagal', '1'],
      [B, 'x', 'OK'],
    ];
    expect(read(rows, answer)?.said).toMatchObject({ [A]: accepted(), [B]: { kind: 'refused' } });
  });
});

describe('the header', () => {
  it('stands below titles, and its names are those of the template that went out', () => {
    const { template } = filesTemplateOf('columns: { "KODE UNIK": key, NIK: nik }', 't');
    const rows = [['Laporan unggahan'], [], ['KODE UNIK', 'NIK', 'Status'], [A, NIK, 'Berhasil']];
    expect(read(rows, {}, template)).toEqual({ said: { [A]: accepted() }, unread: 0 });
  });

  it.each<[what: string, rows: string[][]]>([
    [
      'no status',
      [
        ['key', 'nik'],
        [A, NIK],
      ],
    ],
    [
      'NIK without dose',
      [
        ['NIK', 'Status'],
        [NIK, 'OK'],
      ],
    ],
    ['nothing', []],
    ['a letter', [['Kepada Yth.'], ['Terima kasih']]],
  ])('is not there: %s', (_what, rows) => {
    expect(read(rows)).toBeUndefined();
  });
});

it('a BusAck of NHS England, as it comes', () => {
  const head =
    'MESSAGE_HEADER_ID|HEADER_RESPONSE_CODE|ISSUE_SEVERITY|ISSUE_CODE|ISSUE_DETAILS_CODE|RESPONSE_TYPE|RESPONSE_CODE|RESPONSE_DISPLAY|RECEIVED_TIME|MAILBOX_FROM|LOCAL_ID|IMMS_ID|OPERATION_OUTCOME|MESSAGE_DELIVERY';
  const rows = [
    `x^1|OK|Information|OK|30001|Business|30001|Success|20241121T12000000|box|${A}^urn:x|imms_456||True`,
    `x^2|Fatal Error|Fatal|Fatal Error|30002|Business|30002|Business Level Response Value - Processing Error|20241121T12000000|box|${B}^urn:x||Validation errors: NHS_NUMBER|False`,
  ];
  expect(read([head, ...rows].map((line) => line.split('|')))).toEqual({
    said: {
      [A]: accepted('imms_456'),
      [B]: { kind: 'refused', reasons: [{ code: 'REFUSED', message: 'Validation errors: NHS_NUMBER' }] },
    },
    unread: 0,
  });
});
