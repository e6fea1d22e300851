/** A large CSV of thirteen columns with the lengths of real sheets. */
import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { clerkDate } from '../fixtures/make/days.ts';
import { inventDose } from '../fixtures/make/doses.ts';
import { dice } from '../fixtures/make/random.ts';
import { inventStrangers } from './strangers.ts';
import { inBlocks } from './zip-writer.ts';

const HEADER =
  'No;NIK;Nama Lengkap;Tgl Lahir;JK;No HP;Alamat;Kategori;Dosis;Tgl Vaksin;Jenis Vaksin;No Batch;Faskes\r\n';

/** Writes `rows` distinct participants, with as good as no mistakes. */
export async function writeLargeCsv(path: string, rows: number): Promise<void> {
  await pipeline(Readable.from(inBlocks(csvLines(rows))), createWriteStream(path));
}

function* csvLines(rows: number): Generator<string> {
  yield HEADER;
  const roll = dice(1);
  let position = 0;
  for (const person of inventStrangers(2, rows)) {
    const dose = inventDose(roll, person);
    const facts = `${person.nik};${person.name};${clerkDate(person.birthDate)};${person.woman ? 'P' : 'L'};${person.phone};${person.address};${person.category}`;
    yield `${++position};${facts};${dose.number};${clerkDate(dose.date)};${dose.vaccine};${dose.lot};Puskesmas Contoh Kendal ${(position % 30) + 1}\r\n`;
  }
}
