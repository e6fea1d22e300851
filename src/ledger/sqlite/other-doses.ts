/**
 * The other doses of a person, in other rows and sheets: compared as those of one wide row are. Their dates stand in sealed bodies only, so what is on the
 * server, whose body is erased, is not compared.
 */
import { areOutOfOrder, type GivenDose, pairWarnings } from '../../record/dose-checks.ts';
import type { Problem } from '../../record/problems.ts';
import type { PreparedRecord } from '../prepare.ts';
import type { Connection, Row } from './connection.ts';
import { KIND, openRecord, stateOf } from './entry-rows.ts';
import type { Place } from './places.ts';

export interface OtherDoses {
  /** `family`: the entries in play under the number of the record, which stands in `line` of `place`. */
  meet(record: PreparedRecord, family: readonly Row[], place: Place, line: number): MetDoses;
}

export interface MetDoses {
  /** Entries of doses that are out of order with the record, or on the same day. */
  readonly order: readonly Row[];
  /** What the dates in the right order say. */
  readonly warnings: readonly Problem[];
}

export const NO_DOSES: MetDoses = { order: [], warnings: [] };

export function otherDosesIn(connection: Connection): OtherDoses {
  const { db, sealer } = connection;
  const contesting = db.prepare(
    `SELECT sealed FROM readings INDEXED BY readings_beside
     WHERE entry = ? AND kind IN (${KIND.repeated}, ${KIND.held}) AND kind = ${KIND.held} AND run = ? AND sealed IS NOT NULL`,
  );

  /** What this run says of a dose: its entry, and the rows that contest it. */
  function saidOf({ id, person, dose, state, sealed }: Row): GivenDose[] {
    const beside = stateOf(state) === 'held' ? (contesting.all(id as number, connection.run) as Row[]) : [];
    return [sealed, ...beside.map((reading) => reading['sealed'])].map((body) => openRecord(sealer, body, person, dose).dose);
  }

  return {
    meet({ person, dose, sealed }, family, { file, sheet }, line) {
      const others = family.filter((entry) => entry['dose'] !== dose && entry['sealed'] !== null);
      if (others.length === 0) return NO_DOSES;
      const { dose: given, participant, programme } = openRecord(sealer, sealed, person, dose);
      const said = others.map((entry) => ({ entry, doses: saidOf(entry) }));
      const order = said.filter(({ doses }) => doses.some((other) => areOutOfOrder(given, other))).map(({ entry }) => entry);
      const warnings = said.flatMap(({ entry, doses: [first] }) => {
        const isOfRow = entry['file'] === file && entry['sheet'] === sheet && entry['line'] === line;
        return first === undefined || isOfRow ? [] : pairWarnings(given, first, participant.birthDate, programme);
      });
      return { order, warnings };
    },
  };
}
