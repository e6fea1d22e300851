/**
 * How often strangers are taken for one person: `node bench/namesakes.ts`. A district of 800,000 invented people; their
 * numbers are given out as SIAK does it, one after the other within kecamatan, birth date and sex, and one in eleven
 * has a conventional birthday (voter list of 2019). All of them are two people, so every warning and every hold is a
 * false one. Counted by the ledger in memory.
 */
import { isoDay } from '../fixtures/make/days.ts';
import { inventPeople } from '../fixtures/make/people.ts';
import { type Dice, dice } from '../fixtures/make/random.ts';
import { createMemoryLedger } from '../src/ledger/memory/memory-ledger.ts';
import type { TakenReading } from '../src/ledger/sealed/prepare.ts';
import { isConventionalBirthday, namesakeText } from '../src/record/fields/namesakes.ts';

const DISTRICT = 800_000;
const SHEETS = [100_000, DISTRICT];
const KECAMATAN = 20;

/** 1 July: 9.8 of 192.8 million voters; 31 December and the 15ths: 7.7 million together. */
function birthDateOf(birthDate: string, roll: Dice): string {
  const share = roll.next();
  const [year = '', month = ''] = birthDate.split('-');
  if (share < 9.8 / 192.8) return `${year}-07-01`;
  if (share < 13.65 / 192.8) return `${year}-12-31`;
  return share < 17.5 / 192.8 ? `${year}-${month}-15` : birthDate;
}

/** By chance, in the order of a district; everybody has a first dose. */
function* readings(count: number): Generator<TakenReading> {
  const roll = dice(11);
  const given = new Map<string, number>();
  let line = 1;
  for (const person of inventPeople(12, DISTRICT)) {
    const birthDate = birthDateOf(person.birthDate, roll);
    const day = Number(birthDate.slice(8)) + (person.woman ? 40 : 0);
    const [kecamatan, born] = [roll.whole(1, KECAMATAN), birthDate.slice(2, 4)];
    const begins = `3324${String(kecamatan).padStart(2, '0')}${String(day).padStart(2, '0')}${birthDate.slice(5, 7)}${born}`;
    const serial = (given.get(begins) ?? 0) + 1;
    given.set(begins, serial);
    if (!roll.chance(count / DISTRICT)) continue;
    line += 1;
    const participant = {
      nik: `${begins}${String(serial).padStart(4, '0')}`,
      name: person.name,
      birthDate,
      sex: person.woman ? 'female' : 'male',
    } as const;
    const dose = { number: 1, date: isoDay(18_900), vaccine: 'coronavac', codes: [] };
    yield {
      line,
      group: 1,
      kind: 'valid',
      record: { programme: 'covid19', participant, dose },
      problems: [],
      cells: () => [],
    };
  }
}

console.log(
  '| rows | DUP_PERSON | not said, on conventional birthdays | held by NIK_NEAR |\n| ---: | ---: | ---: | ---: |',
);
for (const rows of SHEETS) {
  const ledger = createMemoryLedger();
  await ledger.openFile({ name: '', digest: new Uint8Array() });
  const seen = new Set<string>();
  let said = 0;
  let unsaid = 0;
  for (const reading of readings(rows)) {
    const [admission] = await ledger.admit(1, [reading]);
    if (admission?.problems.some(({ code }) => code === 'DUP_PERSON')) said += 1;
    const { participant } = reading.record ?? {};
    if (!participant || !isConventionalBirthday(participant.birthDate)) continue;
    const text = namesakeText(participant);
    if (admission?.kind === 'fresh' && seen.has(text)) unsaid += 1;
    seen.add(text);
  }
  console.log(
    `| ${[rows, said, unsaid, ledger.outcomes().held].map((value) => value.toLocaleString('en')).join(' | ')} |`,
  );
}
