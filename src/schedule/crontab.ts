/**
 * Lines of ours in the crontab of a user, between two marks; everything else stays as it is, byte for byte. Texts are
 * latin1, in which every byte is a character. Pure.
 */

const begins = (name: string): string => `# >>> vax-upload ${name}`;
const ends = (name: string): string => `# <<< vax-upload ${name}`;

/**
 * What would count for our line too where it stands above it: a zone that some crons know, one that `--until` and the
 * log would follow, and a shell that may be none.
 */
const COUNTS_BELOW = /^[ \t]*["']?(?:CRON_TZ|TZ|SHELL)["']?[ \t]*=/m;

/** The lines between the marks; undefined where there are none. */
export function blockIn(crontab: string, name: string): string[] | undefined {
  const lines = crontab.split('\n');
  const [first, last] = placeOf(lines, name);
  return first < 0 || last < 0 ? undefined : lines.slice(first + 1, last);
}

/** With this block: in the place of the one that is there, else at the end. */
export function withBlock(crontab: string, name: string, block: readonly string[]): string {
  const written = [begins(name), ...block, ends(name)];
  const lines = crontab.split('\n');
  const [first, last] = placeOf(lines, name);
  // Somebody has put such a variable above it since: it comes before that again.
  if (first >= 0 && COUNTS_BELOW.test(lines.slice(0, first).join('\n')))
    return withBlock(withoutBlock(crontab, name), name, block);
  if (first >= 0)
    return [...lines.slice(0, first), ...written, ...lines.slice(last < 0 ? first + 1 : last + 1)].join('\n');
  const text = `${written.join('\n')}\n`;
  if (COUNTS_BELOW.test(crontab)) return text + crontab;
  return `${crontab}${crontab === '' || crontab.endsWith('\n') ? '' : '\n'}${text}`;
}

/** Without it. */
export function withoutBlock(crontab: string, name: string): string {
  const lines = crontab.split('\n');
  const [first, last] = placeOf(lines, name);
  if (first < 0) return crontab;
  // A mark without its other half: somebody has been at work there, and only the mark is ours for certain.
  return [...lines.slice(0, first), ...lines.slice(last < 0 ? first + 1 : last + 1)].join('\n');
}

/** Where the marks stand; -1 where they do not. An editor of Windows leaves a carriage return at the end of each line. */
function placeOf(lines: readonly string[], name: string): [first: number, last: number] {
  const [begin, end] = [begins(name), ends(name)];
  const first = lines.findIndex((line) => line.trimEnd() === begin);
  return [first, first < 0 ? -1 : lines.findIndex((line, at) => at > first && line.trimEnd() === end)];
}
