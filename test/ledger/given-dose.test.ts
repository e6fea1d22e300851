/** What is kept of a dose whose record is erased: readable to who brings the identity number, and to nobody else. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { GIVEN_BYTES, hideGiven, showGiven } from '../../src/ledger/given-dose.ts';

const SECRET = 'sixteen bytes!!!';
const DOSE = { number: 2, date: '2021-10-02', vaccine: 'astrazeneca' };

it.each([
  ['a dose of the campaign', DOSE, 'astrazeneca'],
  ['one from before 1970', { ...DOSE, date: '1955-03-15' }, 'astrazeneca'],
  ['a vaccine whose name has no room', { ...DOSE, vaccine: 'a-vaccine-of-the-mapping' }, undefined],
])('%s comes back', (_, dose, vaccine) => {
  const hidden = hideGiven(dose, SECRET);
  expect(hidden).toHaveLength(GIVEN_BYTES);
  expect(showGiven(hidden, dose.number, SECRET)).toEqual({ number: 2, date: dose.date, vaccine });
});

it('looks different for every person and dose', () => {
  const looks = [
    hideGiven(DOSE, SECRET),
    hideGiven({ ...DOSE, number: 1 }, SECRET),
    hideGiven(DOSE, 'another secret!!'),
  ].map((bytes) => Buffer.from(bytes).toString('hex'));
  expect(new Set(looks).size).toBe(3);
  expect(looks.every((look) => !look.includes(Buffer.from('astra').toString('hex')))).toBe(true);
});

it('comes back for any day, vaccine and person', () => {
  const day = fc.date({ min: new Date('1900-01-01'), max: new Date('2099-12-31'), noInvalidDate: true });
  fc.assert(
    fc.property(day, fc.stringMatching(/^[a-z0-9-]{1,12}$/), fc.string({ minLength: 16 }), (at, vaccine, secret) => {
      const dose = { number: 1, date: at.toISOString().slice(0, 10), vaccine };
      expect(showGiven(hideGiven(dose, secret), 1, secret)).toEqual(dose);
    }),
  );
});
