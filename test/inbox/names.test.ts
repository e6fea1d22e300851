/** What an entry of an inbox is by its name alone. */
import { describe, expect, it } from 'vitest';
import {
  type EntryKind,
  isNote,
  type NamePass,
  noteName,
  numbered,
  otherText,
  passByName,
  stemOf,
} from '../../src/inbox/names.ts';

describe('what is passed over by its name', () => {
  it.each<[what: string, name: string, why: NamePass | undefined, kind?: EntryKind]>([
    ['a sheet', 'boja.xlsx', undefined],
    ['a sheet in capitals', 'BOJA.XLSX', undefined],
    ['a CSV that a phone has named', 'boja', undefined],
    ['one with blanks, brackets and an accent', 'Laporan (akhir) José.csv', undefined],
    ['one with a line break in its name', 'boja\nakhir.csv', undefined],
    ['a correction sheet', 'perbaikan-boja-2026-11-29.xlsx', undefined],
    ['a sheet whose name begins with a tilde', '~boja.xlsx', undefined],
    ['a sheet called by eight letters', 'kaliwungu', undefined],
    ['a folder of a facility', 'Boja', undefined, 'folder'],
    ['open in Excel', '~$boja.xlsx', 'lock'],
    ['open in LibreOffice', '.~lock.boja.xlsx#', 'lock'],
    ['hidden', '.boja.xlsx', 'hidden'],
    ['what rsync writes into', '.boja.xlsx.Xa81Qz', 'hidden'],
    ['of a Mac', '._boja.xlsx', 'hidden'],
    ['what Nautilus writes into', '.goutputstream-7VX0A1', 'hidden'],
    ['an iCloud file that is not here', '.boja.xlsx.icloud', 'hidden'],
    ['a folder of Dropbox', '.dropbox.cache', 'hidden', 'folder'],
    ['a download of Chrome', 'boja.xlsx.crdownload', 'temporary'],
    ['a download of Firefox', 'boja.xlsx.part', 'temporary'],
    ['a copy of WinSCP', 'boja.xlsx.filepart', 'temporary'],
    ['what Word and Excel save into', '~WRL0001.tmp', 'temporary'],
    ['what Excel saves into', '5F3A1000', 'temporary'],
    ['what Syncthing writes into', '~syncthing~boja.xlsx.tmp', 'temporary'],
    ['what an editor has kept', 'boja.csv~', 'temporary'],
    ['thumbnails', 'Thumbs.db', 'system'],
    ['settings of a folder', 'desktop.ini', 'system'],
    ['where Windows notes the internet', 'boja.xlsx:Zone.Identifier', 'system'],
    ['the bin of a stick', '$RECYCLE.BIN', 'system', 'folder'],
    ['a pointer to Google Sheets', 'boja.gsheet', 'placeholder'],
    ['a shortcut of Windows', 'boja.xlsx.lnk', 'placeholder'],
    ['a symbolic link', 'boja.xlsx', 'link', 'link'],
    ['a pipe', 'boja.xlsx', 'special', 'other'],
    ['a name that is not UTF-8', 'boja\ufffd.xlsx', 'name'],
  ])('%s', (_what, name, why, kind = 'file') => {
    expect(passByName(name, kind)).toBe(why);
  });
});

describe('text that is no sheet, by its ending', () => {
  it.each([
    ['vax-upload.yaml', 'YAML'],
    ['catatan.MD', 'MD'],
    ['vax-upload.log', 'LOG'],
    ['boja.csv', undefined],
    ['boja.txt', undefined],
    ['boja', undefined],
  ])('%s: %s', (name, type) => expect(otherText(name)).toBe(type));
});

describe('the stem that a sheet and what is written about it share', () => {
  it.each([
    ['boja.xlsx', 'boja'],
    ['perbaikan-boja-2026-11-29.xlsx', 'boja'],
    ['perbaikan-boja-2026-11-29-2.xlsx', 'boja'],
    ['boja.xlsx.vax-upload.txt', 'boja'],
    ['boja.xlsx.vax-upload-2.txt', 'boja'],
    ['catatan.txt', 'catatan'],
    ['boja.tahap.2.csv', 'boja.tahap.2'],
    ['perbaikan-data.xlsx', 'perbaikan-data'],
    ['Jose\u0301.xlsx', 'Jos\u00e9'],
    ['perbaikan-Jos\u00e9-2026-11-29.xlsx', 'Jos\u00e9'],
  ])('%s: %s', (name, stem) => expect(stemOf(name)).toBe(stem));

  it('of a name as long as a disk takes it is shorter, and the same for its correction sheet', () => {
    const long = 'é'.repeat(120);
    const stem = stemOf(`${long}.xlsx`);
    expect(Buffer.byteLength(`perbaikan-${stem}-2026-11-29-100.xlsx`)).toBeLessThanOrEqual(255);
    expect(stemOf(`perbaikan-${stem}-2026-11-29.xlsx`)).toBe(stem);
  });
});

describe('names that are free', () => {
  it.each([
    ['boja.xlsx', 1, 'boja.xlsx'],
    ['boja.xlsx', 2, 'boja-2.xlsx'],
    ['boja', 3, 'boja-3'],
    ['boja.2021.csv', 2, 'boja.2021-2.csv'],
  ])('%s, the %i.: %s', (name, n, free) => expect(numbered(name, n)).toBe(free));

  it.each([
    ['two bytes a letter', 'é'.repeat(125)],
    ['four bytes a letter', '💉'.repeat(62)],
  ])('are never longer than a disk takes, and no letter is cut: %s', (_what, stem) => {
    for (const name of [numbered(`${stem}.csv`, 12), noteName(`${stem}.csv`)]) {
      expect(Buffer.byteLength(name)).toBeLessThanOrEqual(255);
      expect(name).not.toContain('\ufffd');
    }
  });

  it('of a note are known again', () => {
    expect([isNote(noteName('boja.xlsx')), isNote(numbered(noteName('boja.xlsx'), 2)), isNote('boja.txt')]).toEqual([
      true,
      true,
      false,
    ]);
  });
});
