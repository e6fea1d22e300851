/** The kinds of value an option can have. Each says what it expects in a notation that needs no translation. */
import { z } from 'zod';
import { isTimeZone, zoneNamed } from './time-zone.ts';

/** What is known of a value beside its zod schema. */
export interface ValueNote {
  /** `1-1000`, `error | hold`, `250ms | 1s | 5m | 8h`: shown when the value is wrong. */
  readonly expected: string;
  /** A path: a relative one is relative to where it was written. */
  readonly isPath?: boolean;
  /** A list or a map of any depth, taken from the file as it stands there. */
  readonly isData?: boolean;
  /** How text from the environment or a flag becomes a value. */
  readonly scalar: 'text' | 'number' | 'boolean';
}

/** A section that may be written as one text: which of its options that text is. */
export interface Shortening {
  readonly keyOf: (text: string) => string;
}

const NOTES = z.registry<ValueNote>();
const SHORT = z.registry<Shortening>();

/** What is known of this schema; undefined for a section. */
export function valueNote(schema: z.core.$ZodType): ValueNote | undefined {
  return NOTES.get(schema);
}

/** How a section may be written as one text; undefined where it may not. */
export function shortening(schema: z.core.$ZodType): Shortening | undefined {
  return SHORT.get(schema);
}

/** A section that may be written as one text. */
export function shortened<T extends z.ZodType>(schema: T, short: Shortening): T {
  SHORT.add(schema, short);
  return schema;
}

const HOUR = 3_600_000;
const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: HOUR };
/** A timer of Node holds 2³¹ ms, which is a little more. */
const LONGEST_MS = 24 * 24 * HOUR;

/**
 * A duration (`250ms`, `1s`, `5m`, `8h`, `1.5h`) in whole milliseconds; undefined when it is none, or longer than 24
 * days.
 */
export function parseDuration(text: string): number | undefined {
  const [, amount, unit] = /^(\d+(?:\.\d+)?)(ms|s|m|h)$/.exec(text.trim()) ?? [];
  if (amount === undefined || unit === undefined) return undefined;
  const ms = Math.round(Number(amount) * (UNITS[unit] ?? Number.NaN));
  return ms <= LONGEST_MS ? ms : undefined;
}

/** A duration; becomes milliseconds. `least` is in milliseconds too. */
export function duration(least = 0) {
  const schema = z.string().transform((text, context) => {
    const ms = parseDuration(text);
    if (ms !== undefined && ms >= least) return ms;
    context.addIssue({ code: 'custom', message: 'not a duration' });
    return z.NEVER;
  });
  return noted(schema, { expected: least > 0 ? '1s | 5m | 8h' : '0s | 250ms | 1s | 5m | 8h', scalar: 'text' });
}

/** A whole number from 1 on; undefined when it is none. */
export function parseCount(text: string): number | undefined {
  return /^[1-9]\d{0,8}$/.test(text.trim()) ? Number(text) : undefined;
}

/** Whole days (`90d`, up to 36500) in milliseconds; undefined when it is none. */
export function parseDays(text: string): number | undefined {
  const [, days] = /^(\d{1,5})d$/.exec(text.trim()) ?? [];
  return days === undefined || Number(days) > 36_500 ? undefined : Number(days) * 24 * HOUR;
}

/** Days; becomes milliseconds. */
export function days() {
  const schema = z.string().transform((text, context) => {
    const ms = parseDays(text);
    if (ms !== undefined) return ms;
    context.addIssue({ code: 'custom', message: 'not a number of days' });
    return z.NEVER;
  });
  return noted(schema, { expected: '90d', scalar: 'text' });
}

/** A time of day, `05:00`, on the clock of the machine. */
export function timeOfDay() {
  const schema = z
    .string()
    .regex(/^(?:[01]?\d|2[0-3]):[0-5]\d$/)
    .transform((text) => text.padStart(5, '0'));
  return noted(schema, { expected: '"05:00"', scalar: 'text' });
}

export function whole(least: number, most: number) {
  return noted(z.int().min(least).max(most), { expected: `${least}-${most}`, scalar: 'number' });
}

export function choice<const T extends readonly [string, ...string[]]>(...words: T) {
  return noted(z.enum(words), { expected: words.join(' | '), scalar: 'text' });
}

export function yesOrNo() {
  return noted(z.boolean(), { expected: 'true | false', scalar: 'boolean' });
}

export function path() {
  return noted(z.string().min(1), { expected: './file', isPath: true, scalar: 'text' });
}

/** A time zone: WIB, WITA, WIT, or an IANA name, which it becomes. */
export function zone() {
  return noted(z.string().min(1).transform(zoneNamed).refine(isTimeZone), {
    expected: 'Asia/Jakarta',
    scalar: 'text',
  });
}

/** Text of a certain form; `example` shows the form. */
export function text(example: string, isRight: (value: string) => boolean = () => true) {
  return noted(z.string().min(1).refine(isRight), { expected: example, scalar: 'text' });
}

/** Several texts: a list, or one text with commas between them, of which each has a certain form. None is no list. */
export function list(example: string, isRight: (item: string) => boolean = () => true) {
  const item = z.union([z.string(), z.number()]).transform(String);
  const schema = z.union([item.transform((text) => text.split(',')), z.array(item)]).transform((items, context) => {
    const words = items.map((word) => word.trim());
    if (words.length > 0 && words.every((word) => word !== '' && isRight(word))) return words as readonly string[];
    context.addIssue({ code: 'custom', message: 'not a list' });
    return z.NEVER;
  });
  return noted(schema, { expected: example, isData: true, scalar: 'text' });
}

/**
 * Data that is no option by itself: a map or a list of any depth, as the file has it. Keys in it may be anything that
 * people call things, with dots in it too. `example` shows the form.
 */
export function data<T>(example: string, isRight: (value: unknown) => value is T) {
  return noted(z.custom<T>(isRight), { expected: example, isData: true, scalar: 'text' });
}

/** A value of another kind, with what is known of it. */
export function noted<T extends z.ZodType>(schema: T, note: ValueNote): T {
  NOTES.add(schema, note);
  return schema;
}
