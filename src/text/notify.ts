/** What is told of a run to those who were not there: subjects, letters, and what came of telling. */

/** The ways of telling. */
export type Way = 'ping' | 'command' | 'webhook' | 'email';

export interface NotifyWords {
  /** Before the two lines of what could not be told. */
  readonly warningWord: string;
  /** `glance` is one of the sentences below. */
  subject(name: string, glance: string): string;
  /** A name, where records only go to the training server. */
  practice(name: string): string;
  /** Where records go. */
  target(target: string): string;
  /** Everything is on the server; `landed` in this run. */
  done(landed: number): string;
  /** `person`: rows that wait for one; `backlog`: records that wait to be sent. Either may be 0. */
  person(landed: number, person: number, backlog: number): string;
  handedOver(records: number): string;
  serverAway(landed: number, person: number, backlog: number): string;
  waiting(landed: number, person: number, backlog: number): string;
  readonly busy: string;
  stopped(landed: number, person: number, backlog: number): string;
  /** `what` is the first sentence of what went wrong. */
  failed(landed: number, what: string): string;
  signature(name: string, version: string, command: string, started: string, ended: string, exitCode: number): string;
  /** Why one gets this. */
  readonly unasked: string;
  readonly test: string;
  testBody(name: string, version: string): string;
  readonly ways: Readonly<Record<Way, string>>;
  /** `vax-upload notify`: one way was tried, and it works. */
  tried(way: Way, host: string | undefined): string;
  /** The end of `vax-upload notify`. */
  sum(bad: number): string;
}
