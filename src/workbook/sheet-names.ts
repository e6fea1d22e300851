/** Names that Excel accepts for sheets. */

/**
 * Excel: at most 31 characters, none of []:*?/\ , no apostrophe at either end, unlike any other name, upper and lower
 * case alike.
 */
export function sheetNames(wanted: readonly string[], taken: readonly string[]): readonly string[] {
  const used = new Set(taken.map((name) => name.toLowerCase()));
  return wanted.map((wish) => {
    const base = allowed(wish) || 'Data';
    let name = shorten(base, '');
    for (let n = 2; used.has(name.toLowerCase()); n++) name = shorten(base, ` (${n})`);
    used.add(name.toLowerCase());
    return name;
  });
}

function allowed(name: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: file names and damaged sheets may hold them
  const safe = name.toWellFormed().replace(/[[\]:*?/\\\u0000-\u001f]/g, ' ');
  // "History" is reserved in Excel.
  return safe
    .trim()
    .replace(/^'+|(?<!')'+$/g, '')
    .replace(/^history$/i, '$& 1');
}

function shorten(base: string, ending: string): string {
  return `${base
    .slice(0, 31 - ending.length)
    .toWellFormed()
    .replace(/(?<![\s'])[\s']+$/, '')}${ending}`;
}
