import type { DatabaseWords } from '../database.ts';
import { figuresOf } from '../numbers.ts';
import { CAUSES } from './errors-database.ts';

const { duration } = figuresOf('en');

export const databaseEn: DatabaseWords = {
  down: (since, why, code) =>
    `the database of the ledger is away since ${since}: ${CAUSES[why] ?? why}${code === why ? '' : ` (${code})`}; waiting for it, nothing is lost`,
  up: (away) => `the database of the ledger is back after ${duration(away)}`,
};
