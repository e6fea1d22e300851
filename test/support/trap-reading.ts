/** Reads a fixture the way the program does and says in a few words what became of each row. */
import { existsSync } from 'node:fs';
import { readMapping } from '../../src/config/mapping-file.ts';
import { RunError } from '../../src/errors.ts';
import { readSpreadsheet } from '../../src/intake/read-file.ts';
import { createMemoryLedger } from '../../src/ledger/memory/memory-ledger.ts';
import type { Problem } from '../../src/record/problems.ts';
import type { DoseRecord } from '../../src/record/record.ts';
import { DEFAULT_LIMITS } from '../../src/source/source.ts';
import { RULES } from '../record/rows.ts';

export interface TrapReading {
  /**
   * `3: 1945-08-17 female dose 1 2021-10-02 coronavac`, then the codes of its warnings; or the codes of all that is
   * wrong.
   */
  readonly rows: readonly string[];
  /** Codes about a column or the whole file. */
  readonly notes: readonly string[];
  readonly codes: ReadonlySet<string>;
  readonly records: readonly DoseRecord[];
}

/** A mapping file may lie beside a fixture under its name: `x.xlsx`, `x.mapping.yaml`. */
export const mappingBeside = (path: string): string => path.replace(/\.\w+$/, '.mapping.yaml');

/** `rows: 'together'`: what rows say about each other too, as `check` does it, with what became of each. */
export async function readTrap(path: string, rows_: 'alone' | 'together' = 'alone'): Promise<TrapReading> {
  const rows: string[] = [];
  const notes: string[] = [];
  const records: DoseRecord[] = [];
  const codes = new Set<string>();
  const collect = (problems: readonly Problem[]): string => {
    for (const { code } of problems) codes.add(code);
    return problems.map(({ code }) => ` ${code}`).join('');
  };
  const ledger = createMemoryLedger();
  const beside = mappingBeside(path);
  const rules = { ...RULES, ...(await readMapping(existsSync(beside) ? beside : undefined)) };
  const file = { name: path, path, rules, map: new Map(), limits: DEFAULT_LIMITS, skipHidden: false };
  try {
    for await (const message of readSpreadsheet(file)) {
      if (message.kind === 'sheet-end') {
        notes.push(
          ...message.notes.map(({ code }) => code),
          ...(message.refuse ? [`refused: ${message.refuse.code}`] : []),
        );
        if (message.refuse) codes.add(message.refuse.code);
        if (message.blank > 0) codes.add('ROW_EMPTY');
        collect(message.notes);
      }
      if (message.kind !== 'readings') continue;
      const readings = [...message.readings];
      const admissions = rows_ === 'together' ? await ledger.admit(1, readings) : [];
      for (const [index, { line, record, problems }] of readings.entries()) {
        const { kind, problems: ofOthers = [] } = admissions[index] ?? {};
        const said = `${collect([...problems, ...ofOthers])}${kind === undefined ? '' : ` ${kind}`}`;
        if (!record) rows.push(`${line}:${said}`);
        else {
          const { participant, dose } = record;
          const { birthDate, sex } = participant;
          records.push(record);
          rows.push(`${line}: ${birthDate} ${sex} dose ${dose.number} ${dose.date} ${dose.vaccine}${said}`);
        }
      }
    }
  } catch (error) {
    if (!(error instanceof RunError)) throw error;
    notes.push(error.code);
    codes.add(error.code);
  }
  return { rows, notes, codes, records };
}
