/** `--map "No KTP=nik"`: what a heading means. Pure. */
import { RunError } from '../errors.ts';
import { nearest } from '../nearest.ts';
import { FIELDS, type Field } from '../record/problems.ts';

/** Heading → field. MAP_SYNTAX when there is no `=`, MAP_FIELD when the field is none of ours. The last `=` separates: headings may hold one. */
export function parseMap(flags: readonly string[]): ReadonlyMap<string, Field> {
  const map = new Map<string, Field>();
  for (const flag of flags) {
    const at = flag.lastIndexOf('=');
    const heading = flag.slice(0, at).trim();
    const field = flag.slice(at + 1).trim();
    if (at < 1 || heading === '' || field === '') throw new RunError('MAP_SYNTAX', { given: flag });
    if (!isField(field)) {
      const close = nearest(field, FIELDS);
      throw new RunError('MAP_FIELD', { field, fields: FIELDS.join(', '), ...(close ? { nearest: close } : {}) });
    }
    map.set(heading, field);
  }
  return map;
}

function isField(word: string): word is Field {
  return (FIELDS as readonly string[]).includes(word);
}
