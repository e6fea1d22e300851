import type { DatabaseWords } from '../database.ts';
import { figuresOf } from '../numbers.ts';
import { CAUSES } from './errors-database.ts';

const { duration } = figuresOf('id');

export const databaseId: DatabaseWords = {
  down: (since, why, code) =>
    `basis data buku kirim tidak dapat dipakai sejak ${since}: ${CAUSES[why] ?? why}${code === why ? '' : ` (${code})`}; ditunggu, tidak ada yang hilang`,
  up: (away) => `basis data buku kirim dapat dipakai lagi setelah ${duration(away)}`,
};
