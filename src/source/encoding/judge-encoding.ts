/** Which encoding a text is in that names none and is not UTF-8, judged by its words. Pure. */
import type { HighWords } from './high-words.ts';
import { oddnessOf } from './plausible-word.ts';
import { decodeBytes, type SingleByte } from './single-byte.ts';

/** What the bytes above ASCII are. */
export interface JudgedEncoding {
  /** `unknown`: they are not read. */
  readonly encoding: SingleByte | 'unknown';
  /**
   * Runs of them that are sound UTF-8 are that: lines of several files have come together, or some bytes are damaged.
   */
  readonly besideUtf8: boolean;
}

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
 * Words that are no UTF-8 are Windows-1252, unless they read better in another encoding; that one is read where all of
 * them are sound in it and there is no third. What cannot be told so is not read. Undefined where that is most of the
 * file.
 */
export function judgeEncoding(found: HighWords): JudgedEncoding | undefined {
  const encoding = judgeWords(found);
  // Among the bytes of another country some are UTF-8 by chance.
  if (encoding !== 'unknown') return { encoding, besideUtf8: found.utf8Runs > 0 };
  if (found.lines >= LINES_TO_REFUSE && found.linesWithWords * 2 > found.lines) return undefined;
  return { encoding, besideUtf8: found.utf8Runs > 0 && found.utf8Runs >= found.otherRuns };
}

function judgeWords({ words, endsInReturns }: HighWords): SingleByte | 'unknown' {
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
  if (only && !third && only.better >= (endsInReturns ? 1 : WORDS_FOR_ANOTHER)) return only.encoding;
  if (endsInReturns && only) return 'unknown';
  if (better > 0 && better >= words.length * SHARE_OF_ANOTHER) return 'unknown';
  return usual.filter((one) => one === 2).length * 2 >= words.length ? 'unknown' : USUAL;
}
