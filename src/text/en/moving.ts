import type { MovingWords } from '../moving.ts';

export const movingEn: MovingWords = {
  ask: 'Passphrase of the backup (not shown): ',
  askAgain: 'The same once more: ',
  tooShort: (characters) => `at least ${characters} characters, for example four words that nobody would guess`,
  notTheSame: 'the same twice; what was typed was not',
  made: (path, ledgers, files) =>
    `${path}: ${ledgers} ${ledgers === 1 ? 'ledger' : 'ledgers'}${files === '' ? '' : ` and ${files}`}, sealed.`,
  keyElsewhere: (option) => `The key is not in it: it comes from \`${option}\`, which the new computer needs as well.`,
  notInIt: (files) => `Not in it (secrets and files from elsewhere; take them along by hand): ${files}`,
  passphrase: 'Keep the passphrase elsewhere than the file. Without it nobody can open the backup.',
  movedAway: (path) =>
    `Nothing is sent from here any more. On the new computer: \`vax-upload restore ${path}\`. To go on here after all: \`vax-upload backup --stay\`.`,
  stays: (ledgers) =>
    ledgers === 0
      ? 'This ledger was not moved away; nothing has changed.'
      : 'This ledger goes on here. The next run asks the server for what waits before it sends it. Do not use the moved one any more.',
  restored: (made, ledger) => `The backup of ${made} is back: ${ledger}`,
  left: (files) => `There already, and left as they are: ${files}`,
  toBring: (files) => `Bring these along by hand: ${files}`,
  asked:
    'What waits in it may have been sent since: the next run asks the server first. Sheets that were imported since: import them again; the server knows its records.',
};
