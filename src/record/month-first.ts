/** Columns whose heading says that the month comes before the day; everywhere else the day comes first. */

const MONTH_FIRST =
  /(?<!y\W{0,3})\bmm\W{1,3}dd\W{1,3}y|\bbb\W{1,3}hh\W{1,3}t|\bmonth\W{1,3}day\W{1,3}year|\b(?:bulan|bln)\W{1,3}(?:tgl|tanggal|hari|hr)\W{1,3}(?:tahun|thn|th)\b/i;

const DAY_FIRST = /\b(?:dd\W{1,3}mm\W{1,3}y|hh\W{1,3}bb\W{1,3}t)/i;

/** Whether a heading says the contrary: "Tgl Vaksin (dd/mm/yyyy)". */
export function isDayFirst(heading: string): boolean {
  return DAY_FIRST.test(heading);
}

/** Whether a heading, or the remark below it, says so: "Vaccination Date (MM/DD/YYYY)", "Tgl Lahir (bulan/tanggal/tahun)". */
export function isMonthFirst(heading: string): boolean {
  return MONTH_FIRST.test(heading);
}
