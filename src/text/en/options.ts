import type { ConfigFileTexts } from '../options.ts';

export const optionsEn = {
  title: [
    'The configuration of vax-upload. Every option there is stands here with its default, behind a "#":',
    'take the "#" away to set it. Durations are written 250ms, 1s, 5m or 8h; relative paths start from the folder of this file.',
    'Passwords and tokens never stand here, only where they are kept.',
  ],
  values: 'Values',
  example: 'for example',
  meanings: {
    target: 'The server that gets the records. Without it only `--to sandbox` works.',
    'target.type':
      'How the server wants to be spoken to. json is our own API (docs/intake-api.yaml), or any other of JSON over HTTP, which a file describes (docs/targets/json.md); fhir a FHIR R4 server (docs/targets/fhir.md); dhis2 the tracker of DHIS2 (docs/targets/dhis2.md); satusehat the registry of Indonesia (docs/targets/satusehat.md); province the database of a province, which delivers (docs/many-machines.md); files writes files for uploads by hand (docs/targets/files.md).',
    'target.url': 'Its address.',
    'target.allowHttp':
      'Send without encryption (http://) to another computer. Only where the line itself is safe: a cable of your own, a VPN.',
    'target.caFile': 'Certificates (PEM) of an authority that is trusted besides those of Node and of this computer.',
    'target.certFile':
      'Our own certificate (PEM), for servers that ask for one (mutual TLS); the server of tokens is shown the same.',
    'target.keyFile': 'The private key of that certificate (PEM, without a passphrase; readable by you alone).',
    'target.proxy':
      'The proxy on the way to the server, or none; without it HTTPS_PROXY, HTTP_PROXY and NO_PROXY of the environment.',
    'target.passwordFile':
      'Of type province: a file that holds the password of the role and nothing else; without it ~/.pgpass and PGPASSWORD.',
    'target.allowPlain':
      'Of type province: connect without encryption to another computer. Only where the line itself is safe.',
    'target.publicKey':
      'Of type province: its key, as its people hand it on (`vax-upload push --show-key` prints it there).',
    'target.district': 'Of type province: how this district is called there; without it as its role in the database.',
    'target.auth': 'How to get in.',
    'target.auth.type':
      'bearer needs a token; apitoken one of DHIS2 (d2pat_…); basic a user name and a password; oauth2 (client credentials) a client id and its secret; smart (SMART Backend Services) a client id and a private key.',
    'target.auth.tokenFile': 'A file that holds the token and nothing else (readable by you alone: chmod 600).',
    'target.auth.tokenCommand': 'Instead of a file: a command that prints the token.',
    'target.auth.username': 'The user name, for basic.',
    'target.auth.passwordFile': 'A file that holds the password and nothing else.',
    'target.auth.passwordCommand': 'Instead of a file: a command that prints the password.',
    'target.auth.tokenUrl': 'Where tokens are given out, for oauth2 and smart.',
    'target.auth.clientId': 'The client id, for oauth2 and smart.',
    'target.auth.clientSecretFile': 'A file that holds the client secret and nothing else.',
    'target.auth.clientSecretCommand': 'Instead of a file: a command that prints the client secret.',
    'target.auth.privateKeyFile':
      'A file that holds the private key for smart: PEM or JWK, RSA of 2048 bits or more, or EC on P-384 (chmod 600).',
    'target.auth.privateKeyCommand': 'Instead of a file: a command that prints the private key.',
    'target.auth.keyId': 'By what the server knows the key (kid). A JWK brings its own.',
    'target.auth.scope': 'What the token is to be good for, where the server of identities asks for it.',
    'target.auth.clientIn': 'Where the client id and its secret are sent: in the header, or with the form.',
    'target.auth.grantTypeIn': 'Where grant_type is sent: with the form, or in the address (SATUSEHAT).',
    'target.files': 'Batches as files in a folder, for servers that only take uploads by hand (docs/targets/files.md).',
    'target.files.folder': 'The folder, which has to be there: on this computer, a shared drive or a stick.',
    'target.files.format': 'What the files are; fhir is FHIR R4 Bundles, one a line.',
    'target.files.archive': 'Each file in a ZIP of its own.',
    'target.files.template': 'Columns and words of the server, for csv and xlsx, and the words in which it answers.',
    'target.idempotencyHeader': 'How the server wants the number of a batch, by which it knows a batch it already has.',
    'target.idempotencyHeader.name': 'The name of the header.',
    'target.idempotencyHeader.quoted': 'In double quotes (RFC 8941) or bare.',
    'target.dhis2': 'Of type dhis2: the program, and what the server calls our fields, vaccines and places.',
    'target.dhis2.program': 'The program, by UID, code or name.',
    'target.dhis2.stage': 'Its stage for doses; needed only where it has several.',
    'target.dhis2.attributes': 'Of a person, which attribute holds which field, by UID, code or name.',
    'target.dhis2.dataElements': 'Of a dose, which data element holds which field.',
    'target.dhis2.constants': 'Attributes or data elements that have one value for everybody.',
    'target.dhis2.options':
      'What our words are called there, field by field. Not needed where code or name of the option is our word.',
    'target.dhis2.orgUnit':
      'The unit of records that name no site. Sites are found by UID, code or name among the units of the program; the mapping file says what sheets call them.',
    'target.dhis2.unknownSite':
      'What becomes of records whose site is no unit of the program: refused, or recorded in `orgUnit`.',
    'target.dhis2.lookUp':
      'Ask who is there already before each sending (always), or only where the server objects (conflicts).',
    'target.dhis2.eventStatus': 'The status of the event of a dose.',
    'target.dhis2.importStrategy':
      'create never touches what is there; create-and-update writes corrected doses over it, and over what somebody changed there since.',
    'target.dhis2.instance':
      'A word that goes into every UID. Never change it: every dose would be stored a second time.',
    'target.json': 'Of type json, for servers that speak another API than ours: the server as a file describes it.',
    'target.json.description':
      'The file that says how the server is spoken to (docs/targets/json.md has examples to copy).',
    'target.json.values': 'What the description leaves to each place, by name.',
    'target.json.secrets':
      'Where the secrets are that the description names: each a file that holds it and nothing else, or a command that prints it.',
    'target.maxBatch': 'The most records the server takes in one request, or in one file.',
    'target.fhir': 'How a FHIR R4 server is written to (docs/targets/fhir.md).',
    'target.fhir.bundle':
      'Each person with their doses in one transaction; or, where the server has no transactions, first the people and then the doses in two batches.',
    'target.fhir.mode':
      'create leaves what the server has as it is; update writes doses over what it has, for corrected rows.',
    'target.fhir.personsPerBundle':
      'People in one bundle. Without it one in a transaction, or up to 50 once `vax-upload doctor` has shown that the server knows records again there.',
    'target.fhir.patientSystem': 'By which system of identifiers the server knows people with a NIK.',
    'target.fhir.passportSystem':
      'The same for passports. `{country}` in it is replaced by the country; without it the country stands before the number.',
    'target.fhir.kitasSystem': 'The same for stay permits (KITAS, KITAP).',
    'target.fhir.codeSystems':
      'Addresses of code systems by the words of your mapping file; cvx, atc, snomed and kfa are known.',
    'target.fhir.targetDiseases': 'What a programme, or a series of it, protects against; COVID-19 is known.',
    'target.fhir.locations': 'References of the server for sites, by the names in the sheets; others are sent by name.',
    'target.fhir.primarySource': 'Whether the sheets come from those who gave the doses.',
    'target.fhir.extra':
      'More elements for Patient or Immunization, as the server wants them; `{date}`, `{lot}`, `{name}` … stand for values of the row.',
    'target.satusehat': 'For type satusehat: what it has to be told of your organization (docs/targets/satusehat.md).',
    'target.satusehat.organization': 'The number of the organization that the client id belongs to.',
    'target.satusehat.location': 'The id of the place where doses are given.',
    'target.satusehat.practitioner':
      'The number (IHS) of whoever answers for doses whose vaccinator has no NIK in the sheet.',
    'target.satusehat.compareNames':
      'Ask a person to look where the registry knows a NIK by another name than the row has: a wrong digit is often the number of somebody else.',
    'target.satusehat.primarySource':
      'The sheets come from whoever gave the doses; each needs its batch number and expiry date then. false: doses that are only told of.',
    'target.satusehat.reportOrigin': 'Of doses that are only told of: from whom (immunization-origin).',
    'target.satusehat.performerFunction':
      'What the practitioner did. Without it AP (gave the dose) or, of doses that are only told of, EP (entered it).',
    'target.satusehat.reason': 'Why doses were given (immunization-reason). Built in for COVID-19.',
    'target.satusehat.timing': 'Of routine immunizations: when (immunization-routine-timing).',
    'target.satusehat.diagnosis': 'Why people came, in ICD-10. Built in for COVID-19.',
    'target.satusehat.route': 'How doses were given. Built in for COVID-19.',
    'target.satusehat.doseMl': 'How much was given, in mL. Without it nothing is said of it.',
    'target.satusehat.lag':
      'How long its searches may not show what is there. A visit younger than this is asked for again before its dose is sent alone.',
    targets: 'More servers by name, each written like `target`, for `--to NAME`. Each has its own ledger.',
    to: 'Which server is meant when the command line has no `--to`.',
    delivery: 'How records are sent.',
    'delivery.batchSize': 'Records in one request. After an outage it begins smaller by itself.',
    'delivery.concurrency': 'Requests at the same time.',
    'delivery.timeout': 'The longest a request may take.',
    'delivery.retry': 'How long is waited while the server is down.',
    'delivery.retry.first': 'The first wait after a failure. It doubles with each further one and varies at random.',
    'delivery.retry.cap': 'The longest of these waits.',
    'delivery.retry.probe': 'How often a server that stays away is asked whether it is back.',
    'delivery.lookBack':
      'After an outage the server is asked for what it confirmed so shortly before: one that dies may forget it. 0s: it is believed.',
    'delivery.doubtWait': 'How long after a lost answer the server is first asked what became of the batch.',
    'delivery.keyLife':
      'How long the server remembers the number of a batch. Older batches are never sent again without asking.',
    'delivery.patience': 'The longest outage that is waited out (then exit code 5).',
    'delivery.turnedAway':
      'How long a server that has accepted records may turn us away (401, 403, 404 …) before that is its last word (then exit code 7).',
    'delivery.startJitter':
      'A random wait of at most this long before the first request of a run without a terminal (cron), so that many computers do not start in the same second.',
    'delivery.window': 'When to stop for today (exit code 10). The next run goes on.',
    'delivery.window.until': 'At this time of day.',
    'delivery.window.maxDuration': 'After this time.',
    inbox: 'The folder in which clerks hand sheets in. `vax-upload import` without a file takes it.',
    'inbox.folder': 'Where it is. Folders directly in it are looked into as well: one for each facility.',
    'inbox.sort':
      'Move sheets: what is done, and what needs a person together with its correction sheet. What still waits for the server stays where it is.',
    'inbox.done': 'What the folder of what is done is called, below the folder that the sheet lay in.',
    'inbox.toCorrect': 'The same for what needs a person.',
    state:
      'The ledger: what was read, what was sent, what the server said. One path or address may stand behind it, in place of what is below: `state: postgresql://role@host/database`.',
    'state.path': 'The file.',
    'state.type': 'A database that many computers share, in place of a file (docs/many-machines.md).',
    'state.url':
      'Where the database is: as psql takes it, but without a password. What it leaves out is taken from PGHOST, PGUSER and the like.',
    'state.passwordFile':
      'A file with the password of the role. Without it, and without passwordCommand, PGPASSWORD and ~/.pgpass are asked.',
    'state.passwordCommand': 'A command that prints the password instead.',
    'state.caFile': 'Certificates (PEM) to trust beside the well-known ones.',
    'state.allowPlain':
      'Go to another computer without TLS, or without knowing who answers. Only where the line itself is safe: a cable of your own, a VPN.',
    language: 'The language of messages and correction sheets. Without it, the language of the computer.',
    privacy: 'How personal data is protected on this computer.',
    'privacy.keyFile':
      'The key that seals the ledger. It is made at the first use. Without it the ledger cannot be read: keep a copy, but not beside the ledger.',
    'privacy.keyCommand':
      'A command that prints the key instead (32 bytes as 64 hexadecimal digits or in base64), for example from a password manager.',
    'privacy.passphraseFile':
      'A passphrase instead of a key; also from the variable VAX_UPLOAD_PASSPHRASE. `vax-upload rekey` changes a ledger that is there.',
    'privacy.keep':
      'How long after the answer of the server fingerprints of name, birth date and content are kept. Then only whose dose it was stays, so that it is not sent twice; `purge` takes that too.',
    'privacy.purgeAfter':
      'How long after the answer of the server each run forgets a record by itself, down to the last fingerprint, as `purge --older-than` does. Without it nothing is forgotten so. A sheet that is imported again after that is sent again, under the same keys.',
    reading: 'How sheets are read.',
    'reading.programme': 'The vaccination programme. It is part of what makes a record the same record.',
    'reading.timeZone': 'The time zone of the sheets: in it "today" is judged, and instants are days.',
    'reading.emptyNik': 'What a row without a NIK is: an error, or held for a decision.',
    'reading.lenientNik': 'Take a NIK with an impossible date in it, with a warning.',
    'reading.fixDates': 'Exchange day and month where the NIK proves that they were exchanged.',
    'reading.skipHidden': 'Leave out hidden rows.',
    'reading.mapping':
      'The mapping file: which names of vaccines, facilities and categories in the sheets mean what. `init` has written one beside this file.',
    'reading.columns':
      'Which column holds what, as it was confirmed once; written by the program, `vax-upload mappings` lists and forgets it.',
    schedule: 'When `vax-upload schedule --install` lets a night begin.',
    'schedule.at': 'The time of day.',
    'schedule.timeZone': 'The zone of that time. Without it that of `reading`.',
    'schedule.spread':
      'Each computer begins at a random moment of so long a time, so that hundreds of them do not ask in the same second.',
    log: 'What each run leaves for whoever looks afterwards: a file in `logs/` beside the ledger, without personal data (docs/nights.md).',
    'log.keep': 'How long it is kept.',
    'log.runs': 'So many of them are kept; 0: none is written.',
    'log.megabytes': 'All of them together are not larger.',
    notify:
      'Who hears of each run that delivers (docs/notify.md). None of it changes an exit code; `vax-upload notify` tries it out.',
    'notify.on':
      'When command, webhook and e-mail tell: always; only when something was read, landed or went wrong (news); only when somebody has to act (problems). A ping is always sent.',
    'notify.name': 'What this computer is called in what is told. Without it, its name in the network.',
    'notify.timeout': 'The longest each of them may take.',
    'notify.fileNames': 'Tell names of files too. They may hold names of people.',
    'notify.ping': 'A watchman such as healthchecks.io, which calls somebody when no ping comes.',
    'notify.ping.url': 'The address of the check. It is a secret: it is shown nowhere.',
    'notify.ping.urlFile': 'Instead of it: a file that holds the address and nothing else (chmod 600).',
    'notify.ping.allowHttp': 'Plain http:// to another computer, where the line itself is safe.',
    'notify.ping.caFile':
      'Certificates (PEM) of an authority that is trusted besides those of Node and of this computer.',
    'notify.ping.proxy':
      'The proxy on the way, or none; without it HTTPS_PROXY, HTTP_PROXY and NO_PROXY of the environment.',
    'notify.ping.success':
      'Exit codes that are told as 0: nobody is to be woken. A server that stays away (5) and a night that was too short (10) go on by themselves.',
    'notify.ping.log': 'Exit codes that are only noted. All others are told as they are: a failure.',
    'notify.command':
      'A command, run in the shell: counts stand in its variables VAX_RUN_… and as JSON on its standard input; what it prints is dropped.',
    'notify.webhook': 'A program of yours, or a chat, that gets counts as JSON.',
    'notify.webhook.url': 'Its address. It is a secret: it is shown nowhere.',
    'notify.webhook.urlFile': 'Instead of it: a file that holds the address and nothing else (chmod 600).',
    'notify.webhook.allowHttp': 'Plain http:// to another computer, where the line itself is safe.',
    'notify.webhook.caFile':
      'Certificates (PEM) of an authority that is trusted besides those of Node and of this computer.',
    'notify.webhook.proxy':
      'The proxy on the way, or none; without it HTTPS_PROXY, HTTP_PROXY and NO_PROXY of the environment.',
    'notify.webhook.on': 'When it is told, where that differs from `notify.on`.',
    'notify.webhook.tokenFile': 'A file with a token that is shown (Authorization: Bearer …).',
    'notify.webhook.tokenCommand': 'Instead of a file: a command that prints the token.',
    'notify.webhook.secretFile': 'A file with a secret that the body is signed with (HMAC-SHA256, webhook-signature).',
    'notify.webhook.secretCommand': 'Instead of a file: a command that prints the secret.',
    'notify.email': 'E-mail by SMTP.',
    'notify.email.on': 'When a letter is sent, where that differs from `notify.on`.',
    'notify.email.host': 'The mail server.',
    'notify.email.port': 'Its port: 587 unless given, or 465 with `security: tls`.',
    'notify.email.security':
      'starttls (unless given, and port 465 is not): it must change to an encrypted line; tls: encrypted from the first byte; none: in the open, and without a password.',
    'notify.email.caFile':
      'Certificates (PEM) of an authority that is trusted besides those of Node and of this computer.',
    'notify.email.user': 'The user name, where it wants one.',
    'notify.email.passwordFile': 'A file that holds the password and nothing else (chmod 600).',
    'notify.email.passwordCommand': 'Instead of a file: a command that prints the password.',
    'notify.email.from': 'The sender, an address that the mail server lets us use.',
    'notify.email.to': 'Whom it goes to, with commas between them.',
    'notify.email.attachReport':
      'Send the page of `vax-upload report` with it. It names files and facilities, and nobody in them.',
    sandbox: '',
  },
  next: (path, mapping) => [
    `Written: ${path}`,
    `Beside it: ${mapping}, for vaccines, facilities and categories that your server calls by other names than your sheets.`,
    'Next: open it, take the "#" away before `url:` under `target:` and put the address of your server there; where the server wants a token, take the "#" away before `type:` and `tokenFile:` under `auth:` too, with `type: bearer`.',
    'Until then, practise: `vax-upload import FILE --to sandbox`',
  ],
} as const satisfies ConfigFileTexts;
