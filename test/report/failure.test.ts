import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import { RunError } from '../../src/errors.ts';
import { stackFrames } from '../../src/report/bug-frames.ts';
import { failureLines } from '../../src/report/failure.ts';
import { messagesFor } from '../../src/text/messages-for.ts';

const en = messagesFor('en');
const program = { version: '0.1.0', node: 'v24.21.0' };

/** A bug as it would happen: the program meets a value that it did not expect. */
function bug(act: () => unknown): unknown {
  try {
    return act();
  } catch (error) {
    return error;
  }
}

describe('a known error', () => {
  test('is two lines and no stack', () => {
    expect(failureLines(new RunError('DISK_FULL', { path: 'ledger.db' }), en, program)).toEqual([
      'Error: The disk is full (ledger.db). Nothing is lost. [DISK_FULL]',
      'Try: Free some space, then run the same command again.',
    ]);
  });
});

describe('a bug', () => {
  test('shows what a maintainer needs: kind, place, versions, and how to report it', () => {
    const lines = failureLines(
      bug(() => (undefined as unknown as { nik: string }).nik),
      en,
      program,
    );
    expect(lines[0]).toBe(
      'Error: This is a bug in the program, not in your file. What was read is safe in the ledger.',
    );
    expect(lines[1]).toBe('TypeError');
    expect(lines[2]).toMatch(/^ {4}at .*failure\.test\.ts:\d+:\d+\)?$/);
    expect(lines.at(-2)).toBe('vax-upload 0.1.0, Node v24.21.0');
    expect(lines.at(-1)).toMatch(/^Try: Run the same command again/);
  });

  test('names files, never the folders of a computer', () => {
    const error = new Error('x');
    error.stack = [
      'Error: x',
      '    at deliver (file:///home/sri.wahyuningsih/vax upload/dist/delivery/deliver.js:12:3)',
      '    at C:\\Users\\Sri Wahyuningsih\\vax\\dist\\cli.js:1:2',
      '    at async Promise.all (index 3)',
      '    at node:internal/timers:605:17',
    ].join('\n');
    expect(stackFrames(error)).toEqual([
      '    at deliver (deliver.js:12:3)',
      '    at cli.js:1:2',
      '    at node:internal/timers:605:17',
    ]);
  });

  const NIK = '3324011708450001';
  const carriers: readonly [string, () => unknown][] = [
    ['JSON that quotes the text around its fault', () => JSON.parse(`{"name": Sri Wahyuningsih, "nik": "${NIK}"}`)],
    ['an error with a sentence of its own', () => new Error(`no such participant Sri Wahyuningsih ${NIK}`)],
    ['a type error that quotes a value', () => new TypeError(`The value "Sri Wahyuningsih" (${NIK}) is not a date`)],
    ['a number with spaces', () => new RangeError('Invalid number 3324 0117 0845 0001')],
    ['a cause that quotes', () => new TypeError('x', { cause: new Error(`Sri Wahyuningsih ${NIK}`) })],
    ['a name of its own making', () => Object.assign(new Error('x'), { name: `Sri Wahyuningsih ${NIK}` })],
    ['a value as a property of nothing', () => (undefined as unknown as Record<string, unknown>)['sriWahyuningsih']],
    ['a value that is no function', () => (JSON.parse('{"Sri":1}') as Record<string, () => void>)['Sri']?.()],
    ['a value that is no BigInt', () => BigInt('Sri Wahyuningsih')],
    ['an address that is none', () => new URL(`Sri Wahyuningsih ${NIK}`)],
    ['a date beyond time', () => new Intl.DateTimeFormat('en', { timeZone: 'Sri/Wahyuningsih' })],
    ['a text that is repeated too often', () => 'Sri'.repeat(-3324)],
    ['a pattern', () => new RegExp(['Sri Wahyuningsih', '('].join(''))],
    ['bytes that are none', () => decodeURIComponent('%Sri')],
    ['a field of a class', () => (null as unknown as { sri: { nik: string } }).sri.nik],
    ['a statement of SQL', () => new DatabaseSync(':memory:').exec("SELECT 'Sri Wahyuningsih' FROM peserta_3324")],
    [
      'a rule of SQL',
      () => new DatabaseSync(':memory:').exec('CREATE TABLE a (Sri UNIQUE); INSERT INTO a VALUES (3324), (3324)'),
    ],
    [
      'a message that looks like a stack',
      () => new Error(`x\n    at Sri Wahyuningsih (Sri.js:1:1)\n    at ${NIK}.js:3:24`),
    ],
    [
      'a message that was changed',
      () => Object.assign(new Error(`Sri\n    at Sri (Sri ${NIK}.js:1:1)`), { message: 'other' }),
    ],
    ['a code of its own making', () => Object.assign(new Error('x'), { code: NIK })],
    ['a code that is a word', () => Object.assign(new Error('x'), { code: 'Sri' })],
    ['text that was thrown', () => `Sri Wahyuningsih ${NIK}`],
    ['an object that was thrown', () => ({ nik: NIK, name: 'Sri Wahyuningsih' })],
    ['nothing that was thrown', () => undefined],
  ];
  test.each(carriers)('holds no data: %s', (_, act) => {
    const text = failureLines(bug(act), en, program).join('\n');
    expect(text).not.toMatch(/Sri|Wahyuningsih|3324/);
    expect(text).toContain('vax-upload 0.1.0');
  });

  test('shows the codes of the system and of SQLite', () => {
    const full = bug(() =>
      new DatabaseSync(':memory:').exec('CREATE TABLE a (b UNIQUE); INSERT INTO a VALUES (1), (1)'),
    );
    expect(failureLines(full, en, program)[1]).toBe('Error ERR_SQLITE_ERROR 2067');
    const closed = Object.assign(new TypeError('x'), { code: 'ERR_INVALID_ARG_TYPE' });
    expect(failureLines(closed, en, program)[1]).toBe('TypeError ERR_INVALID_ARG_TYPE');
  });

  test('a chain of causes that bites its tail comes to an end', () => {
    const error = new TypeError('round');
    error.cause = error;
    expect(failureLines(error, en, program).filter((line) => line.startsWith('caused by'))).toHaveLength(3);
  });
});
