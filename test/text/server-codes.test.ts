import { describe, expect, it } from 'vitest';
import { DHIS2_CODES } from '../../src/text/codes-dhis2.ts';
import { explainedCode, serverCodeMeaning } from '../../src/text/server-codes.ts';

describe('what the codes of a registry mean', () => {
  it.each(Object.entries(DHIS2_CODES))('%s: a whole sentence in each language', (code, texts) => {
    expect(code).toMatch(/^E\d{4}$/);
    for (const sentence of Object.values(texts)) expect(sentence).toMatch(/^\p{Lu}.{12,}\.$/u);
    expect(texts.id).not.toBe(texts.en);
  });

  it.each([
    ['E1047', 'en', /closed this period/],
    ['E1047', 'id', /menutup masa ini/],
    ['E1000', 'id', /tidak boleh mencatat di unit ini/],
  ] as const)('%s in %s', (code, language, says) => {
    expect(explainedCode(code, language)).toMatch(says);
    expect(explainedCode(code, language).startsWith(`${code}: `)).toBe(true);
  });

  it.each(['E9999', 'constructor', 'NIK_UNKNOWN', ''])('%s is explained by nobody', (code) => {
    expect(serverCodeMeaning(code, 'en')).toBeUndefined();
    expect(explainedCode(code, 'en')).toBe(code);
  });
});
