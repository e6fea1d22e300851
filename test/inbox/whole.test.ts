/** Whether a file is all there, or still being copied. */
import { describe, expect, it } from 'vitest';
import { type Growing, isStillCopied } from '../../src/inbox/whole.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

describe('still being copied', () => {
  it.each<[what: string, kind: Growing['kind'], tail: string, ageMs: number, seenMs: number, copied: boolean]>([
    ['a CSV that ends with its last line', 'text', 'a;b\r\n', SECOND, 0, false],
    ['a CSV in the middle of a line, a second old', 'text', 'a;b', SECOND, 0, true],
    ['the same, of this morning', 'text', 'a;b', 60 * MINUTE, 0, false],
    ['the same, by a drive whose clock is ahead of ours', 'text', 'a;b', -5 * MINUTE, 0, false],
    ['in UTF-16, with the end of its last line', 'text', '\n\0', SECOND, 0, false],
    ['a page with its end', 'markup', '</table>', SECOND, 0, false],
    ['a page without its end', 'markup', '<td>32', SECOND, 0, true],
    ['a workbook: its directory was found', 'other', 'xyz', SECOND, 0, false],
    ['room that is not filled yet', 'other', '\0\0\0\0', 60 * MINUTE, 0, true],
    ['the same, of a CSV', 'text', '\0\0\0\0', 60 * MINUTE, 0, true],
    ['the same, after it has rested', 'other', '\0\0\0\0', 60 * MINUTE, 11 * MINUTE, false],
    ['half a line that has rested since the last look', 'text', 'a;b', 30 * SECOND, 11 * MINUTE, false],
  ])('%s', (_what, kind, tail, ageMs, seenMs, copied) => {
    expect(isStillCopied({ kind, tail: Buffer.from(tail), ageMs, seenMs })).toBe(copied);
  });
});
