/** Which names of time zones are known: those that Node knows (IANA), and what Indonesia calls its own. */

const OF_INDONESIA: Readonly<Partial<Record<string, string>>> = {
  WIB: 'Asia/Jakarta',
  WITA: 'Asia/Makassar',
  WIT: 'Asia/Jayapura',
};

/** The IANA name that is meant by `WIB`, `WITA` and `WIT`; any other name as it is. */
export function zoneNamed(name: string): string {
  return OF_INDONESIA[name.trim().toUpperCase()] ?? name;
}

export function isTimeZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }) !== undefined;
  } catch {
    return false;
  }
}
