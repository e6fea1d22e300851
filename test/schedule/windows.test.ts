/** The task for Windows, against the parts of Microsoft's schema that it uses. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { argument, taskBytes, taskXml } from '../../src/schedule/windows.ts';
import { NAMES, NOW, night } from './a-night.ts';

const SCHEMA = fileURLToPath(new URL('task.xsd', import.meta.url));

/** What xmllint says of the bytes of a task. */
function lint(bytes: Buffer): { status: number | null; stderr: string } {
  const { status, stderr } = spawnSync('xmllint', ['--noout', '--schema', SCHEMA, '-'], {
    input: bytes,
    encoding: 'utf8',
  });
  return { status, stderr };
}

const WINDOWS = {
  config: 'C:\\Users\\Sri & Budi\\<vaksin> 100%\\vax-upload.yaml',
  program: ['C:\\Program Files\\nodejs\\node.exe', 'C:\\Users\\Sri & Budi\\vax-upload\\bin\\vax-upload.js'],
  args: ['resume', '--config', 'C:\\Users\\Sri & Budi\\<vaksin> 100%\\vax-upload.yaml'],
  folder: 'C:\\Users\\Sri & Budi\\<vaksin> 100%',
};

/** Debian's package libxml2-utils; .ci/run installs it. */
const hasXmllint = spawnSync('xmllint', ['--version']).status === 0;

describe.runIf(hasXmllint)('the schema', () => {
  it.each([
    ['a night of Kendal', night()],
    ['names that XML would misread', night(WINDOWS)],
    ['without spreading', night({ spreadMs: 0 })],
    ['in a zone that changes its clocks', night({ timeZone: 'Europe/Berlin' })],
  ])('takes %s', (_, each) => {
    for (const user of [undefined, 'DINKES\\sri'])
      expect(lint(taskBytes(taskXml(each, user, NOW)))).toEqual({ status: 0, stderr: '- validates\n' });
  });

  it('would not take another order of the elements, nor an hour that is none', () => {
    const xml = taskXml(night(), undefined, NOW);
    const turned = xml.replace(/( *<StartBoundary>.*\r\n)( *<RandomDelay>.*\r\n)/, '$2$1');
    expect(turned).not.toBe(xml);
    expect(lint(taskBytes(turned)).status).not.toBe(0);
    expect(lint(taskBytes(taskXml(night({ at: '25:00' }), undefined, NOW))).status).not.toBe(0);
  });
});

it('is UTF-16 with its mark and lines of Windows, as schtasks reads it', () => {
  const bytes = taskBytes(taskXml(night(), undefined, NOW));
  expect([...bytes.subarray(0, 2)]).toEqual([0xff, 0xfe]);
  expect(bytes.toString('utf16le')).toMatch(/^\uFEFF<\?xml version="1.0" encoding="UTF-16"\?>\r\n/);
});

it('begins at the same moment in whatever zone Windows is, unless clocks are changed there', () => {
  expect(taskXml(night(), undefined, NOW)).toContain('<StartBoundary>2026-11-29T22:00:00+07:00</StartBoundary>');
  expect(taskXml(night({ timeZone: 'Europe/Berlin' }), undefined, NOW)).toContain(
    '<StartBoundary>2026-11-29T22:00:00</',
  );
});

it('makes up for a missed night and runs while nobody is logged on', () => {
  const xml = taskXml(night(), undefined, NOW);
  for (const part of [
    '<StartWhenAvailable>true<',
    '<LogonType>S4U<',
    '<RandomDelay>PT900S<',
    '<DisallowStartIfOnBatteries>false<',
  ])
    expect(xml).toContain(part);
});

/** As CommandLineToArgvW takes a line apart (Microsoft, "Parsing C command-line arguments"). */
function argv(line: string): string[] {
  const words: string[] = [];
  let word: string | undefined;
  let isQuoted = false;
  for (let at = 0; at < line.length; at++) {
    const slashes = /^\\*/.exec(line.slice(at))?.[0].length ?? 0;
    const next = line[at + slashes];
    if (slashes > 0 && next === '"') {
      word = (word ?? '') + '\\'.repeat(Math.floor(slashes / 2)) + (slashes % 2 ? '"' : '');
      at += slashes - (slashes % 2 ? 0 : 1);
    } else if (slashes > 0) {
      word = (word ?? '') + '\\'.repeat(slashes);
      at += slashes - 1;
    } else if (next === '"') {
      isQuoted = !isQuoted;
      word ??= '';
    } else if (next === ' ' && !isQuoted) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else word = (word ?? '') + next;
  }
  return word === undefined ? words : [...words, word];
}

it.each([...NAMES.map((name) => `C:\\${name}`), 'C:\\a b\\', 'a\\"b c', '"', '\\\\server\\Data Vaksin\\'])(
  'an argument %j arrives as it is',
  (word) => {
    expect(argv(['x', argument(word), argument(word), 'y'].join(' '))).toEqual(['x', word, word, 'y']);
  },
);
