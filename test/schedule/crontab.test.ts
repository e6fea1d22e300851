import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blockIn, withBlock, withoutBlock } from '../../src/schedule/crontab.ts';

const OURS = ['# /srv/kendal/vax-upload.yaml', '0 15 * * * one'];

describe('where our lines come', () => {
  const rows: readonly [string, string, string][] = [
    ['an empty crontab', '', 'OURS'],
    ['after the lines of others', '# jobs\n0 1 * * * backup\n', '# jobs\n0 1 * * * backup\nOURS'],
    ['a last line without its end', '0 1 * * * backup', '0 1 * * * backup\nOURS'],
    [
      'before a zone that would count for them too',
      'CRON_TZ=America/New_York\n0 1 * * * x\n',
      'OURSCRON_TZ=America/New_York\n0 1 * * * x\n',
    ],
    ['before a shell that may be none', 'SHELL=/usr/bin/fish\n0 1 * * * x\n', 'OURSSHELL=/usr/bin/fish\n0 1 * * * x\n'],
    ['before the clock of the jobs of others', 'TZ=UTC\n0 1 * * * x\n', 'OURSTZ=UTC\n0 1 * * * x\n'],
    ['before a shell in quotes', '"SHELL" = /bin/fish\n', 'OURS"SHELL" = /bin/fish\n'],
    ['after MAILTO, which is meant for them too', 'MAILTO=a@b\n', 'MAILTO=a@b\nOURS'],
  ];
  it.each(rows)('%s', (_, before, after) => {
    const block = withBlock('', 'k-1', OURS);
    expect(withBlock(before, 'k-1', OURS)).toBe(after.replace('OURS', block));
  });
});

it('an older block is replaced where it stands', () => {
  const before = `0 1 * * * a\n${withBlock('', 'k-1', ['old', 'older'])}0 2 * * * b\n`;
  expect(withBlock(before, 'k-1', OURS)).toBe(`0 1 * * * a\n${withBlock('', 'k-1', OURS)}0 2 * * * b\n`);
});

it('a shell that somebody has put above it later counts for it no longer', () => {
  const before = `MAILTO=a@b\nSHELL=/usr/bin/fish\n${withBlock('', 'k-1', ['old'])}0 2 * * * b\n`;
  const after = `${withBlock('', 'k-1', OURS)}MAILTO=a@b\nSHELL=/usr/bin/fish\n0 2 * * * b\n`;
  expect(withBlock(before, 'k-1', OURS)).toBe(after);
  expect(withBlock(after, 'k-1', OURS)).toBe(after);
});

it('an editor of Windows was at work: it is found, and no second one comes beside it', () => {
  const before = `0 1 * * * a\n${withBlock('', 'k-1', ['old'])}`.replaceAll('\n', '\r\n');
  expect(blockIn(before, 'k-1')).toEqual(['old\r']);
  expect(withBlock(before, 'k-1', OURS)).toBe(`0 1 * * * a\r\n${withBlock('', 'k-1', OURS)}`);
  expect(withoutBlock(before, 'k-1')).toBe('0 1 * * * a\r\n');
});

it('of two configurations each has its own, also where one name begins like the other', () => {
  const both = withBlock(withBlock('', 'k-1', OURS), 'k-12', ['other']);
  expect(blockIn(both, 'k-1')).toEqual(OURS);
  expect(blockIn(both, 'k-12')).toEqual(['other']);
  expect(blockIn(withoutBlock(both, 'k-1'), 'k-12')).toEqual(['other']);
  expect(blockIn(both, 'k')).toBeUndefined();
});

it('a mark that has lost its other half takes nobody else with it', () => {
  const torn = '# >>> vax-upload k-1\n0 1 * * * theirs\n';
  expect(withoutBlock(torn, 'k-1')).toBe('0 1 * * * theirs\n');
  expect(withBlock(torn, 'k-1', OURS)).toBe(`${withBlock('', 'k-1', OURS)}0 1 * * * theirs\n`);
});

/** Whatever bytes others have written, as latin1; of our name nothing is in it. */
const byte = fc.integer({ min: 1, max: 255 }).map((code) => (code === 10 ? ' ' : String.fromCharCode(code)));
const theirs = fc
  .array(fc.array(byte, { maxLength: 30 }))
  .map((lines) => lines.map((letters) => `${letters.join('')}\n`).join(''));

it('what others have written stays, byte for byte, however often ours comes and goes', () => {
  fc.assert(
    fc.property(theirs, fc.array(fc.stringMatching(/^[ -~]{0,20}$/), { minLength: 1 }), (before, block) => {
      const once = withBlock(before, 'k-1', block);
      expect(withBlock(once, 'k-1', block)).toBe(once);
      expect(withBlock(withBlock(once, 'k-1', ['other']), 'k-1', block)).toBe(once);
      expect(withoutBlock(once, 'k-1')).toBe(before);
      expect(withoutBlock(before, 'k-1')).toBe(before);
    }),
  );
});
