/** What `schedule` says; en/schedule.ts and id/schedule.ts. */

/** Who starts a night. */
type Kind = 'cron' | 'systemd' | 'windows';

export interface ScheduleWords {
  /** `at` and `zone` as they are typed; `spread` is undefined where nothing is. */
  installed(kind: Kind, at: string, zone: string, spread: string | undefined): string;
  /** What it runs, as one types it. */
  runs(command: string): string;
  /** What was typed and stands in no configuration, as YAML. */
  unwritten(lines: string): string;
  removed(kinds: readonly Kind[]): string;
  nothingToRemove: string;
  /** `same`: as it would be installed now. */
  state(kind: Kind, state: 'same' | 'other'): string;
  notInstalled: string;
  /** Before what would be installed. */
  wouldBe(kind: Kind, place: string): string;
  /** How to bring the printed task to Windows; `command` is for `cmd`. */
  register(command: string): string;
  /** What to know of each kind, a sentence a line. */
  readonly missedNight: Readonly<Record<Kind, string>>;
  /** Where the output of a night goes. */
  output(kind: Kind, place: string): string;
  busy: string;
  linger(user: string): string;
  /** Variables of this session that a night does not have. */
  variables(names: readonly string[]): string;
  /** The program lies in a cache that npm empties. */
  cached: string;
  /** Windows goes by its own clock: in this zone clocks are changed. */
  clockOfWindows(zone: string): string;
}
