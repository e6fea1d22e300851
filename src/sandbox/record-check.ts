/**
 * What the training server demands of a record, on its own account: it does not share a line with the client's
 * judgement, so that a mistake there shows here. The messages are in Indonesian, as a registry's are, and never repeat
 * a value.
 */
import type { Dose, Participant } from '../record/record.ts';

/**
 * One reason for refusing a record, as the API spells it. `field` is the name of the field: nik, birthDate, dose, lot …
 */
export interface Refusal {
  readonly field: string;
  readonly code: string;
  readonly message: string;
}

type Json = Readonly<Record<string, unknown>>;

/** What is wrong with a value: a code and a message. */
type Fault = readonly [code: string, message: string];

/** Looks at one value; `undefined` where the record leaves it out. */
type Check = (value: unknown, seen: Seen) => Fault | undefined;

interface Seen {
  readonly today: string;
  readonly participant: Json;
  readonly born: unknown;
}

/** The fields of a participant, each with what is demanded of it: a field that nobody looks at does not compile. */
const PARTICIPANT: Readonly<Record<keyof Participant, Check>> = {
  nik: (nik, { participant }) => {
    const isKnown = nik === undefined ? hasOtherNumber(participant) : isNik(nik);
    return isKnown
      ? undefined
      : ['NIK_FORMAT', 'NIK harus berupa teks 16 angka; tanpa NIK: paspor dan negara, atau KITAS.'];
  },
  name: unless((name) => isText(name, 200), 'REQUIRED', 'Nama wajib diisi, paling panjang 200 huruf.'),
  birthDate: (born, { today }) => {
    if (!isDay(born)) return ['DATE_FORMAT', 'Tanggal lahir harus tanggal yang ada, ditulis TTTT-BB-HH.'];
    const isPlausible = born <= today && born >= '1890-01-01';
    return isPlausible ? undefined : ['DATE_RANGE', 'Tanggal lahir di luar batas yang wajar.'];
  },
  sex: unless((sex) => matches(sex, /^(?:male|female)$/), 'SEX_UNKNOWN', 'Jenis kelamin harus male atau female.'),
  phone: optional(
    (phone) => matches(phone, /^\+[1-9]\d{6,14}$/),
    'PHONE_FORMAT',
    'Nomor telepon harus dalam bentuk E.164.',
  ),
  address: optionalText(500),
  category: optionalText(100),
  motherNik: optional(isNik, 'NIK_FORMAT', 'NIK ibu harus berupa teks 16 angka.'),
  passport: optional(
    (number) => matches(number, /^[A-Z0-9]{5,20}$/),
    'DOCUMENT_FORMAT',
    'Nomor paspor hanya huruf besar dan angka.',
  ),
  kitas: optional(
    (number) => matches(number, /^[A-Z0-9]{5,20}$/),
    'DOCUMENT_FORMAT',
    'Nomor KITAS atau KITAP hanya huruf besar dan angka.',
  ),
  nationality: optional(
    (country) => matches(country, /^[A-Z]{2}$/),
    'COUNTRY_FORMAT',
    'Kewarganegaraan harus kode negara dua huruf (ISO 3166-1).',
  ),
  birthPlace: optionalText(100),
  village: optionalText(100),
  postalCode: optional((code) => matches(code, /^[1-9]\d{4}$/), 'POSTAL_CODE_FORMAT', 'Kode pos harus 5 angka.'),
};

/** The fields of a dose, as those of a participant. */
const DOSE: Readonly<Record<keyof Dose, Check>> = {
  series: optionalText(64),
  number: unless(isDoseNumber, 'DOSE_RANGE', 'Dosis harus angka 1 sampai 4.'),
  date: (given, { today, born }) => {
    if (!isDay(given)) return ['DATE_FORMAT', 'Tanggal vaksinasi harus tanggal yang ada, ditulis TTTT-BB-HH.'];
    if (given > today) return ['DATE_FUTURE', 'Tanggal vaksinasi belum terjadi.'];
    const isBeforeBirth = isDay(born) && born <= today && given < born;
    return isBeforeBirth ? ['DATE_BEFORE_BIRTH', 'Tanggal vaksinasi sebelum tanggal lahir.'] : undefined;
  },
  vaccine: unless(
    (vaccine) => matches(vaccine, /^[a-z0-9][a-z0-9-]{0,63}$/),
    'VACCINE_FORMAT',
    'Nama vaksin harus nama pendek, huruf kecil.',
  ),
  codes: optional(isCodings, 'CODES_FORMAT', 'Kode vaksin tidak sah.'),
  lot: optionalText(64),
  site: optionalText(200),
  expirationDate: optional(isDay, 'DATE_FORMAT', 'Tanggal kedaluwarsa harus tanggal yang ada, ditulis TTTT-BB-HH.'),
  performer: optionalText(200),
  performerNik: optional(isNik, 'NIK_FORMAT', 'NIK vaksinator harus berupa teks 16 angka.'),
};

