import { describe, expect, it } from 'vitest';
import { judge } from './judge.ts';
import { patternsOf } from './literals.ts';

describe('the check of patterns', () => {
  it('finds each pattern with its line, and those that are built at run time', () => {
    const source =
      "const a = /a+/u;\nconst b = 'no /pattern/';\nexport const c = [new RegExp(b), RegExp(b), a, /[/]b/g];\n";
    expect(patternsOf('x.ts', source)).toEqual({
      literals: [
        { pattern: 'a+', flags: 'u', line: 1 },
        { pattern: '[/]b', flags: 'g', line: 3 },
      ],
      built: [3, 3],
    });
  });

  it('refuses a source that it cannot read', () => {
    expect(() => patternsOf('x.ts', 'const = 1')).toThrow('x.ts');
  });

  it.each([
    ['one that goes over its text once', '^[a-z]+$', 'i', /^safe$/],
    ['one that doubles its time with each letter', '^(a+)+b$', '', /exponential/],
    ['one that takes the square of its text', 'x*y', '', /2nd degree/],
  ])('%s', (_name, pattern, flags, verdict) => {
    expect(judge(pattern, flags)).toMatch(verdict);
  });
});
