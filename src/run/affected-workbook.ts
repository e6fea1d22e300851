/**
 * Whose data can be read in a ledger, as a workbook for those who must be told (docs/privacy.md): personal data in the
 * open, so it is the owner's alone (0600) and its unfinished file does not outlive a kill.
 */
import type { Writable } from 'node:stream';
import { whileNoted, workFileFor } from '../disk/work-files.ts';
import { writeFileWhole } from '../disk/write-file.ts';
import type { PeopleOfFile, PersonReadable } from '../ledger/person-side.ts';
import { FIELDS, type Field } from '../record/problems.ts';
import type { Messages } from '../text/messages.ts';
import { CELL, HEADING } from '../workbook/look.ts';
import type { Context } from './context.ts';
import type { Setup } from './setup.ts';

/** Excel ends at 1,048,576 rows. */
const MAX_ROWS = 1_000_000;

/** Returns how many rows it holds. Throws the RunErrors of the disk. */
export async function writeAffected(
  path: string,
  people: AsyncIterable<PersonReadable>,
  others: readonly PeopleOfFile[],
  { place, messages }: Setup,
  { worker }: Context,
): Promise<number> {
  const file = workFileFor(path, worker);
  let rows = 0;
  await whileNoted(place.folder, file, worker, () =>
    writeFileWhole(
      path,
      async (into) => {
        rows = await fill(into, people, others, messages);
      },
      file,
    ),
  );
  return rows;
}

async function fill(
  into: Writable,
  people: AsyncIterable<PersonReadable>,
  others: readonly PeopleOfFile[],
  messages: Messages,
): Promise<number> {
  // Loaded only here: exceljs takes most of a second.
  const { default: exceljs } = await import('exceljs');
  const { everyone: say } = messages.rights;
  const workbook = new exceljs.stream.xlsx.WorkbookWriter({ stream: into, useStyles: true, useSharedStrings: false });
  workbook.creator = 'vax-upload';
  type Sheet = ReturnType<typeof workbook.addWorksheet>;

  function begin(name: string, headings: readonly string[]): Sheet {
    const sheet = workbook.addWorksheet(name);
    sheet.columns = headings.map(() => ({ width: 24, style: CELL }));
    const row = sheet.addRow([...headings]);
    headings.forEach((_, index) => {
      row.getCell(index + 1).style = HEADING;
    });
    row.commit();
    return sheet;
  }

  let rows = 0;
  let sheet: Sheet | undefined;
  for await (const person of people) {
    if (rows % MAX_ROWS === 0) {
      sheet?.commit();
      const number = rows / MAX_ROWS + 1;
      const headings = [...say.columns, ...FIELDS.map((field) => messages.fields[field])];
      sheet = begin(number === 1 ? say.sheets[0] : `${say.sheets[0]} ${number}`, headings);
    }
    rows += 1;
    sheet
      ?.addRow([
        person.file,
        person.sheet.name,
        String(person.line),
        stateWord(person.state, messages),
        ...fieldsOf(person),
      ])
      .commit();
  }
  sheet?.commit();
  const counted = begin(say.sheets[1], say.counted);
  for (const { file, people: number, records } of others)
    counted.addRow([file, String(number), String(records)]).commit();
  counted.commit();
  await workbook.commit();
  return rows;
}

function stateWord(state: PersonReadable['state'], { outcomes }: Messages): string {
  return outcomes[state === 'pending' || state === 'sending' ? 'waiting' : state];
}

/** What the cells say, by field; a wide row's of the group that it is about. */
function fieldsOf({ sheet: { layout }, group, cells }: PersonReadable): string[] {
  const columns: Readonly<Partial<Record<Field, number>>> = {
    ...layout.columns,
    ...layout.doses[group - 1]?.columns,
  };
  return FIELDS.map((field) => {
    const column = columns[field];
    return (column === undefined ? undefined : cells[column]) ?? '';
  });
}
