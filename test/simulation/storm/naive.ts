/** The clients that are usually written: whole batches, and the same batch again until it is taken. */
import { exchange, type Surroundings } from './district.ts';

/** The pause in milliseconds after so many failures in a row (1, 2, …). */
export type Pauses = (failures: number) => number;

/** Again every ten seconds. */
export const FIXED: Pauses = () => 10_000;

/** 1, 2, 4 … 60 seconds, the same for everybody. */
export const EXPONENTIAL: Pauses = (failures) => Math.min(60_000, 1_000 * 2 ** (failures - 1));

/** Begins at once and goes on until everything is delivered. */
export function startNaive(around: Surroundings, batchSize: number, pauses: Pauses): void {
  let left = around.rows;
  let failures = 0;
  const next = (): void => {
    const records = Math.min(left, batchSize);
    if (records === 0) return;
    exchange(around, records, (answer) => {
      failures = answer === 'good' ? 0 : failures + 1;
      if (answer === 'good') {
        left -= records;
        around.landed(records);
        next();
      } else around.clock.at(around.clock.time + pauses(failures), next);
    });
  };
  next();
}
