/** What went wrong with the run and what to try, in English. Every code of errors.ts has its two sentences here. */

import { typedPath } from '../file-words.ts';
import { problemWords } from '../headline.ts';
import type { ErrorTexts } from '../messages.ts';
import { isInDatabase, named, said, settingName, settingPlace } from '../parameters.ts';
import { explainedCode } from '../server-codes.ts';
import { databaseErrorsEn } from './errors-database.ts';
import { fileErrorsEn } from './errors-file.ts';
import { notifyErrorsEn } from './errors-notify.ts';
import { provinceErrorsEn } from './errors-province.ts';
import { outageCausesEn } from './outage-causes.ts';

/** In place of another file. */
const OTHER_SCHEMA = 'another schema (`?schema=NAME` in `state`)';

const DURATIONS = 'Look it up in the file that `vax-upload init` writes; durations are written 250ms, 1s, 5m or 8h.';

const CAUSES: Readonly<Record<string, string>> = outageCausesEn;

/** SETTINGS_UNSAFE: what is wrong with the file. */
const UNSAFE: Readonly<Record<string, (owner: string) => string>> = {
  owner: (owner) => `belongs to another user (number ${owner}), who can change what it says`,
  writable: () => 'can be changed by other users of this computer',
  readable: () => 'is a secret, and other users of this computer can read it',
  folder: () => 'lies in a folder where every user of this computer can exchange it',
};

/** PRIVATE_KEY: what is wrong with it; system codes stand for themselves. */
const KEY_FAULTS: Readonly<Record<string, string>> = {
  encrypted: 'it is locked with a passphrase',
  public: 'what is there is a public key or a certificate',
  none: 'what is there is no key that we know',
  kind: 'it is neither an RSA key of 2048 bits or more nor an EC key on P-384',
  unnamed: 'the set has no private key with this keyId',
  several: 'the set has several private keys',
};
const PRIVATE_KEY_CURE =
  'Ask for the private key as a PEM file, which begins with `-----BEGIN PRIVATE KEY-----`, and let nobody else read it (chmod 600).';
const PRIVATE_KEY_CURES: Readonly<Record<string, string>> = {
  encrypted:
    'Unlock it once, `openssl pkey -in FILE -out client.key`, then `chmod 600 client.key`, and name that file.',
  kind: 'Make a new one, `openssl ecparam -name secp384r1 -genkey -noout -out client.key`, and give its public half to the people of the server.',
  unnamed: 'Write the `kid` of the key as `keyId` below `auth` in vax-upload.yaml.',
  several: 'Write the `kid` of the key as `keyId` below `auth` in vax-upload.yaml.',
};

