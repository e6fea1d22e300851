/** Several listeners to one run. */
import type { Reporter } from '../events.ts';

/**
 * Hands every event to each reporter in turn. One that throws does not keep the news from the others, and above all
 * does not keep them from restoring the terminal; the first error is thrown when all were served.
 */
export function teeReporter(...reporters: readonly Reporter[]): Reporter {
  const each = (act: (reporter: Reporter) => void): void => {
    const thrown: unknown[] = [];
    for (const reporter of reporters) {
      try {
        act(reporter);
      } catch (error) {
        thrown.push(error);
      }
    }
    if (thrown.length > 0) throw thrown[0];
  };
  return {
    report: (event) => each((reporter) => reporter.report(event)),
    close: () => each((reporter) => reporter.close()),
  };
}
