import type { InitWords } from '../init.ts';

const CHOICES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  language: { id: 'Bahasa Indonesia', en: 'English' },
  kind: {
    json: 'json       an intake API in JSON, ours or another one',
    fhir: 'fhir       a FHIR R4 server',
    satusehat: 'satusehat  the national registry of Indonesia',
    dhis2: 'dhis2      the tracker of DHIS2',
    files: 'files      files in a folder, to be uploaded by hand',
    sandbox: 'sandbox    none yet: practise with the training server',
  },
  allowHttp: { no: 'no, name another address', yes: 'yes, the line itself is safe (a cable of our own, a VPN)' },
  format: { csv: 'csv', xlsx: 'xlsx (Excel)', fhir: 'fhir (bundles, one a line)' },
  auth: {
    none: 'none      it asks nobody',
    bearer: 'bearer    with a token',
    apitoken: 'apitoken  with a personal access token of DHIS2 (d2pat_…)',
    basic: 'basic     with a user name and a password',
    oauth2: 'oauth2    with a client id and a client secret',
  },
};
const HINTS: Readonly<Record<string, readonly string[]>> = {
  url: ['For example: https://registry.example/v1'],
  timeZone: ['WIB, WITA, WIT, or a name such as Asia/Jakarta'],
};
const ID = 'An id has letters, digits, dots and hyphens only, for example 10000004. Once more:';
const NAME = 'That cannot be a name: it holds a character that nobody sees. Once more:';

export const initEn: InitWords = {
  hello: [
    'A few questions, and vax-upload is set up. Enter takes what stands in brackets; Ctrl-C stops, and then nothing is written.',
  ],
  ask: {
    language: 'Which language shall messages and correction sheets have?',
    kind: 'What kind of server do the records go to?',
    url: 'What is its address?',
    allowHttp:
      'This address is not encrypted: whoever is on the line can read names and NIKs. Send there all the same?',
    description: 'If it is another API than ours: which file describes it (docs/targets/json.md)?',
    folder: 'Which folder do the files go to? (a shared drive or a stick will do)',
    format: 'What are these files to be?',
    auth: 'How do you get in there?',
    username: 'User name?',
    tokenUrl: 'At which address are tokens asked for?',
    clientId: 'Client id?',
    organization: 'Which facility or office is this: number of the organization that came with the client id?',
    location: 'Where are doses given: id of the place (Location)?',
    practitioner: 'Who answers for doses without a vaccinator: number of the practitioner (N…)?',
    program: 'Which program of the server: UID, code or name?',
    nikAttribute: 'Which attribute of a person holds the NIK: UID, code or name?',
    nameAttribute: 'Which one holds the name?',
    vaccineElement: 'Which data element holds the vaccine?',
    doseElement: 'Which one holds the number of the dose?',
    orgUnit: 'Which facility (organisation unit) do rows belong to that name none?',
    timeZone: 'In which time zone are the doses given?',
  },
  hint: (id) => HINTS[id] ?? [],
  choice: (id, word) => CHOICES[id]?.[word] ?? word,
  wrong: {
    language: 'Type 1 or 2.',
    kind: 'Type a number from 1 to 6.',
    url: 'That is no address: it begins with https:// and holds no name and password, for example https://registry.example/v1. Once more:',
    allowHttp: 'Type 1 or 2.',
    description: NAME,
    folder: NAME,
    format: 'Type 1, 2 or 3.',
    auth: 'Type one of the numbers.',
    username: NAME,
    tokenUrl: 'That is no address: it begins with https://, for example https://login.example/oauth2/token. Once more:',
    clientId: NAME,
    organization: ID,
    location: ID,
    practitioner: ID,
    program: NAME,
    nikAttribute: NAME,
    nameAttribute: NAME,
    vaccineElement: NAME,
    doseElement: NAME,
    orgUnit: NAME,
    timeZone: 'Nobody knows this time zone. Write WIB, WITA, WIT, or a name such as Asia/Jakarta. Once more:',
  },
  needed: 'It does not work without this. Once more:',
  enter: (preset) => `[${preset}]`,
  leaveOut: '[leave out]',
  askSecret: { token: 'The token?', password: 'The password?', clientSecret: 'The client secret?' },
  unseen: (file) =>
    `Nothing is shown while you type. It goes into a file of its own (${file}) that you alone can read.`,
  keepTyped: '[as before]',
  keepFile: (file) => `[what is in ${file}]`,
  fileInTheWay: (file) =>
    `There is a file ${file} already, and it is not overwritten: Enter takes what is in it; or stop, move it away and begin again.`,
  notInTheClear: 'Then another address:',
  trying: (target) => `Asking ${target} …`,
  well: 'It answers and lets us in.',
  notWell: 'So nothing would arrive there. What now?',
  onlyAway: 'The server is away just now; whether the answers are right shows when it is back. What now?',
  menu: {
    again: 'ask it again',
    correct: 'correct the answers',
    folder: 'make the folder, and look again',
    write: 'write it down as it is',
    stop: 'stop, and write nothing',
  },
  again: 'Type one of the numbers.',
  nothingWritten: 'Nothing was written.',
  written: (path) => `Written: ${path}`,
  secretWritten: (path) => `Written: ${path} (only you can read it)`,
  next: (kind) =>
    kind === 'sandbox'
      ? ['Next: `vax-upload import FILE` sends a sheet to the training server; nothing leaves this computer.']
      : [
          'Next: `vax-upload doctor` looks whether all is well; then `vax-upload check FILE` looks at a sheet, and `vax-upload import FILE` sends it.',
        ],
};
