import { figuresOf } from '../numbers.ts';
import type { ProvinceWords } from '../province.ts';

const n = figuresOf('en').number;

function count(value: number, one: string): string {
  return `${n(value)} ${one}${value === 1 ? '' : 's'}`;
}

export const provinceEn: ProvinceWords = {
  key: (publicKey, fingerprint) => [
    `The public key of this province: ${publicKey}`,
    `Its fingerprint, to be compared by telephone: ${fingerprint}`,
    'Districts write it into their vax-upload.yaml, as `publicKey:` of a target of type province. It is no secret: with it one can seal, and not open.',
  ],
  parcels: (parcels, records) => `Taken in from districts: ${count(records, 'record')} in ${count(parcels, 'parcel')}.`,
  aside: (parcels) =>
    `Put aside: ${count(parcels, 'parcel')} that cannot be read; the district is told, and sends what was in ${parcels === 1 ? 'it' : 'them'} again.`,
  pulled: (accepted, refused) =>
    `The province says: ${count(accepted, 'record')} on the server${refused > 0 ? `, ${n(refused)} for a person` : ''}.`,
  again: (records) =>
    `The province does not have ${count(records, 'record')} that ${records === 1 ? 'was' : 'were'} handed over; the next \`vax-upload push\` hands ${records === 1 ? 'it' : 'them'} over again.`,
  tooNew: (parcels) =>
    `The program of the province is too old for ${count(parcels, 'parcel')}; ${parcels === 1 ? 'it waits' : 'they wait'} there until it is renewed.`,
  hint: 'with the province; `vax-upload pull` fetches what came of it',
  left: (records, parcels) =>
    `With the province: ${count(records, 'record')} in ${count(parcels, 'parcel')}; it delivers ${records === 1 ? 'it' : 'them'}.`,
  next: 'Next: nothing. The province delivers; `vax-upload pull` fetches what became of it, tonight for example. The spreadsheet is not needed.',
  told: (records) => `${count(records, 'record')} with the province`,
};
