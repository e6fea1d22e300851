import type { HelpTexts } from '../help.ts';

export const helpEn: HelpTexts = {
  titles: {},
  program: 'Carries vaccination records from spreadsheets to a server that keeps falling over: every row exactly once.',
  version: 'print the version',
  help: 'show this help',
  examples: `Examples:
  vax-upload import sheet.xlsx --to sandbox
      practise with the training server
  vax-upload check sheet.xlsx
      only look what would be sent
  vax-upload check sheet.xlsx -o fix.xlsx
      the same, and a workbook with the rows to correct
  vax-upload import sheet.xlsx
      send to the server of vax-upload.yaml
  vax-upload resume --until 05:00
      go on at night, without the sheet`,
  exitCodes: `Exit codes:
  0  everything is on the server  10  time window ended
  3  rows wait for a person       11  another run at work
  5  the server stayed away       65  file unreadable
  7  the server refuses us        74  disk full or failing
  2  wrong command or setting     130, 143  interrupted
  1  a bug`,
  commands: {
    import: 'take sheets in and send every row',
    resume: 'go on sending what waits; no sheet needed',
    retry: 'send again, unchanged, what the server refused (when the server has been mended)',
    confirm: 'say what became of files that were handed over, or name the answer of the server',
    check: 'read and judge sheets without sending anything',
    status: 'what is in the ledger, and how the last nights went',
    runs: 'every run: when, what arrived, how it ended',
    audit: 'who has done what, without a gap',
    report: 'the last night as a page to send on: what arrived, what is left, what is to do',
    rejects: 'write the rows that need a person into a workbook',
    explain: 'the whole life of one row',
    backup: 'the ledger with its key in one sealed file, to keep or to move',
    restore: 'put a backup back, where there is no ledger yet',
    rekey: 'change the key of the ledger',
    find: 'what is known of one person, where it came from and where it went',
    purge: 'forget what the server has had for long, or one person',
    dismiss: 'take a row off the list: it is not sent, and not asked about again',
    reconcile: 'compare sheets with the server: what is missing there',
    mappings: 'columns that were confirmed and are remembered; `forget 2` or `forget all` forgets them',
    template: 'write a blank workbook to fill in',
    init: 'write a configuration file that explains every option, and a mapping file',
    doctor: 'look at this computer, the ledger, the way to the server, and what the server really does',
    notify: 'send a test message over every way of telling (`notify:` in vax-upload.yaml)',
    sandbox: 'run the training server with its page',
    completion: 'print what makes bash, zsh, fish or powershell complete a command line',
  },
  options: {
    config: 'configuration file (vax-upload.yaml)',
    state: 'ledger to use',
    to: 'sandbox, a name from the configuration, or an address',
    lang: 'language of messages',
    json: 'one event a line on stdout, for scripts',
    quiet: 'say only what went wrong',
    verbose: 'tell of every request to the server',
    noColor: 'no colours',
    map: 'what a heading means, for example "No KTP=nik", "Kode=none" or, month before day, "Tgl=date:mdy" (may be repeated; remembered)',
    set: 'a value for a column that the sheet lacks, for example dose=2 or date=2021-10-05 (may be repeated)',
    skipHidden: 'leave out hidden rows',
    fixDates: 'exchange day and month where the NIK proves it',
    lenientNik: 'take an impossible date inside a NIK as a warning',
    rows: 'say what became of every row',
    maxDuration: 'stop after this time, for example 8h (exit 10)',
    until: 'stop at this time of day, for example 05:00 (exit 10)',
    sort: 'move the sheets of a folder: done, or to be corrected',
    takeInOnly: 'only read into the ledger; resume sends (exit 10)',
    retryRefused: 'send rows of these files again that the server refused',
    log: 'add what would be printed to this file; it is rotated by size (for cron)',
    rebind: 'follow the server to a new address, if it knows there what it accepted',
    output: 'workbook to write',
    page: 'page to write (.html)',
    csv: 'the same figures for a spreadsheet (.csv)',
    jsonFile: 'the same figures for programs; without a file on stdout',
    night: 'another night than the last, by the day of its morning: 2026-11-28',
    repair: 'what the server had confirmed and lost waits again, from the sheet; resume sends it',
    corrections: 'workbook to write with the rows to correct; a folder: one for each file',
    all: 'every row in it, not only those to correct (of files that are still there)',
    keyCommand: 'command that prints the new key',
    passphraseFile: 'file with the new passphrase',
    olderThan: 'days since the answer of the server, for example 90d',
    backup: 'file to write, for example ledger.vaxbackup',
    backupPassphraseFile: 'file with the passphrase of the backup',
    passphraseCommand: 'command that prints it',
    move: 'the ledger goes on elsewhere: nothing is sent from here any more',
    stay: 'it goes on here after all',
    nik: '-: the NIK is read from standard input, or asked for and not shown',
    passport: '-: the same for country and passport, for example IN C7654321',
    kitas: '-: the same for a KITAS',
    everyone: 'everybody whose data can be read in the ledger, into a workbook, and how many others are known',
    evenWaiting: 'also what of this person waits to be sent or for a decision',
    undo: 'rows of this person, who was erased, are taken in again',
    watch: 'show it again and again; Ctrl-C ends',
    last: 'how many, the last first (20)',
    sheet: 'which sheet of the file, where the row waits in several',
    dryRun: 'show the requests of the first records, and send nothing',
    reveal: 'show personal data in them as it is',
    allHandedOver: 'everything that was handed over is on the server',
    lost: 'it never arrived: its records wait again, for a new file',
    server: 'ask the server too whether it would take the records; nothing is stored',
    canary: 'sheet with one row that may be stored on the server; it is sent twice',
    port: 'port to listen on (8787)',
    weather: 'kendal, calm or storm',
    scale: 'how many times faster than in reality the weather changes (60)',
    seed: 'another number is another night',
  },
};
