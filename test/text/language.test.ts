import { describe, expect, test } from 'vitest';
import { chooseLanguage, type LanguageWishes } from '../../src/text/language.ts';

const rows: readonly [string, LanguageWishes, 'id' | 'en'][] = [
  ['nothing is known about the machine', {}, 'en'],
  ['an Indonesian machine', { LANG: 'id_ID.UTF-8' }, 'id'],
  ['an Indonesian machine without a country', { LANG: 'id' }, 'id'],
  ['the old code for Indonesian', { LANG: 'in_ID' }, 'id'],
  ['the C locale of cron', { LANG: 'C.UTF-8' }, 'en'],
  ['a German machine reads English', { LANG: 'de_DE.UTF-8' }, 'en'],
  ['a language that merely begins like ours', { LANG: 'ido_XX' }, 'en'],
  ['LC_ALL beats LANG', { LC_ALL: 'en_GB.UTF-8', LANG: 'id_ID.UTF-8' }, 'en'],
  ['an empty LC_ALL says nothing', { LC_ALL: '', LANG: 'id_ID.UTF-8' }, 'id'],
  ['LC_MESSAGES stands between them', { LC_MESSAGES: 'id_ID', LANG: 'en_US' }, 'id'],
  ['the configuration beats the machine', { config: 'id', LANG: 'en_US' }, 'id'],
  ['the environment beats the configuration', { env: 'en', config: 'id' }, 'en'],
  ['the flag beats everything', { flag: 'id', env: 'en', config: 'en', LC_ALL: 'en_US' }, 'id'],
  ['a flag in capitals', { flag: 'ID' }, 'id'],
  ['a wish for a language that we do not speak is passed over', { flag: 'jv', config: 'id' }, 'id'],
];

describe('the language of the messages', () => {
  test.each(rows)('%s', (_, wishes, language) => {
    expect(chooseLanguage(wishes)).toBe(language);
  });
});
