/**
 * What the training server demands of a record, on its own account: it does not share a line with the client's
 * judgement, so that a mistake there shows here. The messages are in Indonesian, as a registry's are, and never repeat
 * a value.
 */

/**
 * One reason for refusing a record, as the API spells it. `field` is the name of the field: nik, birthDate, dose, lot …
 */
export interface Refusal {
  readonly field: string;
  readonly code: string;
  readonly message: string;
}

type Json = Readonly<Record<string, unknown>>;

/**
 * Everything wrong with a record; empty when it can be stored. `today` (YYYY-MM-DD): nothing later can have happened.
 */
export function checkRecord(record: Json, today: string): Refusal[] {
  const participant = asObject(record['participant']);
  const dose = asObject(record['dose']);
  const refusals: Refusal[] = [];
  const refuse = (field: string, code: string, message: string) => refusals.push({ field, code, message });

  if (!isText(record['programme'], 64)) refuse('programme', 'REQUIRED', 'Program vaksinasi wajib diisi.');

  if (!matches(participant['nik'], /^\d{16}$/)) refuse('nik', 'NIK_FORMAT', 'NIK harus berupa teks 16 angka.');
  if (!isText(participant['name'], 200)) refuse('name', 'REQUIRED', 'Nama wajib diisi, paling panjang 200 huruf.');
  const born = participant['birthDate'];
  if (!isDay(born)) refuse('birthDate', 'DATE_FORMAT', 'Tanggal lahir harus tanggal yang ada, ditulis TTTT-BB-HH.');
  else if (born > today || born < '1890-01-01')
    refuse('birthDate', 'DATE_RANGE', 'Tanggal lahir di luar batas yang wajar.');
  if (!matches(participant['sex'], /^(?:male|female)$/))
    refuse('sex', 'SEX_UNKNOWN', 'Jenis kelamin harus male atau female.');
  if (participant['phone'] !== undefined && !matches(participant['phone'], /^\+[1-9]\d{6,14}$/))
    refuse('phone', 'PHONE_FORMAT', 'Nomor telepon harus dalam bentuk E.164.');
  optionalText(participant, 'address', 500, refuse);
  optionalText(participant, 'category', 100, refuse);

  const number = dose['number'];
  if (typeof number !== 'number' || !Number.isInteger(number) || number < 1 || number > 4)
    refuse('dose', 'DOSE_RANGE', 'Dosis harus angka 1 sampai 4.');
  const given = dose['date'];
  if (!isDay(given)) refuse('date', 'DATE_FORMAT', 'Tanggal vaksinasi harus tanggal yang ada, ditulis TTTT-BB-HH.');
  else if (given > today) refuse('date', 'DATE_FUTURE', 'Tanggal vaksinasi belum terjadi.');
  else if (isDay(born) && born <= today && given < born)
    refuse('date', 'DATE_BEFORE_BIRTH', 'Tanggal vaksinasi sebelum tanggal lahir.');
  if (!matches(dose['vaccine'], /^[a-z0-9][a-z0-9-]{0,63}$/))
    refuse('vaccine', 'VACCINE_FORMAT', 'Nama vaksin harus nama pendek, huruf kecil.');
  if (dose['codes'] !== undefined && !isCodings(dose['codes']))
    refuse('vaccine', 'CODES_FORMAT', 'Kode vaksin tidak sah.');
  optionalText(dose, 'lot', 64, refuse);
  optionalText(dose, 'site', 200, refuse);

  refusals.push(...demonstrations(dose));
  return refusals;
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

function optionalText(
  of: Json,
  field: string,
  longest: number,
  refuse: (field: string, code: string, message: string) => void,
) {
  if (of[field] !== undefined && !isText(of[field], longest))
    refuse(field, 'TEXT_FORMAT', 'Isian kosong atau terlalu panjang; kalau tidak ada, jangan dikirim.');
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
