/**
 * A sheet of thirty rows as a clerk would send it, read and judged by the real reader: most can be sent, some are
 * repeated, wrong or in conflict.
 */

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { clerkDate, dayNumber, isoDay } from '../../fixtures/make/days.ts';
import { type GivenDose, inventDose } from '../../fixtures/make/doses.ts';
import { inventPeople, type Person } from '../../fixtures/make/people.ts';
import { dice } from '../../fixtures/make/random.ts';
import type { FileMessage, FileToRead } from '../../src/intake/file-messages.ts';
import { readSpreadsheet } from '../../src/intake/read-file.ts';
import { type PreparedReading, prepare } from '../../src/ledger/sealed/prepare.ts';
import { openRecord, wireKey } from '../../src/ledger/sqlite/entry-rows.ts';
import type { RecordKey } from '../../src/record/record.ts';
import { DEFAULT_LIMITS } from '../../src/source/source.ts';
import { rulesOn } from '../support/reading-rules.ts';
import { sealer } from './people.ts';

const HEADINGS = ['NIK', 'Nama Lengkap', 'Tgl Lahir', 'JK', 'Dosis', 'Tgl Vaksin', 'Jenis Vaksin', 'No Batch'];

/** How the sheet is read. */
export const READING: Omit<FileToRead, 'name' | 'path'> = {
  rules: rulesOn('2021-12-31'),
  map: new Map(),
  limits: DEFAULT_LIMITS,
  skipHidden: false,
};

/** The sheet as the reader hands it over. */
export type ReadSheet = readonly FileMessage<PreparedReading>[];

/** The key of the record in a line that can be sent. */
export function keyAt(sheet: ReadSheet, line: number): RecordKey {
  for (const message of sheet) {
    const readings = message.kind === 'readings' ? [...message.readings] : [];
    const record = readings.find((reading) => reading.line === line)?.record;
    if (record) return wireKey(openRecord(sealer, record.sealed, record.person, record.dose));
  }
  throw new Error(`no record in line ${line}`);
}

/** What the reader says of the sheet, in order; readings are ready for the ledger. */
export async function readThirtyRows(): Promise<ReadSheet> {
  const folder = await mkdtemp(join(tmpdir(), 'vax-upload-sweep-'));
  try {
    const path = join(folder, 'vaksin.csv');
    await writeFile(path, sheet());
    const messages: FileMessage<PreparedReading>[] = [];
    for await (const message of readSpreadsheet({ ...READING, name: 'vaksin.csv', path })) {
      if (message.kind !== 'readings') messages.push(message);
      else messages.push({ ...message, readings: Array.from(message.readings, (reading) => prepare(reading, sealer)) });
    }
    return messages;
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** 25 that can be sent, one of them twice; one without a whole NIK; one dose with two dates, both held; a blank row. */
function sheet(): string {
  const roll = dice(5);
  const given = [...inventPeople(5, 27)].map((person) => [person, inventDose(roll, person)] as const);
  const rows = given.map(([person, dose]) => cells(person, dose));
  const [first, second, third] = given as unknown as readonly (readonly [Person, GivenDose])[];
  if (!first || !second || !third) throw new Error('nobody was invented');
  rows.push(cells(...first));
  rows.push(cells(second[0], { ...second[1], date: isoDay(dayNumber(second[1].date) - 3) }));
  rows[2] = cells({ ...third[0], nik: third[0].nik.slice(0, 15) }, third[1]);
  rows.push(HEADINGS.map(() => ''));
  return [HEADINGS, ...rows].map((row) => row.join(';')).join('\r\n');
}

function cells({ nik, name, birthDate, woman }: Person, { number, date, vaccine, lot }: GivenDose): string[] {
  return [nik, name, clerkDate(birthDate), woman ? 'P' : 'L', String(number), clerkDate(date), vaccine, lot];
}
