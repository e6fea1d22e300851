/**
 * The other doses of a person, in other rows and sheets: compared as those of one wide row are. Of what is on the
 * server, whose body is erased, the day and the vaccine are kept hidden (given-dose.ts), and whoever brings the
 * identity number can read them.
 */

import type { Problem } from '../../record/problems.ts';
import { areOutOfOrder, type KeptDose, pairWarnings } from '../../record/row/dose-checks.ts';
import { showGiven } from '../given-dose.ts';
import { type PreparedRecord, personFingerprint, secretOf } from '../sealed/prepare.ts';
import type { Connection, Row } from './connection.ts';
import { KIND, openRecord, stateOf } from './entry-rows.ts';
import type { Place } from './places.ts';

export interface OtherDoses {
  /**
   * `family`: the entries in play under the number of the record, which stands in `line` of `place`. `asked`: a person
   * has said that it is right as it stands; then what is on the server holds it no more, for nothing in a sheet can
   * change that.
   */
  meet(record: PreparedRecord, family: readonly Row[], place: Place, line: number, asked: boolean): MetDoses;
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

  /** What this run says of a dose: its entry, and the rows that contest it. Of one on the server what is kept. */
  function saidOf({ id, person, dose, state, sealed, given }: Row, secret: string): KeptDose[] {
    if (sealed === null) return given === null ? [] : [showGiven(given as Uint8Array, Number(dose), secret)];
    const beside = stateOf(state) === 'held' ? (contesting.all(id as number, connection.run) as Row[]) : [];
    return [sealed, ...beside.map((reading) => reading['sealed'])].map(
      (body) => openRecord(sealer, body, person, dose).dose,
    );
  }

  return {
    meet({ person, dose, sealed }, family, { file, sheet }, line, asked) {
      const others = family.filter((entry) => entry['dose'] !== dose && !(asked && entry['sealed'] === null));
      if (others.length === 0) return NO_DOSES;
      const { dose: given, participant, programme } = openRecord(sealer, sealed, person, dose);
      const secret = secretOf(personFingerprint(programme, participant.nik, sealer));
      const said = others.map((entry) => ({ entry, doses: saidOf(entry, secret) }));
      const order = said
        .filter(({ doses }) => doses.some((other) => areOutOfOrder(given, other)))
        .map(({ entry }) => entry);
      const warnings = said.flatMap(({ entry, doses: [first] }) => {
        const isOfRow = entry['file'] === file && entry['sheet'] === sheet && entry['line'] === line;
        return first === undefined || isOfRow ? [] : pairWarnings(given, first, participant.birthDate, programme);
      });
      return { order, warnings };
    },
  };
}
