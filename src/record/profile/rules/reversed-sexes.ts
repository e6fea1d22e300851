/**
 * SEX_COL: the words of the column of the sex do not mean what they mean elsewhere (P for pria, 1 for a woman), or
 * stand in other rows.
 */
import { type ColumnRule, type FindingParams, refused } from '../finding.ts';
import type { SexWord } from '../identities.ts';

/** Hardly anybody's NIK has the wrong sex; so many of one word are no accident. */
const ENOUGH_ROWS = 3;
/** A column that was sorted alone contradicts half of the NIKs; typing errors do one in thirty. */
const ENOUGH_OF_ALL = 5;
/** In a short sheet, where most rows contradict. */
const ENOUGH_OF_MOST = 2;

export const reversedSexes: ColumnRule = ({ header, shown, identities: { sexes, otherSex } }) => {
  const words = [...sexes];
  const reversed = words.filter((word) => isReversed(word[1]) || isPria(word, words));
  const agree = words.reduce((sum, [, word]) => sum + word.agree, 0);
  const differ = otherSex.count();
  const isMixed = (differ >= ENOUGH_OF_ALL && differ * 2 > agree) || (differ >= ENOUGH_OF_MOST && differ > agree);
  if (reversed.length === 0 && !isMixed) return [];
  const { sex } = header.headings;
  const heading = sex && shown(sex);
  return refused('SEX_COL', 'sex', otherSex, { ...meanings(reversed), ...(heading === undefined ? {} : { heading }) });
};

type Word = readonly [written: string, word: SexWord];

function isReversed({ agree, differ }: SexWord): boolean {
  return differ >= ENOUGH_ROWS && differ > agree;
}

/** P beside W or Wanita, and nothing else for a man: every P is one. */
function isPria([written, { agree, differ }]: Word, words: readonly Word[]): boolean {
  if (!/^p\.?$/i.test(written) || differ === 0 || agree > 0) return false;
  return words.some(([other]) => /^w/i.test(other)) && words.every(([, { sex }]) => sex === 'female');
}

/**
 * The words by what they seem to mean, which is the other sex. All of them are known spellings of a sex, so they say
 * nothing of anybody.
 */
function meanings(words: readonly Word[]): FindingParams {
  const readAs = (read: SexWord['sex']) =>
    words.flatMap(([word, { sex }]) => (sex === read ? [`"${word}"`] : [])).join(', ');
  const [male, female] = [readAs('female'), readAs('male')];
  return { ...(male === '' ? {} : { male }), ...(female === '' ? {} : { female }) };
}
