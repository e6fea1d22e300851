/** The sentences on a correction sheet, as a clerk reads them. */
import { describe, expect, it } from 'vitest';
import { saidOf } from '../../../src/correction/copied/correction-words.ts';
import type { Problem } from '../../../src/record/problems.ts';
import { PROBLEM_TEXTS } from '../../../src/text/codes.ts';
import type { Language } from '../../../src/text/language.ts';

function what(problem: Omit<Problem, 'severity'>, language: Language = 'en'): string | undefined {
  return saidOf({ problems: [{ ...problem, severity: 'error' }] }, { columns: {} }, PROBLEM_TEXTS, language)[0]?.what;
}

function advice(problem: Omit<Problem, 'severity'>, language: Language): string | undefined {
  return saidOf({ problems: [{ ...problem, severity: 'error' }] }, { columns: {} }, PROBLEM_TEXTS, language)[0]
    ?.tryThis;
}

describe('a name that is not known', () => {
  it('is said with what it may have been meant to be', () => {
    expect(what({ code: 'VACC_UNKNOWN', params: { v: 'Astrazenka', nearest: 'AstraZeneca' } })).toBe(
      'Unknown vaccine: "Astrazenka" (perhaps: AstraZeneca).',
    );
  });

  it.each(['VACC_UNKNOWN', 'SITE_UNKNOWN', 'CATEGORY_UNKNOWN'] as const)(
    '%s with nothing near proposes nothing',
    (code) => {
      for (const language of ['id', 'en'] as const) {
        expect(what({ code, params: { v: 'GOR' } }, language)).toMatch(/: "GOR"\.$/);
        expect(advice({ code }, language)).toContain('mapping.yaml');
      }
    },
  );
});

describe('what the server says', () => {
  it('ends with one full stop, its own or ours', () => {
    expect(what({ code: 'SERVER_REFUSED', params: { v: 'NIK not registered.' } })).toBe(
      'Refused by the server: "NIK not registered."',
    );
    expect(what({ code: 'SERVER_REFUSED', params: { v: 'NIK tidak terdaftar' } }, 'id')).toBe(
      'Ditolak server: "NIK tidak terdaftar".',
    );
  });

  it('is explained where its code is known, behind its own words', () => {
    const problem = { code: 'SERVER_REFUSED', params: { v: 'Event date is expired', code: 'E1047' } } as const;
    expect(what(problem)).toMatch(
      /^Refused by the server: "Event date is expired"\. The server has closed this period/,
    );
    expect(what(problem, 'id')).toMatch(/^Ditolak server: "Event date is expired"\. Server sudah menutup masa ini/);
  });

  it('is not explained by an example of something else', () => {
    for (const language of ['id', 'en'] as const)
      expect(advice({ code: 'SERVER_REFUSED' }, language)).not.toMatch(/\d/);
  });
});

it('a dose that was recorded twice is named', () => {
  expect(what({ code: 'DUP_DIFF', params: { d: 2, r: 9 } }, 'id')).toContain('(dosis 2, baris 9)');
});
