/**
 * Headings of form tools (Kobo, ODK, SurveyCTO), which put the group of a question before it: `grup_peserta/nik`,
 * `peserta.nik`, `peserta:nik`. Pure.
 */

import type { Field } from '../problems.ts';
import { takeDose } from '../words/dose-heading.ts';
import { headingWords } from '../words/heading-words.ts';
import { isKnownWord } from './guess-heading.ts';
import { matchHeading, mayStandBeside } from './match-heading.ts';
import { namesThing } from './named-things.ts';
import { namesSomebodyElse } from './synonyms.ts';
import { namesWish } from './wishes.ts';

/** Words of which groups are made that are about the person or the dose. */
const NEUTRAL = new Set(
  (
    'grup group grp g gr data identitas identity identification id biodata bio profil profile info informasi information bagian section sec seksi part form formulir ' +
    'pasien patient peserta participant orang person individu individual responden respondent sasaran warga penduduk lansia anak penerima vaksinasi imunisasi ' +
    'immunization pelayanan layanan service umum general root main utama detail details rincian rep repeat ulang ulangan pendataan'
  ).split(' '),
);
/** Before one heading alone these are a second field: "Vaksin/No Batch". */
const OF_SEVERAL = new Set(['vaksin', 'dosis']);
/** Fields whose bare names may be those of anything. */
const OF_ANYTHING = new Set<Field>(['name', 'date', 'birthDate', 'vaccine', 'phone', 'address', 'category', 'site']);
const BEFORE = /^(.*[\p{L}\p{N}_\])])([/.:-])([\p{L}_].*)$/su;

/**
 * The headings without their groups, by index, where what is left names a field. A group is one of words that say
 * nothing of their own, or one that stands before several headings; one that speaks of somebody else, of a plan, of a
 * thing or of a dose belongs to the heading.
 */
export function withoutGroups(headings: readonly string[]): ReadonlyMap<number, string> {
  const split = headings.map((heading) => {
    const [, group, separator, name] = BEFORE.exec(heading.trim()) ?? [];
    return group === undefined || name === undefined ? undefined : { group, separator, name };
  });
  const count = new Map<string, number>();
  for (const each of split) if (each) count.set(each.group, (count.get(each.group) ?? 0) + 1);
  const found = new Map<number, string>();
  for (const [index, each] of split.entries()) {
    if (!each) continue;
    const words = headingWords(each.group);
    const isShared = (count.get(each.group) ?? 0) > 1;
    const isNeutral = (word: string) => NEUTRAL.has(word) || word.length === 1 || (isShared && OF_SEVERAL.has(word));
    const neutral = words.every(isNeutral) && (isShared || each.separator !== '-');
    const shared = isShared && !words.every((word) => isKnownWord(word));
    if ((neutral || shared) && isOfPerson(words, each.name, neutral)) found.set(index, each.name);
  }
  return found;
}

function isOfPerson(group: readonly string[], name: string, neutral: boolean): boolean {
  // "skk01" is no mistyped "kk", and "a1" no dose.
  const words = group.filter((word) => word.length > 3 || /^\d/.test(word) || isKnownWord(word));
  if (takeDose(words) || namesSomebodyElse(words) || namesWish(words)) return false;
  const match = matchHeading(name);
  if (!match || !mayStandBeside(match.field, words)) return false;
  // Of an unknown group a bare "nama" or "tanggal" may be that of anything.
  const isBare = headingWords(name).length === 1 && OF_ANYTHING.has(match.field);
  return neutral || !isBare || (match.field === 'name' && !namesThing(group));
}
