/** Which encoding a text is in that names none and is not UTF-8, judged by its words. Pure. */
import type { HighWords } from './high-words.ts';
import { oddnessOf } from './plausible-word.ts';
import { decodeBytes, type SingleByte } from './single-byte.ts';

/** `utf-8`: with bytes that are none, which stay unread. `unknown`: nothing above ASCII is read. `unreadable`: and that is most of the file. */
export type JudgedEncoding = 'utf-8' | SingleByte | 'unknown' | 'unreadable';

/** Windows-1252 is what CSV means on a Windows computer in Indonesia. */
const USUAL: SingleByte = 'windows-1252';
const OTHERS: readonly SingleByte[] = ['macintosh', 'cp850'];

/** This share of the words reads better in another encoding: fewer are damage of their own. */
const SHARE_OF_ANOTHER = 0.1;
/** From so many different words on, another encoding in which all of them are sound is read. */
const WORDS_FOR_ANOTHER = 2;
/** From so many lines on, a file of which most cannot be read is refused. */
const LINES_TO_REFUSE = 5;

/**
 * A file that holds more sound UTF-8 than other bytes is UTF-8. Else it is Windows-1252, unless its words read better in another encoding; that one is read where
 * all words are sound in it and there is no third. What cannot be told so stays unread, and where that is most of the file, all of it.
 */
export function judgeEncoding(found: HighWords): JudgedEncoding {
  if (found.utf8Runs > 0 && found.utf8Runs >= found.otherRuns) return 'utf-8';
  const judged = judgeWords(found);
  if (judged !== 'unknown') return judged;
  return found.lines >= LINES_TO_REFUSE && found.linesWithWords * 2 > found.lines ? 'unreadable' : 'unknown';
}

function judgeWords({ words, utf8Runs, endsInReturns }: HighWords): SingleByte | 'unknown' {
  const usual = words.map((word) => oddnessOf(decodeBytes(word, USUAL)));
  const others = OTHERS.map((encoding) => {
    const odd = words.map((word) => oddnessOf(decodeBytes(word, encoding)));
    return {
      encoding,
      isSound: odd.every((one) => one === 0),
      better: odd.filter((one, at) => one < (usual[at] ?? 0)).length,
    };
  });
  const better = Math.max(...others.map((one) => one.better));
  const [only, third] = others.filter(({ isSound }) => isSound);
  // What holds UTF-8 besides has come together from several files.
  if (only && !third && utf8Runs === 0 && only.better >= (endsInReturns ? 1 : WORDS_FOR_ANOTHER)) return only.encoding;
  if (endsInReturns && only) return 'unknown';
  if (better > 0 && better >= words.length * SHARE_OF_ANOTHER) return 'unknown';
  return usual.filter((one) => one === 2).length * 2 >= words.length ? 'unknown' : USUAL;
}
