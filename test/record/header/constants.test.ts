/** What `--set` may say, and where the sheet itself says something else. */
import { describe, expect, it } from 'vitest';
import { disputed, readConstant } from '../../../src/record/header/constants.ts';
import { RULES } from '../rows.ts';

describe('a value for every row', () => {
  it.each([
    ['dose', '2', { value: '2' }],
    ['dose', 'booster', { value: '3' }],
    ['dose', '5', { wrong: 'DOSE_BAD' }],
    ['date', '2021-10-05', { value: '2021-10-05' }],
    ['date', '5 Oktober 2021', { value: '2021-10-05' }],
    ['date', '05/10/2021', { value: '2021-10-05' }],
    ['date', '2099-10-05', { wrong: 'DATE_FUTURE' }],
    ['date', '2021-13-45', { wrong: 'DATE_PARSE' }],
    ['date', '-', { wrong: 'DATE_EMPTY' }],
    ['vaccine', 'Sinovac', { value: 'Sinovac' }],
    ['vaccine', 'Parasetamol', { wrong: 'VACC_UNKNOWN' }],
    ['lot', '0012345', { value: '0012345' }],
    ['site', 'Puskesmas Boja', { value: 'Puskesmas Boja' }],
  ] as const)('%s=%s', (field, text, read) => {
    expect(readConstant(field, text, RULES)).toEqual(read);
  });
});

describe('the sheet says of itself', () => {
  it.each([
    ['nothing', {}, []],
    ['the same day in other words', { date: '5 Oktober 2021' }, []],
    ['another day', { date: '4 Oktober 2021' }, ['date']],
    ['the same vaccine by another name', { vaccine: 'CoronaVac' }, []],
    ['another vaccine', { vaccine: 'Moderna' }, ['vaccine']],
    ['the same place in capitals', { site: 'PUSKESMAS BOJA' }, []],
    ['another place', { site: 'Puskesmas Weleri' }, ['site']],
    ['what nobody asked for', { lot: 'B1' }, []],
  ] as const)('%s', (_, said, fields) => {
    const constants = { date: '2021-10-05', vaccine: 'Sinovac', site: 'Puskesmas Boja' };
    expect(disputed(said, constants, RULES)).toEqual(fields);
  });
});
