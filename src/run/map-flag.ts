/** `--map "No KTP=nik"`, `"Tgl Vaksin=date:mdy"`: what a heading means; `none` for none of our fields. Pure. */
import { RunError } from '../errors.ts';
import { nearest } from '../nearest.ts';
import { isMeaning, MEANINGS, type Meaning, type Meanings } from '../record/header/form.ts';
import { FIELDS } from '../record/problems.ts';

/**
 * Heading → field. MAP_SYNTAX when there is no `=`, MAP_FIELD when the field is none of ours. The last `=` separates:
 * headings may hold one.
 */
export function parseMap(flags: readonly string[]): Meanings {
  const map = new Map<string, Meaning>();
  for (const flag of flags) {
    const at = flag.lastIndexOf('=');
    const heading = flag.slice(0, at).trim();
    const field = flag.slice(at + 1).trim();
    if (at < 1 || heading === '' || field === '') throw new RunError('MAP_SYNTAX', { given: flag });
    if (!isMeaning(field)) {
      const close = nearest(field, MEANINGS);
      throw new RunError('MAP_FIELD', { field, fields: FIELDS.join(', '), ...(close ? { nearest: close } : {}) });
    }
    map.set(heading, field);
  }
  return map;
}
