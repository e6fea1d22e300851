import { describe, expect, test } from 'vitest';
import { RunError } from '../../src/errors.ts';
import { failureLines } from '../../src/report/failure.ts';
import { scrub, stackFrames } from '../../src/report/scrub.ts';
import { messagesFor } from '../../src/text/messages.ts';

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
    expect(lines[0]).toBe('Error: This is a bug in the program, not in your file. What was read is safe in the ledger.');
    expect(lines[1]).toBe("TypeError: Cannot read properties of undefined (reading 'nik')");
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
    ['text that was thrown', () => `Sri Wahyuningsih ${NIK}`],
    ['an object that was thrown', () => ({ nik: NIK, name: 'Sri Wahyuningsih' })],
    ['nothing that was thrown', () => undefined],
  ];
  test.each(carriers)('holds no data: %s', (_, act) => {
    const text = failureLines(bug(act), en, program).join('\n');
    expect(text).not.toMatch(/Sri|Wahyuningsih|3324/);
    expect(text).toContain('vax-upload 0.1.0');
  });

  test('a chain of causes that bites its tail comes to an end', () => {
    const error = new TypeError('round');
    error.cause = error;
    expect(failureLines(error, en, program).filter((line) => line.startsWith('caused by'))).toHaveLength(3);
  });
});

describe('scrubbing', () => {
  test.each([
    ['a NIK', 'key 3324011708450001 twice', 'key # twice'],
    ['a NIK with dots', 'key 3324.0117.0845.0001 twice', 'key # twice'],
    ['a phone number', 'call 0812-3456-7890', 'call #'],
    ['a line number stays', 'line 17 of 2340', 'line 17 of 2340'],
    ['a quoted name goes', 'value "Budi Santoso"', 'value "…"'],
    ['a name out of the program stays', "reading 'birthDate'", "reading 'birthDate'"],
  ])('%s', (_, text, expected) => {
    expect(scrub(text)).toBe(expected);
  });
});
