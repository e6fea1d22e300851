/**
 * Registries that must be asked who people are: what the ledger remembers of the answers, and what goes out with it.
 */
import { describe, expect, it } from 'vitest';
import type { Stranger } from '../../../src/ledger/delivery-side.ts';
import { identityOf } from '../../../src/record/identity.ts';
import type { Consignment, PeopleIndex, Resolution } from '../../../src/target/target.ts';
import { at, type Desk, dose, SITI } from '../../support/ledger-desk.ts';
import type { Homes } from '../ledger-contract.ts';

const ANI = { nik: '3324014101800001', name: 'Ani Lestari', birthDate: '1980-01-01' } as const;
const VACCINATOR = '3324015505850002';
const BUDI = at(5, dose());
const ROWS = [BUDI, at(6, dose(SITI)), at(7, dose(ANI))];
const attempt = { at: 5_000, ms: 12, answer: 'reply' };
/** Later than any lease ends. */
const LATER = 10 ** 12;

/** The participant, and whoever vaccinates them all. */
const neededBy: PeopleIndex['neededBy'] = ({ participant }) => [
  { role: 'participant', identity: identityOf(participant), name: participant.name, field: 'nik' },
  { role: 'vaccinator', identity: VACCINATOR, field: 'performerNik' },
];
const rules = { neededBy };

/** As a target would write them: with the references, where there are any. */
function encode(id: string, consignments: readonly Consignment[]): Uint8Array {
  return Buffer.from(JSON.stringify({ id, sent: consignments.map(({ key, references }) => [key, references]) }));
}

function sent(batch: { readonly bytes: Uint8Array } | undefined): unknown {
  return batch && (JSON.parse(Buffer.from(batch.bytes).toString()) as { sent: unknown }).sent;
}

const nameFor = ({ person }: Stranger): string => `ihs-${person.identity}`;
const known = (stranger: Stranger): Resolution => ({ kind: 'known', reference: nameFor(stranger) });

