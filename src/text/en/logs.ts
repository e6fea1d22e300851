import type { LogWords } from '../logs.ts';

export const logsEn: LogWords = {
  lost: (path, code) => `The log of this run cannot be written (${code}): ${path}. The run goes on without it.`,
  printedInstead: (path, code) =>
    `The file of --log cannot be written (${code}): ${path}. What would stand in it is printed here.`,
};
