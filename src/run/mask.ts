/** Personal data hidden in what is shown of a request: PURE. What stands there instead names the field. */
import type { DoseRecord } from '../record/record.ts';
import type { Shown } from '../target/examination.ts';

/** Fields that say nothing of who it is: on their own they are of half of the district. */
const OF_MANY: ReadonlySet<string> = new Set(['sex', 'nationality', 'category']);
/** Of a dose: who gave it. */
const OF_DOSE: ReadonlySet<string> = new Set(['performer', 'performerNik']);
/** A text this short would be found in the middle of words that are no person's. */
const SHORTEST = 3;

/** What stands between the parts of a day. */
const BETWEEN = ['', '-', '/', '.', ' '] as const;

interface Hidden {
  readonly text: string;
  readonly field: string;
}

/** The requests with every personal value of these records replaced by `‹field›`, in whichever way it is written. */
export function masked(requests: readonly Shown[], records: readonly DoseRecord[]): readonly Shown[] {
  const hidden = records.flatMap(hiddenIn).toSorted((a, b) => b.text.length - a.text.length);
  const hide = (text: string): string =>
    hidden.reduce((rest, { text: value, field }) => rest.replaceAll(value, `‹${field}›`), text);
  return requests.map(({ method, url, headers, body }) => ({
    method,
    url: hide(url),
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, hide(value)])),
    body: hide(body),
  }));
}

function hiddenIn({ participant, dose }: DoseRecord): Hidden[] {
  const personal = [
    ...Object.entries(participant).filter(([field]) => !OF_MANY.has(field)),
    ...Object.entries(dose).filter(([field]) => OF_DOSE.has(field)),
  ];
  return personal.flatMap(([field, value]) =>
    typeof value === 'string' && value.length >= SHORTEST ? writings(value).map((text) => ({ text, field })) : [],
  );
}

/** A value as a body, a form, an address or a template may write it. */
function writings(value: string): string[] {
  const inJson = JSON.stringify(value).slice(1, -1);
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(value) ?? [];
  const orders = [
    [year, month, day],
    [day, month, year],
    [month, day, year],
  ];
  const days = year === undefined ? [] : orders.flatMap((order) => BETWEEN.map((between) => order.join(between)));
  const digits = value.replaceAll(/\D/g, '');
  const bare = /^\+\d+$/.test(value) ? [digits, `0${digits.slice(2)}`] : [];
  const inCsv = value.replaceAll('"', '""');
  const all = [value, inJson, inCsv, value.toUpperCase(), encodeURIComponent(value), ...days, ...bare];
  return [...new Set([...all, encodeURIComponent(value).replaceAll('%20', '+')])];
}
