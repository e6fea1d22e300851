/** `vax-upload --version --json`. */

const VERSION_FLAGS: ReadonlySet<string> = new Set(['-V', '--version']);

/** Whether the command line asks for the version, for a script. */
export function asksVersionForScript(argv: readonly string[]): boolean {
  return (
    argv.includes('--json') &&
    argv.some((word) => VERSION_FLAGS.has(word)) &&
    argv.every((word) => word === '--json' || VERSION_FLAGS.has(word))
  );
}
