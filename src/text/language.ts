/** Which language the program speaks. */

export const LANGUAGES = ['id', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Everything that may say which language is wanted; all of it optional and as it was found. */
export interface LanguageWishes {
  /** `--lang`. */
  readonly flag?: string | undefined;
  /** `VAX_UPLOAD_LANG`. */
  readonly env?: string | undefined;
  /** `language` in vax-upload.yaml. */
  readonly config?: string | undefined;
  /** The locale of the machine, in the order of POSIX: LC_ALL beats LC_MESSAGES beats LANG. */
  readonly LC_ALL?: string | undefined;
  readonly LC_MESSAGES?: string | undefined;
  readonly LANG?: string | undefined;
}

/**
 * Flag, environment, configuration, then the locale (design: `id*` is Indonesian, everything else English).
 * A wish for a language that we do not speak is passed over, so that a message about the wish itself can still be said.
 * @internal Exported for its tests.
 */
export function chooseLanguage(wishes: LanguageWishes): Language {
  for (const wish of [wishes.flag, wishes.env, wishes.config]) {
    const language = spoken(wish);
    if (language) return language;
  }
  // An empty variable counts as unset (POSIX 8.2); only the first that is set decides.
  const locale = [wishes.LC_ALL, wishes.LC_MESSAGES, wishes.LANG].find((value) => value !== undefined && value !== '');
  return spoken(locale) ?? 'en';
}

/** `id`, `id_ID.UTF-8`, `ID` and `in_ID` (the old code, which Java-made machines still export) are Indonesian. */
function spoken(wish: string | undefined): Language | undefined {
  const code = /^([a-z]{2})(?:[_.@-]|$)/i.exec(wish?.trim() ?? '')?.[1]?.toLowerCase();
  if (code === 'id' || code === 'in') return 'id';
  return code === 'en' ? 'en' : undefined;
}

/**
 * The language for a command line and an environment, as `--lang id` or `--lang=id` and their variables say it;
 * `config` is what the configuration says.
 */
export function languageOf(
  flag: string | undefined,
  env: Readonly<Record<string, string | undefined>>,
  config?: string,
): Language {
  const { VAX_UPLOAD_LANG, VAX_UPLOAD_LANGUAGE, LC_ALL, LC_MESSAGES, LANG } = env;
  return chooseLanguage({ flag, env: VAX_UPLOAD_LANG || VAX_UPLOAD_LANGUAGE, config, LC_ALL, LC_MESSAGES, LANG });
}

/** The language flag in a command line that may not be understood any further. */
export function languageFlag(argv: readonly string[]): string | undefined {
  const at = argv.findIndex((word) => word === '--lang' || word.startsWith('--lang='));
  return argv[at] === '--lang' ? argv[at + 1] : argv[at]?.slice('--lang='.length);
}