/** As the API names the field of a refusal, where that is not the name in the record. */
const CALLED: Readonly<Record<string, string>> = { number: 'dose', codes: 'vaccine', series: 'vaccine' };

/**
 * Everything wrong with a record; empty when it can be stored. `today` (YYYY-MM-DD): nothing later can have happened.
 */
export function checkRecord(record: Json, today: string): Refusal[] {
  const participant = asObject(record['participant']);
  const dose = asObject(record['dose']);
  const seen: Seen = { today, participant, born: participant['birthDate'] };
  const refusals = (of: Json, checks: Readonly<Record<string, Check>>): Refusal[] =>
    Object.entries(checks).flatMap(([name, check]) => {
      const [code, message] = check(of[name], seen) ?? [];
      return code === undefined || message === undefined ? [] : [{ field: CALLED[name] ?? name, code, message }];
    });
  return [
    ...(isText(record['programme'], 64)
      ? []
      : [{ field: 'programme', code: 'REQUIRED', message: 'Program vaksinasi wajib diisi.' }]),
    ...refusals(participant, PARTICIPANT),
    ...refusals(dose, DOSE),
    ...demonstrations(dose),
  ];
}

/**
 * Refusals that no client can foresee, so that a demonstration has some: they depend on what the server knows, here on
 * a prefix.
 */
const DEMONSTRATIONS = [
  ['lot', 'LOT-TIDAK-DIKENAL', 'LOT_UNKNOWN', 'Nomor batch vaksin tidak dikenal di server ini.'],
  ['lot', 'LOT-DITARIK', 'LOT_RECALLED', 'Nomor batch vaksin sudah ditarik.'],
  ['site', 'POS-DITUTUP', 'SITE_CLOSED', 'Tempat vaksinasi tidak terdaftar sebagai pos yang buka.'],
] as const;

function demonstrations(dose: Json): Refusal[] {
  return DEMONSTRATIONS.flatMap(([field, prefix, code, message]) => {
    const value = dose[field];
    return typeof value === 'string' && value.toUpperCase().startsWith(prefix) ? [{ field, code, message }] : [];
  });
}

function unless(isGood: (value: unknown) => boolean, code: string, message: string): Check {
  return (value) => (isGood(value) ? undefined : [code, message]);
}

function optional(isGood: (value: unknown) => boolean, code: string, message: string): Check {
  return (value) => (value === undefined || isGood(value) ? undefined : [code, message]);
}

function optionalText(longest: number): Check {
  return optional(
    (value) => isText(value, longest),
    'TEXT_FORMAT',
    'Isian kosong atau terlalu panjang; kalau tidak ada, jangan dikirim.',
  );
}

/** Of a foreigner: a passport with the country that gave it out, or a stay permit. */
function hasOtherNumber({ passport, nationality, kitas }: Json): boolean {
  return (passport !== undefined && nationality !== undefined) || kitas !== undefined;
}

function isNik(value: unknown): boolean {
  return matches(value, /^\d{16}$/);
}

function isDoseNumber(value: unknown): boolean {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 4;
}

/** A JSON object, or an empty one for anything else: what is missing in it is then refused field by field. */
export function asObject(value: unknown): Json {
  return isObject(value) ? value : {};
}

/** Whether this is a JSON object. */
export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isText(value: unknown, longest: number): boolean {
  return typeof value === 'string' && value.trim() !== '' && value.length <= longest;
}

function matches(value: unknown, pattern: RegExp): boolean {
  return typeof value === 'string' && pattern.test(value);
}

function isCodings(value: unknown): boolean {
  return (
    Array.isArray(value) &&
    value.every((coding) => isText(asObject(coding)['system'], 200) && isText(asObject(coding)['code'], 64))
  );
}

/** A day of the Gregorian calendar, written YYYY-MM-DD. */
function isDay(value: unknown): value is string {
  const [, y, m, d] = (typeof value === 'string' && /^(\d{4})-(\d{2})-(\d{2})$/.exec(value)) || [];
  if (y === undefined || m === undefined || d === undefined) return false;
  const leap = Number(y) % 4 === 0 && (Number(y) % 100 !== 0 || Number(y) % 400 === 0);
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][Number(m) - 1];
  return days !== undefined && Number(d) >= 1 && Number(d) <= days;
}
