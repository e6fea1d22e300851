import type { SchemaWords } from '../schema.ts';

export const schemaEn: SchemaWords = {
  state(ledger, before, now) {
    if (before === 0) return `The tables of ${ledger} are made (step ${now}).`;
    if (before === now) return `The tables of ${ledger} are up to date (step ${now}).`;
    return `The tables of ${ledger} are up to date: they were at step ${before}, and are at step ${now} now.`;
  },
  next: 'Then who may do what with them: `vax-upload schema --grants` prints the script for psql.',
  title: (version, ledger, database) => [
    `vax-upload ${version}: who may do what in ${ledger}`,
    `Run it in the database ${database}, as its owner with the right to make roles, again after each new version.`,
  ],
};
