/** The one line of where a run is, for whoever asks while it runs (SIGUSR1). */
export interface PositionWords {
  /** Around what the line says. */
  here(where: string): string;
  /** Before anything is read or sent, and after the summary. */
  readonly starting: string;
  readonly ending: string;
  /** Since when the server answers; a time of day. */
  up(since: string): string;
}
