import { createHash } from 'node:crypto';
import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import { readSpreadsheet } from '../../src/intake/read-file.ts';
import { allOf, toRead } from './reading.ts';

const HEADING = 'NIK,Nama Lengkap,Tgl Lahir,Tgl Vaksin,Jenis Vaksin,Dosis\n';
const ROW = '3324010101800001,Karangan Contoh,01/01/1980,04/10/2021,Sinovac,1\n';
const ONE = HEADING + ROW;
const TWO = HEADING + ROW + ROW;

it('a sheet that is saved anew while it is opened is read as the one version or the other, or refused; never half and half', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'read-file-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const [path, saved] = [join(folder, 'peserta.csv'), join(folder, 'saved.csv')];
  const rowsBy = new Map([ONE, TWO].map((text, index) => [createHash('sha256').update(text).digest('hex'), index + 1]));
  const ends = new Set<string>();
  for (let attempt = 0; attempt < 200; attempt++) {
    writeFileSync(path, ONE);
    writeFileSync(saved, TWO);
    const reading = allOf(readSpreadsheet(toRead(path)));
    // An office program writes another file and puts it in the place: at each moment of the opening once.
    for (let turn = attempt % 20; turn > 0; turn--) await nextTurn();
    renameSync(saved, path);
    const said = await reading.catch((error: unknown) => error);
    if (Array.isArray(said)) {
      const digest = said.find(({ kind }) => kind === 'digest')?.digest;
      const rows = said.find(({ kind }) => kind === 'sheet-end')?.rows;
      expect(rowsBy.get(Buffer.from(digest).toString('hex'))).toBe(rows);
      ends.add(`${rows}`);
    } else {
      expect(said).toMatchObject({ code: 'FILE_CHANGED', params: { file: path } });
      ends.add('refused');
    }
  }
  expect(ends.size).toBeGreaterThan(1);
});