export const errorsEn = {
  ...fileErrorsEn,
  ...notifyErrorsEn,
  ...databaseErrorsEn,
  ...provinceErrorsEn,
  USAGE: (p) => ({
    what: `This command cannot be understood${said(p, ['detail', 'message'], (v) => `: ${v}`)}.`,
    tryThis: `\`vax-upload ${said(p, ['command'], (v) => `${v} `)}--help\` shows what can be said, with examples.`,
  }),
  COMMAND_UNKNOWN: (p) => ({
    what: `There is no command ${named(p, ['given'], 'of that name')}.`,
    tryThis: `${said(p, ['nearest'], (v) => `Did you mean ${v}? `)}\`vax-upload --help\` lists all commands.`,
  }),
  OPTION_UNKNOWN: (p) => ({
    what: `There is no option ${named(p, ['given'], 'of that name')}${said(p, ['command'], (v) => ` for ${v}`)}.`,
    tryThis: said(p, ['command'], () => 'x')
      ? `${said(p, ['nearest'], (v) => `Did you mean ${v}? `)}\`vax-upload ${named(p, ['command'], '')} --help\` shows all of them.`
      : 'Options stand after the command, for example `vax-upload import sheet.xlsx --to sandbox`.',
  }),
  OPTION_MISSING: (p) => ({
    what: `The command${said(p, ['command'], (v) => ` ${v}`)} needs an option that is missing${said(p, ['option'], (v) => `: ${v}`)}.`,
    tryThis: `\`vax-upload ${said(p, ['command'], (v) => `${v} `)}--help\` shows how it is written.`,
  }),
  VALUE_MISSING: (p) => ({
    what: `Something must stand after ${named(p, ['option'], 'the last option')}.`,
    tryThis: `\`vax-upload ${said(p, ['command'], (v) => `${v} `)}--help\` shows what can stand there.`,
  }),
  VALUE_WRONG: (p) => ({
    what: `The value${said(p, ['given'], (v) => ` ${v}`)} for ${named(p, ['option'], 'an option')} cannot be used.`,
    tryThis: `Write it like this: ${named(p, ['expected'], '`vax-upload --help` shows how')}`,
  }),
  ARGUMENT_MISSING: (p) => ({
    what: `The command${said(p, ['command'], (v) => ` ${v}`)} needs ${{ file: 'the name of a file', line: 'a file and the number of a row', which: 'a number of the list, or `all`' }[named(p, ['argument'], '')] ?? 'something more'}.`,
    tryThis: `\`vax-upload ${said(p, ['command'], (v) => `${v} `)}--help\` shows how it is written.`,
  }),
  ARGUMENT_EXTRA: (p) => ({
    what: `The command${said(p, ['command'], (v) => ` ${v}`)} can do nothing with ${named(p, ['given'], 'the last word')}.`,
    tryThis: 'Leave it out; a file name with spaces needs quotes around it.',
  }),
  CONFIG_MISSING: (p) => ({
    what: `There is no configuration file at ${named(p, ['file', 'path'], 'the place that was named')}.`,
    tryThis: 'Check the path after --config, or make a configuration with `vax-upload init`.',
  }),
  CONFIG_NOT_BESIDE: (p) => ({
    what: `No vax-upload.yaml lies beside the program (${named(p, ['folder'], 'in its folder')}), so nothing says to which server the sheet goes.`,
    tryThis: `Put vax-upload.yaml into that folder; or, in the folder that has one, type: vax-upload import ${typedPath(named(p, ['file'], 'FILE'))}`,
  }),
  CONFIG_SYNTAX: (p) =>
    p['twice'] !== undefined
      ? {
          what: `${named(p, ['file', 'path'], 'The configuration')}: line ${named(p, ['line'], 'named above')} says once more what stands above it already.`,
          tryThis:
            'Use the one that is there: write the value there, take away the # in front of it, and delete this line.',
        }
      : {
          what: `${named(p, ['file', 'path'], 'The configuration')} is not valid YAML${said(p, ['line'], (v) => ` (line ${v}${said(p, ['column'], (c) => `, column ${c}`)})`)}${said(p, ['detail'], (v) => `: ${v}`)}.`,
          tryThis:
            'Look at that line and the one above it: indent with spaces, not tabs, and put a space after each colon.',
        },
  CONFIG_KEY: (p) => ({
    what: `The option ${named(p, ['key', 'option'], 'named in the configuration')} is not known${said(p, ['file', 'from', 'path'], (v) => ` (${v}${said(p, ['line'], (l) => `, line ${l}`)})`)}.`,
    tryThis: `${said(p, ['nearest'], (v) => `Did you mean ${v}? `)}\`vax-upload init\` writes a file with every option and its meaning.`,
  }),
  CONFIG_VALUE: (p) => ({
    what: `The value of ${settingName(p, 'an option')} cannot be used${settingPlace(p, 'line')}.`,
    tryThis: named(p, ['expected'], '') === '' ? DURATIONS : `Write it like this: ${named(p, ['expected'], '')}`,
  }),
  TEMPLATE_MISSING: (p) => ({
    what: `There is no template at ${named(p, ['file', 'path'], 'the place that was named')}.`,
    tryThis:
      'Correct `template:` under `files:` in vax-upload.yaml, or take that line away: then every field is a column.',
  }),
  MAPPING_MISSING: (p) => ({
    what: `There is no mapping file at ${named(p, ['file', 'path'], 'the place that was named')}.`,
    tryThis:
      'Correct `mapping:` under `reading:` in vax-upload.yaml; `vax-upload init` makes a mapping file to begin with.',
  }),
  MAPPING_TWICE: (p) => ({
    what: `${said(p, ['name'], (v) => `"${v}"`) || 'A name'} stands for two things${settingPlace(p, 'line')}${said(p, ['first'], (v) => `; the first is in line ${v}`)}.`,
    tryThis: 'Leave the name where it belongs and delete it in the other place.',
  }),
  TARGET_MISSING: () => ({
    what: 'No server was named to send to.',
    tryThis: 'Put `target:` into vax-upload.yaml (`vax-upload init` makes one), or practise first with `--to sandbox`.',
  }),
  TARGET_MISMATCH: (p) => ({
    what: `This ledger${said(p, ['path', 'file', 'ledger'], (v) => ` (${v})`)} belongs to ${named(p, ['have'], 'another server')}, not to ${named(p, ['want'], 'the one that was named')}.`,
    tryThis: `Give the new server a ledger of its own with ${isInDatabase(p) ? OTHER_SCHEMA : '`--state FILE`'}, or go back to the old server with \`--to\`. If it is the same server under a new address, let the ledger follow it: \`vax-upload resume --rebind\`.`,
  }),
  CANARY_ROWS: (p) => ({
    what: `${named(p, ['file'], 'The sheet')} is no canary: it must have exactly one row that is fit to be sent, and has ${named(p, ['rows'], '0')}. Nothing was sent.`,
    tryThis:
      'Write a sheet with one row that may be stored on the server (`vax-upload template -o canary.xlsx` makes a blank one), look at it with `vax-upload check`, and name it again.',
  }),
  SERVER_NO_CHECK: (p) => ({
    what: `${named(p, ['target'], 'This server')} cannot be asked whether it would take a record without storing it.`,
    tryThis:
      'Leave out `--server`: `vax-upload check` judges by our own rules, and what the server refuses comes back on the correction sheet.',
  }),
  SERVER_NO_QUESTION: (p) => ({
    what: `${named(p, ['target'], 'This server')} cannot be asked which records it has, so there is nothing to compare with.`,
    tryThis:
      '`vax-upload status` shows how many records are accepted and how many wait; `vax-upload explain FILE LINE` what became of a row.',
  }),
  REBIND_UNKNOWN: (p) => ({
    what: `${named(p, ['target', 'want'], 'The new address')} is not the server of this ledger: it does not know what that one accepted${said(p, ['asked'], (v) => ` (${named(p, ['known'], '0')} of ${v} records asked for)`)}. Nothing was changed.`,
    tryThis: 'Check the address. If it is another server, give it a ledger of its own with `--state FILE`.',
  }),
  TARGET_PLAIN: (p) => ({
    what: `${named(p, ['target'], 'The address of the server')} is not encrypted (http): whoever is on the line could read names and NIKs. Nothing was sent.`,
    tryThis:
      'Use an address that begins with https://. Where the line itself is safe (a cable of your own, a VPN), put `allowHttp: true` below the `url` of this server in vax-upload.yaml.',
  }),
  SECRET_UNREADABLE: (p) => ({
    what: `The secret${said(p, ['option', 'key'], (v) => ` for ${v}`)} cannot be read from ${named(p, ['file', 'path', 'command'], 'the place that was named')}${said(p, ['detail', 'code'], (v) => ` (${v})`)}.`,
    tryThis: 'Check that the file is there, is not empty, and can be read by you and nobody else (chmod 600).',
  }),
  SETTINGS_UNSAFE: (p) => ({
    what: `${named(p, ['path'], 'A file that this run would follow')} ${UNSAFE[named(p, ['why'], 'writable')]?.(named(p, ['owner'], '?'))}. It was not followed.`,
    tryThis: `${named(p, ['why'], '') === 'readable' ? 'If somebody else may have read it, ask for a new secret. Close it:' : 'Look at what it says. If all of it is yours:'} \`${named(p, ['cure'], 'chmod 600')}\`, then run the same command again.`,
  }),
  CERTIFICATE_FILE: (p) => ({
    what: `No certificate can be read from ${named(p, ['file'], 'the file')} (${named(p, ['key'], 'caFile')})${said(p, ['detail'], (v) => `: ${v}`)}.`,
    tryThis: named(p, ['key'], '').endsWith('certFile')
      ? 'Ask for your certificate as a PEM file, which begins with `-----BEGIN CERTIFICATE-----`. From a .p12 or .pfx file: `openssl pkcs12 -in FILE -nokeys -out client.pem`.'
      : 'Ask for the certificate of the authority as a PEM file, which begins with `-----BEGIN CERTIFICATE-----`.',
  }),
  PRIVATE_KEY: (p) => ({
    what: `No private key can be used from ${named(p, ['file'], 'the place that was named')} (${named(p, ['key'], 'keyFile')}): ${KEY_FAULTS[named(p, ['why'], '')] ?? named(p, ['detail'], 'it cannot be read')}.`,
    tryThis: PRIVATE_KEY_CURES[named(p, ['why'], '')] ?? PRIVATE_KEY_CURE,
  }),
  CERTIFICATE_PAIR: (p) => ({
    what: `The first certificate in ${named(p, ['file'], 'certFile')} (${named(p, ['key'], 'certFile')}) does not belong to the private key in ${named(p, ['keyFile'], 'keyFile')}.`,
    tryThis:
      'Name the two files that were issued together; where the file holds several certificates, your own has to be the first.',
  }),
  CERTIFICATE_DATES: (p) => ({
    what: `Our certificate${said(p, ['file'], (v) => ` ${v}`)} (${named(p, ['key'], 'certFile')}) ${named(p, ['why'], 'over') === 'over' ? `was good until ${named(p, ['day'], '?')}` : `is good only from ${named(p, ['day'], '?')}`}. No server would take it; nothing was sent.`,
    tryThis: 'Look at the clock of this computer; if it is right, ask whoever issued the certificate for a new one.',
  }),
  DESCRIPTION_MISSING: (p) => ({
    what: `There is no description of the server at ${named(p, ['file', 'path'], 'the place that was named')}.`,
    tryThis: 'Correct `description` below `target.json` in vax-upload.yaml; docs/targets/json.md has examples to copy.',
  }),
  DESCRIPTION_UNSAFE: (p) => ({
    what: `The description of the server${settingPlace(p, 'line')} cannot be used: ${
      {
        blind: 'nothing in it keeps a record that is sent again from being there twice',
        day: 'it sends a key, and contents that are other ones tomorrow',
        bare: `the row ${named(p, ['key'], '')} would settle records by an answer that anybody in front of the server gives as well`,
      }[named(p, ['why'], '')] ?? 'records would be lost or doubled by it'
    }.`,
    tryThis:
      {
        blind:
          'Describe how a record is looked for (`find`), or the header by which the server knows a request again (`idempotency`); only where the server overwrites what is there, write `resending: overwrites`.',
        day: 'Take `today` and `dose.isPast` out of what is sent, or leave `idempotency` out and describe `find`.',
        bare: 'Let the row look at something in the body that only the server itself says, for example /metaData/code.',
      }[named(p, ['why'], '')] ?? 'docs/targets/json.md says what a description must have.',
  }),
  PROXY_NODE: (p) => ({
    what: `A proxy is named (${named(p, ['key'], 'HTTPS_PROXY')}), and Node ${named(p, ['node'], 'of this computer')} cannot use it.`,
    tryThis:
      'Install Node 24.5 or newer; where no proxy is needed, put `proxy: none` below the `url` in vax-upload.yaml.',
  }),
  MAP_SYNTAX: (p) => ({
    what: `--map ${named(p, ['given', 'value'], 'as it was given')} cannot be understood.`,
    tryThis: 'Write the heading, an equals sign and the field, for example `--map "NO KTP=nik"`.',
  }),
  MAP_FIELD: (p) => ({
    what: `--map names a field that does not exist${said(p, ['field'], (v) => `: ${v}`)}.`,
    tryThis: `${said(p, ['nearest'], (v) => `Did you mean ${v}? `)}The fields are nik, name, birthDate, sex, phone, address, category, dose, date, vaccine, lot and site; for dates also date:mdy, birthDate:mdy and the like.`,
  }),
  SET_SYNTAX: (p) => ({
    what: `--set ${named(p, ['given'], 'as it was given')} cannot be understood.`,
    tryThis:
      'Write the field, an equals sign and the value, for example `--set dose=2` or `--set "site=Puskesmas Boja"`.',
  }),
  SET_FIELD: (p) => ({
    what: `--set cannot give all rows one value of this field${said(p, ['field'], (v) => `: ${v}`)}.`,
    tryThis: `${said(p, ['nearest'], (v) => `Did you mean ${v}? `)}The fields are dose, date, vaccine, lot and site; what is said of a person must stand in the row.`,
  }),
  SET_TWICE: (p) => ({
    what: `--set gives two values of one field${said(p, ['field'], (v) => `: ${v}`)}.`,
    tryThis: 'Give one value. Sheets with different values are imported one after the other, each with its own.',
  }),
  SET_VALUE: (p) => ({
    what: `--set ${named(p, ['given'], 'as it was given')} is no value of that field${said(p, ['code'], (v) => ` (${problemWords(v, 'en')})`)}.`,
    tryThis:
      'Write it as it would stand in a column: a dose from 1 to 4, a day that has been such as `--set date=2021-10-05`, a vaccine such as `--set vaccine=Sinovac`.',
  }),
  MAP_COLUMN: (p) => ({
    what: `--map names a heading that the sheet does not have${said(p, ['heading', 'column'], (v) => `: "${v}"`)}${said(p, ['file', 'path'], (v) => ` (${v}${said(p, ['sheet'], (s) => `, sheet ${s}`)})`)}.`,
    tryThis: `Copy the heading exactly as it stands in the sheet${said(p, ['headings', 'nearest'], (v) => `. It has: ${v}`)}.`,
  }),
  MAPPINGS_DAMAGED: (p) => ({
    what: `The remembered columns in ${named(p, ['path', 'file'], 'their file')} cannot be understood${said(p, ['line'], (v) => ` (line ${v})`)}; nothing was read by them.`,
    tryThis: 'Put that line right, or begin anew with `vax-upload mappings forget all`.',
  }),
  MAPPINGS_UNKNOWN: (p) => ({
    what: `Nothing is remembered under ${named(p, ['given'], 'that number')}.`,
    tryThis:
      'See the numbers with `vax-upload mappings`, and write `vax-upload mappings forget 1` or `vax-upload mappings forget all`.',
  }),
  OUTPUT_EXISTS: (p) => ({
    what: `${named(p, ['file', 'path'], 'The file to be written')} is there already; it was not overwritten.`,
    tryThis: 'Choose another name, or move the old file away first.',
  }),
  ROW_UNKNOWN: (p) => ({
    what: `The ledger knows nothing of row ${named(p, ['line', 'row'], 'that was named')} of ${named(p, ['file', 'path'], 'that file')}.`,
    tryThis: 'Give the row number as Excel shows it on the left, and the file name as it was imported.',
  }),
  FILE_UNKNOWN: (p) => ({
    what: `The ledger knows nothing of ${named(p, ['file', 'path'], 'that file')}: it was never imported.`,
    tryThis:
      'Give the file name as it was imported; without a name `vax-upload retry` sends everything that was refused.',
  }),
  ROW_NOT_REFUSED: (p) => ({
    what: `Row ${named(p, ['line', 'row'], 'that was named')} of ${named(p, ['file', 'path'], 'that file')} is not refused by the server, so it is not sent again.`,
    tryThis: `What it is stands in \`vax-upload explain ${named(p, ['file', 'path'], 'FILE')} ${named(p, ['line', 'row'], 'LINE')}\`.`,
  }),
  ROW_NOT_WAITING: (p) => ({
    what: `Row ${named(p, ['line', 'row'], 'that was named')} of ${named(p, ['file', 'path'], 'that file')} waits for nobody: it is settled, waits to be sent, or is on the server.`,
    tryThis: `See what became of it with \`vax-upload explain ${named(p, ['file', 'path'], 'FILE')} ${named(p, ['line', 'row'], 'LINE')}\`.`,
  }),
  PERSON_IN_DOUBT: (p) => ({
    what: `Of this person ${named(p, ['entries'], 'some')} ${p['entries'] === 1 ? 'dose was' : 'doses were'} sent, and whether ${p['entries'] === 1 ? 'it' : 'they'} arrived is not known yet. Nothing is erased, or they might be sent twice.`,
    tryThis: p['handedOver']
      ? 'Say what became of the files that were handed over with `vax-upload confirm`; then erase again.'
      : 'Let the server be asked first with `vax-upload resume`; then erase again.',
  }),
  PERSON_WAITING: (p) => ({
    what: `Of this person ${named(p, ['entries'], 'some')} ${p['entries'] === 1 ? 'dose waits' : 'doses wait'} to be sent, and ${named(p, ['rows'], 'some')} ${p['rows'] === 1 ? 'row waits' : 'rows wait'} for a person. Erased, they never reach the server. Nothing is erased.`,
    tryThis:
      'Send them first with `vax-upload resume`, or erase what waits as well: `vax-upload purge --nik - --even-waiting`.',
  }),
  ROW_IN_SHEETS: (p) => ({
    what: `Row ${named(p, ['line', 'row'], 'that was named')} of ${named(p, ['file', 'path'], 'that file')} waits in several sheets${said(p, ['sheets'], (v) => `: ${v}`)}.`,
    tryThis: `Say which one is meant, for example \`--sheet "${named(p, ['sheet'], 'SHEET')}"\`.`,
  }),
  INBOX_NONE: () => ({
    what: 'No file was named, and the configuration names no inbox.',
    tryThis:
      'Name a sheet or a folder, `vax-upload import sheet.xlsx`, or write `inbox:` into vax-upload.yaml, and below it `folder: ./inbox`.',
  }),
  INBOX_SORT: () => ({
    what: '`--sort` moves the files of a folder, and no folder is imported.',
    tryThis:
      'Name the folder, `vax-upload import inbox/ --sort`, or leave `--sort` out: a file that is named is never moved.',
  }),
  PORT_TAKEN: (p) => ({
    what: `Port ${named(p, ['port'], 'that was named')} is in use by another program.`,
    tryThis: 'Choose another one with `--port`, or `--port 0` for any that is free.',
  }),
  LEDGER_MISSING: (p) => ({
    what: `There is no ledger at ${named(p, ['path', 'file', 'ledger'], 'the place that was named')}.`,
    tryThis: p['sandbox']
      ? 'What was practised with `--to sandbox` has a ledger of its own: add `--to sandbox` to see it, or begin with `vax-upload import FILE`.'
      : isInDatabase(p)
        ? 'Begin with `vax-upload schema` as the owner of the database, then `vax-upload import FILE`; or, if there was one, see whether `state` names its database and schema.'
        : 'Begin with `vax-upload import FILE`; or, if there was one, run from the folder where it is or name it with `--state FILE`.',
  }),
  LEDGER_FORBIDDEN: (p) => ({
    what: `${named(p, ['path', 'file', 'ledger'], 'The ledger')} cannot be looked at by this user${said(p, ['code'], (v) => ` (${v})`)}. Nothing was changed.`,
    tryThis: 'Run it as the user who made the ledger, or ask for permission on its folder.',
  }),
  LEDGER_NEWER: (p) => ({
    what: `${named(p, ['path', 'file', 'ledger'], 'The ledger')} was written by a newer vax-upload than this one.`,
    tryThis: 'Use the newer version on this computer too. The ledger was not touched.',
  }),
  LEDGER_NOT_OURS: (p) => ({
    what: `${named(p, ['path', 'file', 'ledger'], 'The file that was named')} is not a ledger of vax-upload; it was not touched.`,
    tryThis: isInDatabase(p)
      ? `Its schema belongs to another program: give the ledger one of its own, ${OTHER_SCHEMA}.`
      : 'Choose another file with `--state FILE`. A spreadsheet goes after `import`, not after `--state`.',
  }),
  LEDGER_TWO_NAMES: (p) => ({
    what: `${named(p, ['path'], 'The ledger')} has a second name somewhere (a hard link), and writing under two names would damage it.`,
    tryThis:
      'Remove the other name, but keep the one that has a file ending in -wal beside it. A backup must be an ordinary copy, made while no run is going on.',
  }),
  LEDGER_KEY_MISSING: (p) => ({
    what: `The key that opens the ledger is not at ${named(p, ['path', 'file'], 'its place')}.`,
    tryThis: isInDatabase(p)
      ? 'Copy it there from another computer of this ledger (`scp`, mode 600), or from where the copy of it is kept. A new one would open nothing.'
      : 'Put it back from your backup. Without it the waiting records cannot be opened; if it is lost for good, import the spreadsheets again with a new `--state FILE`.',
  }),
  LEDGER_KEY_WRONG: (p) => ({
    what: `The key${said(p, ['path', 'file'], (v) => ` in ${v}`)} does not open this ledger.`,
    tryThis: isInDatabase(p)
      ? 'All computers of a ledger have the same key: put this file aside (another ledger may need it), and copy the key from a computer that this ledger opens for; `privacy.keyFile` names another place for it.'
      : 'The key and the ledger belong together: put back the key that was made with this ledger (`privacy.keyFile`).',
  }),
  LEDGER_BUSY: (p) => ({
    what: `Another vax-upload is at work on ${named(p, ['path', 'file', 'ledger'], 'this ledger')}${said(p, ['pid'], (v) => ` (process ${v})`)}.`,
    tryThis: 'There is nothing to do: it will finish. `vax-upload status` shows how far it is.',
  }),
  LEDGER_DAMAGED: (p) => ({
    what: `${named(p, ['path', 'file', 'ledger'], 'The ledger')} is damaged and was not changed${said(p, ['detail'], (v) => ` (${v})`)}.`,
    tryThis: `Keep a copy of it, then restore your backup, or import the spreadsheets again with a new ${isInDatabase(p) ? 'schema' : '`--state FILE`'}: the server knows the records it has.`,
  }),
  LEDGER_MOVED: (p) => ({
    what: `${named(p, ['path', 'file', 'ledger'], 'This ledger')} was moved to another computer (\`backup --move\`). Nothing is sent from here, or it would be sent twice.`,
    tryThis:
      'Work with the one that was restored there. If it never was, and nobody uses it: `vax-upload backup --stay`.',
  }),
  LEDGER_EXISTS: (p) => ({
    what: `${named(p, ['path', 'file', 'ledger'], 'A ledger')} is there already, and is not written over. Nothing was restored.`,
    tryThis:
      'Restore into an empty folder, or put the old one away first. To use both, name another place: `vax-upload restore FILE --state other/ledger.db`.',
  }),
  BACKUP_PASSPHRASE: (p) => ({
    what: `The passphrase does not open ${named(p, ['file', 'path'], 'this backup')}.`,
    tryThis:
      'Type it again, or name the right file: `vax-upload restore FILE --passphrase-file ./passphrase`. Without it nobody can open the backup.',
  }),
  BACKUP_NOT_OURS: (p) => ({
    what: `${named(p, ['file', 'path'], 'This file')} is no backup that this version can read.`,
    tryThis: 'Name the file that `vax-upload backup -o FILE` has written; a newer version may have written it.',
  }),
  BACKUP_DAMAGED: (p) => ({
    what: `${named(p, ['file', 'path'], 'This backup')} is not whole: it was cut short or changed on the way. Nothing was restored.`,
    tryThis:
      'Copy it again from where it was made, or take another one; on the old computer `vax-upload backup -o FILE` makes a new one.',
  }),
  LEDGER_CHANGED: (p) => ({
    what: `${named(p, ['path', 'file', 'ledger'], 'The ledger')} was changed by something other than this program. It is not believed, and nothing more is sent from it.`,
    tryThis: isInDatabase(p)
      ? `Find out who can write to that schema, and keep it as it is. Then import the spreadsheets again into a new one, ${OTHER_SCHEMA}: the server knows the records it has. \`vax-upload reconcile FILE\` shows what it lacks.`
      : 'Put it away and find out who can write it. Then import the spreadsheets again with a new `--state FILE`: the server knows the records it has. `vax-upload reconcile FILE --state NEW-FILE` shows what it lacks.',
  }),
  SERVER_AWAY: (p) => ({
    what: `The server${said(p, ['target', 'url', 'host'], (v) => ` ${v}`)} stayed away${said(p, ['since'], (v) => ` (since ${v})`)}. Everything is saved.`,
    tryThis: 'Run `vax-upload resume` again later or tonight; the spreadsheet is not needed.',
  }),
  COMPARISON_AWAY: (p) => ({
    what: `The server${said(p, ['target'], (v) => ` ${v}`)} stayed away, so the comparison did not come to its end. Nothing was changed.`,
    tryThis: 'Run the same command again later; `vax-upload status` shows what the ledger knows meanwhile.',
  }),
  COMPARISON_WINDOW: (p) => ({
    what: `The time window ended before the server${said(p, ['target'], (v) => ` ${v}`)} had answered everything. Nothing was changed.`,
    tryThis: 'Run the same command again with more time, or with fewer files at once.',
  }),
  SERVER_UNAUTHORISED: (p) => ({
    what: `The server${said(p, ['target', 'url', 'host'], (v) => ` ${v}`)} does not accept our credentials${said(p, ['status'], (v) => ` (HTTP ${v})`)}. Everything is saved.`,
    tryThis:
      'Have the token or password renewed and its permissions looked at, then run `vax-upload resume`: it goes on where it stopped.',
  }),
  SERVER_MISCONFIGURED: (p) => ({
    what: `What answers at ${named(p, ['target', 'url', 'host'], 'this address')} is not the registry we expect${said(p, ['status'], (v) => ` (HTTP ${v})`)}${said(p, ['detail'], (v) => `: ${v}`)}. Everything is saved.`,
    tryThis: 'Check `target.url` and `target.type` in vax-upload.yaml, then run `vax-upload resume`.',
  }),
  SERVER_RIGHTS: (p) => ({
    what: `The server lets us in, and this user may not write records of the programme there${said(p, ['code'], (v) => ` (${v})`)}. Everything is saved.`,
    tryThis:
      'Have the people who run the server give this user the right to write data of the programme, its stage and its people; `vax-upload doctor` names what is closed. Then run `vax-upload resume`.',
  }),
  SERVER_DOUBLES: (p) => ({
    what: `\`vax-upload doctor\` has seen that the server stores a record again that it has already (${named(p, ['form'], 'as it is written to')}). Nothing was sent; everything is saved.`,
    tryThis:
      'Set `target.fhir.bundle` to the other value if doctor says that the server knows records again there; or have the server mended, and run `vax-upload doctor --canary FILE` once more. Then run `vax-upload resume`.',
  }),
  METADATA_MISSING: (p) => ({
    what: `The server shows us nothing, or several things, called ${named(p, ['word'], 'as the configuration says')} (${named(p, ['key'], 'target')}). Nothing was sent.`,
    tryThis: `${said(p, ['nearest'], (v) => `Did you mean ${v}? `)}Write its UID, its code or its name as the server has it, and have it shared with this user; \`vax-upload doctor\` names everything that is missing.`,
  }),
  METADATA_UNMAPPED: (p) => ({
    what: `The server demands ${named(p, ['word'], 'a value')}, and the configuration says of no field that it goes there (${named(p, ['key'], 'target')}). Nothing was sent.`,
    tryThis: `Name it under \`${named(p, ['key'], 'attributes')}\`, or give it one value for everybody under \`constants\`; \`vax-upload doctor\` names everything that is missing.`,
  }),
  SERVER_SETTING: (p) => ({
    what: `The server${said(p, ['target'], (v) => ` ${v}`)} refuses every record for a setting: \`${named(p, ['key'], 'target')}\`${said(p, ['rule'], (v) => ` (${explainedCode(`RuleNumber:${v}`, 'en').replace(/\.$/, '')})`)}. Everything is saved.`,
    tryThis:
      'Correct it in vax-upload.yaml with whoever gave you access to the registry (docs/targets/satusehat.md says what it means), then run `vax-upload resume`.',
  }),
  CONFIRM_UNKNOWN: (p) => ({
    what: `${named(p, ['given'], 'What was named')} is no file that was handed over and waits for a word, and no answer of a server.`,
    tryThis:
      '`vax-upload confirm` lists what waits. An answer is named with its path, for example `vax-upload confirm answer.csv`.',
  }),
  CONFIRM_THERE: (p) => ({
    what: `${named(p, ['path'], 'The file')} still lies there, so it can still be uploaded. Nothing was changed.`,
    tryThis:
      'Upload it as it is; or, if it must not be used, delete it with its manifest and type the same command again.',
  }),
  ANSWER_COLUMNS: (p) => ({
    what: `${named(p, ['file'], 'The answer')} cannot be understood: it needs a column that says what became of each row, and the key, or NIK and dose.`,
    tryThis:
      'Name its headings and words under `answer:` in the template (`template:` under `files:` in vax-upload.yaml), then type the same command again.',
  }),
  SERVER_UNTRUSTED: (p) => ({
    what: `The certificate of the server${said(p, ['target', 'url', 'host'], (v) => ` ${v}`)} cannot be trusted: it is signed by nobody known here, for another name, or out of date. Nothing was sent; everything is saved.`,
    tryThis:
      'Look at the clock of this computer; for a registry with an authority of its own put its certificate into a file and name it as `caFile` below `url` in vax-upload.yaml. Then run `vax-upload resume`.',
  }),
  CERTIFICATE_REFUSED: (p) => ({
    what: `The server${said(p, ['target'], (v) => ` ${v}`)} asks for a certificate of ours and does not take what we show. Nothing was sent; everything is saved.`,
    tryThis:
      'Name your certificate as `certFile` and its private key as `keyFile` below `url` in vax-upload.yaml; if they stand there, ask the people of the server whether they know this certificate. Then run `vax-upload resume`.',
  }),
  TOKEN_AWAY: (p) => ({
    what: `The server that gives out tokens, ${named(p, ['target'], 'that was named')} (${named(p, ['key'], 'tokenUrl')}), gives no answer${said(p, ['status'], (v) => ` that we understand (HTTP ${v})`)}${said(p, ['cause'], (v) => ` (${CAUSES[v] ?? v})`)}. Everything is saved.`,
    tryThis:
      'Check `tokenUrl` below `auth` in vax-upload.yaml and the line. Then run `vax-upload resume`: once a token has worked, such an outage is waited out.',
  }),
  TOKEN_REFUSED: (p) => ({
    what: `The server that gives out tokens, ${named(p, ['target'], 'that was named')} (${named(p, ['key'], 'tokenUrl')}), refuses us${said(p, ['detail'], (v) => `: ${v}`)}${said(p, ['status'], (v) => ` (HTTP ${v})`)}. Everything is saved.`,
    tryThis:
      'Check what stands below `auth` in vax-upload.yaml (`clientId`, the client secret or the private key and its `keyId`, `scope`, `clientIn`, `tokenUrl`) with whoever gave it to you, and the clock of this computer. Then run `vax-upload resume`.',
  }),
  SIGNATURE_CLOCK: (p) => ({
    what: `The server ${named(p, ['target'], 'that was named')} refuses our signature, and the clock of this computer is ${named(p, ['minutes'], 'some')} min ${{ ahead: 'ahead of', behind: 'behind' }[named(p, ['side'], '')] ?? 'off'} the server's. Everything is saved.`,
    tryThis:
      'Set the clock of this computer (let it be set over the network), then run `vax-upload resume`. If it is right, ask the people who run the server.',
  }),
  DISK_FULL: (p) => ({
    what: `The disk is full${said(p, ['path', 'file'], (v) => ` (${v})`)}. Nothing is lost.`,
    tryThis: 'Free some space, then run the same command again.',
  }),
  DISK_FAILED: (p) => ({
    what: `The disk does not do as it is told${said(p, ['path', 'file'], (v) => ` (${v})`)}${said(p, ['code', 'detail'], (v) => ` (${v})`)}. Nothing that was reported as saved is lost.`,
    tryThis:
      'Check the cable, the drive or the network folder, make a copy of the ledger, then run the same command again.',
  }),
  DISK_READ_ONLY: (p) => ({
    what: `${named(p, ['path', 'file'], 'The folder of the ledger')} cannot be written to.`,
    tryThis:
      'Run it from a folder of your own, allow writing there, or name another place: `--state FILE` for the ledger, `-o FILE` of `check` or `rejects` for the correction sheet.',
  }),
  FOLDER_MISSING: (p) => ({
    what: `The folder for files${said(p, ['path'], (v) => ` ${v}`)} is not there. Everything is saved; nothing is lost.`,
    tryThis:
      'Plug in the stick, connect the drive, or make that folder (`folder:` under `files:` in vax-upload.yaml); then run `vax-upload resume`.',
  }),
  FILE_DIFFERS: (p) => ({
    what: `${named(p, ['path'], 'A file')} has the name of a file that is to be written, and says something else. It was left as it is.`,
    tryThis: 'Move that file to another folder, then run `vax-upload resume`: what belongs there is written again.',
  }),
  DISK_NO_LOCK: (p) => ({
    what: `The disk of ${named(p, ['path', 'file'], 'the ledger')} cannot lock files or force them to the disk${said(p, ['code', 'detail'], (v) => ` (${v})`)}, as some network and cloud folders. Nothing is lost.`,
    tryThis:
      'Keep the ledger on a disk of this computer: `--state FILE`, or `state:` in vax-upload.yaml (an old ledger is moved there together with its key). Sheets may stay where they are.',
  }),
  FILES_OPEN: (p) => ({
    what: `This computer has too many files open${said(p, ['path', 'file'], (v) => ` to open ${v}`)}${said(p, ['code'], (v) => ` (${v})`)}. Nothing is lost.`,
    tryThis: 'Close other programs or let `ulimit -n` be raised, then run the same command again.',
  }),
  INBOX_AWAY: (p) => ({
    what: `The folder ${named(p, ['path'], 'of the inbox')} cannot be looked into${said(p, ['code'], (v) => ` (${v})`)}. What waits in the ledger is sent all the same.`,
    tryThis:
      'Make the folder, or check its name (`inbox.folder`), your rights in it, and whether the network drive is there.',
  }),
  INBOX_STUCK: (p) => ({
    what: `${named(p, ['path'], 'A file')} could not be moved to ${named(p, ['folder'], 'its folder')}${said(p, ['code'], (v) => ` (${v})`)}. It stays where it is; its rows are not concerned.`,
    tryThis: 'Close it in Excel, and let the user of this program write in both folders; the next run moves it.',
  }),
  SCHEDULE_TOOL: (p) => ({
    what: `Nights are not arranged: ${named(p, ['tool'], 'the program of the system that keeps schedules')} did not work${said(p, ['detail'], (v) => ` (${v})`)}.`,
    tryThis:
      'Install it, ask whoever keeps this computer to allow it, or choose another kind: `vax-upload schedule --help` names them.',
  }),
  SCHEDULE_PATH: (p) => ({
    what: `Nights cannot be arranged for a path with a line break or another unseen character in it${said(p, ['path'], (v) => `: ${v}`)}.`,
    tryThis: 'Rename the folder or the file, then run the command again.',
  }),
  SCHEDULE_LONG: (p) => ({
    what: `The paths are too long for cron: the line would have ${named(p, ['length'], 'more than 990')} characters of at most 990.`,
    tryThis:
      'Use `vax-upload schedule --install systemd`, or move program and configuration to a folder with a shorter path.',
  }),
  SCHEDULE_ELSEWHERE: (p) => ({
    what: `Nights cannot be installed for ${named(p, ['kind'], 'that')} on this computer.`,
    tryThis: `Run the command on the computer that is meant, or look at it here with \`vax-upload schedule --print ${named(p, ['kind'], 'cron')}\`.`,
  }),
  OUTPUT_LOST: (p) => ({
    what: `What the program printed could not be written to its end${said(p, ['code'], (v) => ` (${v})`)}: the disk of the log is full, perhaps. The work itself is not concerned.`,
    tryThis: 'Free some space where the output goes; `vax-upload status` shows what the ledger has.',
  }),
  INVARIANT: (p) => ({
    what: `The program has checked itself and found that something does not add up${said(p, ['rule', 'detail', 'what'], (v) => ` (${v})`)}. The ledger is unharmed.`,
    tryThis:
      'Please report this as an issue of vax-upload. Running the same command again is safe: nothing is sent twice.',
  }),
} as const satisfies ErrorTexts;
