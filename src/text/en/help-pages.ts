import type { HelpPages } from '../help-pages.ts';

export const helpPagesEn: HelpPages = {
  examplesTitle: 'Examples:',
  exitsTitle: 'Exit codes, and what to do (cron too):',
  exits: {
    done: 'Done. Nothing more to do.',
    sent: 'Every row is on the server, or was skipped or repeated. Nothing to do.',
    sound: 'Every row can be sent. Go on with `import`.',
    complete: 'The server has every row of the sheets. Nothing to do.',
    healthy: 'Nothing is wrong. Go on.',
    closed: 'Ended by Ctrl-C. Nothing to do.',
    bug: 'A bug in the program. Report it.',
    usage: 'The command or the configuration is wrong; nothing was done. Do what the message says.',
    amiss: 'Something is wrong, or the command is. Do what the message says before the next night.',
    needsPerson: 'Finished, but rows wait for a person. Open the correction sheet.',
    toCorrect: 'Rows must be corrected before they can be sent. Tell whoever keeps the sheet.',
    lacking: 'The server lacks rows of the sheets. Tell a person.',
    unconfirmed: 'Files wait for a word, or rows for a person. Tell a person.',
    answered: 'The province has answered for every row. Nothing to do.',
    withProvince:
      'The province delivers, or the time was over; all is saved. Nothing to do: the next night fetches more.',
    serverAway: 'The server stayed away; all is saved. Nothing to do: the next night goes on.',
    serverRefuses: 'The server refuses us. Correct the address or the credentials, then run again.',
    windowEnded: 'The time was over; all is saved. Nothing to do: the next night goes on.',
    notCompared: 'The time was over, or records of `--repair` wait. `resume` sends those; then compare again.',
    toResume: 'Records wait to be sent. `resume` sends them.',
    busy: 'Another run is at work. Nothing to do: that one goes on.',
    unreadable: 'A file cannot be read; nothing of it is sent. Look at the file.',
    disk: 'The disk is full or fails, or the database of the ledger is away; nothing was lost. Do what the message says, then run again.',
    stopped: 'Ended by Ctrl-C or by the system; all is saved. Nothing to do: the next run goes on.',
  },
  examples: {
    import: [
      ['vax-upload import sheet.xlsx --to sandbox', 'practise with the training server; nothing leaves here'],
      ['vax-upload import sheet.xlsx --dry-run', 'show the first requests, and send nothing'],
      ['vax-upload import sheet.xlsx', 'send every row to the server of vax-upload.yaml'],
      ['vax-upload import inbox --sort', 'every new sheet of a folder, moved once it is done'],
      ['vax-upload import sheet.xlsx more.csv --until 05:00', 'several sheets, at the latest until five'],
      [
        'vax-upload import more.csv --map "No KTP=nik" --set dose=2',
        'say what a heading means, and what a sheet lacks',
      ],
    ],
    resume: [
      ['vax-upload resume', 'send what still waits; no sheet is needed'],
      ['vax-upload resume --until 05:00', 'the same at night, until five at the latest'],
      ['vax-upload resume --stay', 'as a service: whenever rows come, until it is stopped'],
    ],
    retry: [
      ['vax-upload retry', 'everything that the server refused'],
      ['vax-upload retry sheet.xlsx', 'what it refused of this sheet'],
      ['vax-upload retry sheet.xlsx 68', 'one row of it'],
    ],
    confirm: [
      ['vax-upload confirm', 'list the files that wait for a word'],
      ['vax-upload confirm answer.csv', 'read what the server said of each row'],
      ['vax-upload confirm --all', 'everything was uploaded'],
    ],
    push: [
      ['vax-upload push', 'hand over what waits, and fetch what has become of the rest'],
      ['vax-upload push --until 05:00', 'the same at night, until five at the latest'],
      ['vax-upload push --show-key', 'at the province: the key for the districts'],
    ],
    pull: [['vax-upload pull', 'fetch what the province has answered']],
    check: [
      ['vax-upload check sheet.xlsx', 'what would be sent, and what is wrong'],
      ['vax-upload check sheet.xlsx -o to-correct.xlsx', 'and a workbook with the rows to correct'],
      ['vax-upload check sheet.xlsx --rows', 'what would become of every row'],
    ],
    status: [
      ['vax-upload status', 'what waits, and what needs a person'],
      ['vax-upload status --json', 'the same for scripts'],
    ],
    runs: [
      ['vax-upload runs', 'the last twenty runs'],
      ['vax-upload runs --last 3 --json', 'three of them with all that is known, for scripts'],
    ],
    audit: [
      ['vax-upload audit', 'who has done what; an entry that is missing is told'],
      ['vax-upload audit --json', 'the same with the hash of each entry, to keep elsewhere'],
    ],
    report: [
      ['vax-upload report -o report.html', 'the last night as a page; it may be sent on'],
      ['vax-upload report -o report.html --csv report.csv', 'the same figures for a spreadsheet as well'],
      ['vax-upload report --json', 'for programs, on stdout'],
    ],
    rejects: [
      ['vax-upload rejects -o to-correct.xlsx', 'every row that waits for a person, in one workbook'],
      ['vax-upload rejects -o folder', 'one workbook for each sheet'],
    ],
    explain: [['vax-upload explain sheet.xlsx 17', 'what became of row 17, and when']],
    dismiss: [
      ['vax-upload dismiss sheet.xlsx 9', 'row 9 is not sent, and not asked about again'],
      ['vax-upload dismiss sheet.xlsx 11 --sheet Data', 'where row 11 waits in several sheets'],
    ],
    find: [
      ['vax-upload find --nik - < nik.txt', 'the NIK is typed unseen, or from a file'],
      ['vax-upload find --everyone -o affected.xlsx', 'a laptop was stolen: whom must we tell?'],
    ],
    purge: [
      ['vax-upload purge --older-than 90d', 'forget what the server has had for 90 days'],
      ['vax-upload purge --nik - < nik.txt', 'forget one person, on request'],
    ],
    backup: [['vax-upload backup -o a.bak --passphrase-file passphrase', 'keep a copy, sealed with a passphrase']],
    restore: [['vax-upload restore a.bak --passphrase-file passphrase', 'the passphrase is asked for if not named']],
    rekey: [
      ['vax-upload rekey', 'a new key in place of the old one'],
      ['vax-upload rekey --passphrase-file passphrase', 'a passphrase in place of the key file'],
    ],
    reconcile: [
      ['vax-upload reconcile sheet.xlsx', 'which rows of the sheet the server does not have'],
      ['vax-upload reconcile sheet.xlsx -o missing.xlsx', 'and a workbook with these rows'],
      ['vax-upload reconcile sheet.xlsx --repair', 'what it had and lost is to be sent again'],
    ],
    template: [['vax-upload template -o template.xlsx', 'a workbook for the clerk to fill in']],
    mappings: [
      ['vax-upload mappings', 'what was confirmed of headings'],
      ['vax-upload mappings forget 1', 'forget number 1 of that list'],
    ],
    init: [
      ['vax-upload init', 'set up; on a terminal it asks'],
      ['vax-upload init --yes --type sandbox --config uji.yaml', 'in a script: every question has a flag'],
    ],
    notify: [['vax-upload notify', 'does a message arrive? nothing else is sent']],
    doctor: [
      ['vax-upload doctor', 'before the first night; nothing is stored'],
      ['vax-upload doctor --canary one-row.csv', 'send one row twice: is it there once?'],
    ],
    schema: [
      ['vax-upload schema', 'make the tables, or bring them up to date'],
      ['vax-upload schema --grants', 'who may do what with them, as a script for psql'],
    ],
    schedule: [
      ['vax-upload schedule', 'is it installed?'],
      ['vax-upload schedule --print cron', 'look at it first'],
      ['vax-upload schedule --install cron', 'every night at 22:00; without `cron`: with what is usual here'],
      ['vax-upload schedule --install cron --at 21:30', 'at another time'],
      ['vax-upload schedule --remove', 'no more nights by themselves'],
    ],
    completion: [
      ['vax-upload completion bash', 'print it'],
      ['vax-upload completion bash >completion.bash', 'keep it; `source completion.bash` in ~/.bashrc'],
    ],
    sandbox: [
      ['vax-upload sandbox', 'with its page; Ctrl-C ends it'],
      ['vax-upload sandbox --weather storm --scale 600', 'outages as bad as they get, ten times faster'],
    ],
  },
};
