/** Which known name an unknown one was probably meant to be. It is shown to a person and never used. */
import { foldLabel } from './fold.ts';
import { forgivenMistakes, typingMistakes } from './typing-mistakes.ts';

/** More than these are no hint. */
const MOST = 3;
/** "Puskesmas Kendal II" is "Puskesmas Kendal 2". */
const ROMAN = ['i', 'ii', 'iii', 'iv', 'v', 'vi', 'vii', 'viii', 'ix', 'x'];

/**
 * The names that `text` is nearest to, joined by commas; undefined where none is near. Near is what it is for headings
 * (`forgivenMistakes`), and a name with another number is another thing, not a typing mistake: "Puskesmas Kendal 2" is
 * never meant by "Puskesmas Kendal 1". `names`: how a name is written, and how it is to be shown; blanks, capitals and
 * punctuation do not count.
 */
export function nearestNames(
  text: string,
  names: Iterable<readonly [written: string, shown: string]>,
): string | undefined {
  const wanted = joined(text);
  const number = numbersOf(wanted);
  const best = new Set<string>();
  let fewest = Number.POSITIVE_INFINITY;
  for (const [written, shown] of names) {
    const name = joined(written);
    const most = Math.min(forgivenMistakes(name.length), fewest);
    if (Math.abs(name.length - wanted.length) > most || numbersOf(name) !== number) continue;
    const mistakes = typingMistakes(wanted, name);
    if (mistakes > most) continue;
    if (mistakes < fewest) best.clear();
    fewest = mistakes;
    best.add(shown);
  }
  return best.size === 0 || best.size > MOST ? undefined : [...best].join(', ');
}

/** One spelling without blanks; numbers in figures and without zeros before them. */
function joined(text: string): string {
  return foldLabel(text)
    .split(' ')
    .map((word) => (ROMAN.includes(word) ? String(ROMAN.indexOf(word) + 1) : word.replace(/^0+(?=\d)/, '')))
    .join('');
}

function numbersOf(name: string): string {
  return (name.match(/\d+/g) ?? []).join(' ');
}