export function peopleContract(homes: Homes): void {
  async function withRows(rows = ROWS): Promise<Desk> {
    const desk = await homes.desk();
    await desk.import('kendal.xlsx', rows);
    return desk;
  }

  /** All strangers of the next `limit` entries are asked for and answered like this. */
  async function answer(desk: Desk, limit: number, resolve = known): Promise<number> {
    const strangers = await desk.ledger.strangers(limit, neededBy);
    return desk.ledger.remember(new Map(strangers.map((each) => [each, resolve(each)])));
  }

  const claim = (desk: Desk, limit = 9) => desk.ledger.claim(limit, desk.time, encode, rules);
  const whoIsAsked = async (desk: Desk, limit = 9) =>
    (await desk.ledger.strangers(limit, neededBy)).map(({ person }) => person.identity);

  describe('people whom a registry must be asked for', () => {
    it('are those of the entries that are next in line, each once', async () => {
      const desk = await withRows();
      const strangers = await desk.ledger.strangers(2, neededBy);
      expect(strangers.map(({ person, entries }) => [person.identity, entries.length])).toEqual([
        [identityOf(BUDI.record.participant), 1],
        [VACCINATOR, 2],
        [SITI.nik, 1],
      ]);
    });

    it('hold their records back, and nobody else’s', async () => {
      const desk = await withRows();
      expect(await claim(desk)).toBeUndefined();
      expect(await answer(desk, 2)).toBe(0);
      expect(await whoIsAsked(desk, 2)).toEqual([]);
      expect(await whoIsAsked(desk)).toEqual([ANI.nik]);
      const batch = await claim(desk);
      expect(sent(batch)).toEqual(
        ROWS.slice(0, 2).map(({ key, record }) => [
          key,
          [`ihs-${identityOf(record.participant)}`, `ihs-${VACCINATOR}`],
        ]),
      );
      expect(await desk.states()).toEqual({ sending: 2, pending: 1 });
    });

    it('of whom nothing was heard are asked for again; the others are not', async () => {
      const desk = await withRows();
      const strangers = await desk.ledger.strangers(9, neededBy);
      await desk.ledger.remember(new Map(strangers.slice(0, 2).map((each) => [each, known(each)])));
      expect(await whoIsAsked(desk)).toEqual([SITI.nik, ANI.nik]);
      expect((await claim(desk))?.keys).toEqual([BUDI.key]);
    });

    it('are remembered by the next run, and where their question is another one, asked for again', async () => {
      const desk = await withRows();
      await answer(desk, 9);
      await desk.nextRun();
      expect(await whoIsAsked(desk)).toEqual([]);
      const otherwise: PeopleIndex['neededBy'] = (record) =>
        neededBy(record).map((person) => ({ ...person, birthDate: '1999-01-01' }));
      expect(await desk.ledger.strangers(9, otherwise)).toHaveLength(4);
      expect((await claim(desk))?.keys).toHaveLength(3);
    });

    it('keep the first name that was heard: what was sent with it can be sent again', async () => {
      const desk = await withRows([BUDI]);
      const strangers = await desk.ledger.strangers(9, neededBy);
      await desk.ledger.remember(new Map(strangers.map((each) => [each, known(each)])));
      const batch = (await claim(desk))!;
      await desk.ledger.remember(new Map(strangers.map((each) => [each, { kind: 'known', reference: 'another' }])));
      await desk.ledger.settle(batch, new Map(), attempt);
      const again = await desk.ledger.resend((await desk.ledger.nextDoubt(LATER))!, LATER, encode, rules);
      expect(again?.bytes).toEqual(batch.bytes);
    });

    it('without whose names a batch would be other bytes: it is not sent again, questions settle it', async () => {
      const desk = await withRows([BUDI]);
      await answer(desk, 9);
      await desk.ledger.settle((await claim(desk))!, new Map(), attempt);
      const doubt = (await desk.ledger.nextDoubt(LATER))!;
      expect(await desk.ledger.resend(doubt, LATER, encode)).toBeUndefined();
      expect(await desk.ledger.nextDoubt(LATER)).toMatchObject({ whole: false });
    });

    it('a target that needs none is given none', async () => {
      const desk = await withRows([BUDI]);
      expect(sent(await desk.ledger.claim(9, desk.time, encode))).toEqual([[BUDI.key, null]]);
    });
  });

  describe('somebody whom the registry cannot tell', () => {
    it.each([
      ['is not known', 'unknown', 'PERSON_UNKNOWN'],
      ['is not one person', 'unsure', 'PERSON_UNSURE'],
    ] as const)('%s: the record is refused, and a person is told in which cell', async (_what, kind, code) => {
      const desk = await withRows();
      const refused = await answer(desk, 9, (each) => (each.person.identity === ANI.nik ? { kind } : known(each)));
      expect(refused).toBe(1);
      expect(await desk.states()).toEqual({ pending: 2, refused: 1 });
      expect(await desk.outcomes()).toEqual({ waiting: 2, refused: 1 });
      const [row, ...others] = await desk.rowsForPerson();
      expect([row?.line, row?.problems, others]).toEqual([7, [{ code, field: 'nik', severity: 'error' }], []]);
      expect((await claim(desk))?.keys).toHaveLength(2);
    });

    it('and is needed by all: all are refused, and the cell is that of whoever is not known', async () => {
      const desk = await withRows();
      const isVaccinator = ({ person }: Stranger): boolean => person.role === 'vaccinator';
      expect(await answer(desk, 9, (each) => (isVaccinator(each) ? { kind: 'unknown' } : known(each)))).toBe(3);
      expect((await desk.rowsForPerson()).map(({ problems }) => problems.map(({ field }) => field))).toEqual([
        ['performerNik'],
        ['performerNik'],
        ['performerNik'],
      ]);
    });

    it('is asked for again when a person has the record sent again', async () => {
      const desk = await withRows([BUDI]);
      await answer(desk, 9, () => ({ kind: 'unknown' }));
      expect(await whoIsAsked(desk)).toEqual([]);
      await desk.ledger.retry({ kind: 'all' });
      await answer(desk, 9);
      expect((await claim(desk))?.keys).toEqual([BUDI.key]);
    });

    it('whose record another worker has sent meanwhile refuses nothing', async () => {
      const desk = await withRows([BUDI]);
      const strangers = await desk.ledger.strangers(9, neededBy);
      await answer(desk, 9);
      const batch = (await claim(desk))!;
      expect(await desk.ledger.remember(new Map(strangers.map((each) => [each, { kind: 'unknown' }])))).toBe(0);
      expect(await desk.states()).toEqual({ sending: 1 });
      expect((await desk.ledger.settle(batch, new Map(), attempt))?.inDoubt).toBe(1);
    });
  });
}
