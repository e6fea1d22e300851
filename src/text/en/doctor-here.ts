import type { HereParams } from '../../doctor/finding.ts';
import type { DoctorHereWords } from '../doctor-here.ts';
import { type Figures, sizeText } from '../numbers.ts';

const server = ({ host, port }: HereParams): string => (port === undefined ? `${host}` : `${host}, port ${port}`);
const AGAIN = '`vax-upload doctor`';

export function doctorHereEn({ number: n, decimal, duration }: Figures): DoctorHereWords {
  const size = (bytes: number): string => sizeText(bytes, decimal, n);
  const apart = ({ seconds = 0, side }: HereParams): string =>
    `The clock of this computer is ${duration(Number(seconds) * 1_000)} ${side === 'behind' ? 'behind' : 'ahead of'} that of the server`;
  return {
    parts: {
      computer: () => 'This computer:',
      ledger: () => 'The ledger:',
      files: () => 'Files and folders:',
      nights: () => 'The nights:',
      way: (host) => `The way to ${host}:`,
    },
    findings: {
      node: {
        good: ({ version }) => `Node ${version}.`,
        faults: {
          old: ({ version, oldest }) => ({
            what: `This is Node ${version}, which is too old.`,
            tryThis: `Install Node ${oldest} or newer from nodejs.org.`,
          }),
        },
      },
      configuration: {
        good: ({ file, target }) =>
          file === undefined
            ? `No vax-upload.yaml is used; records go to ${target}.`
            : `${file} can be followed; records go to ${target}.`,
        faults: {},
      },
      'state-folder': {
        good: ({ path, made }) =>
          made === 'no'
            ? `The folder ${path} will be made by the first import.`
            : `The folder ${path} is yours alone to write.`,
        faults: {
          owner: ({ path, owner, cure }) => ({
            what: `The folder ${path} belongs to another user (number ${owner}), who can exchange the ledger.`,
            tryThis: `Run vax-upload as that user, or have the superuser hand it over: \`${cure}\`.`,
          }),
          anybody: ({ path, cure }) => ({
            what: `Every user of this computer can exchange files in ${path}.`,
            tryThis: `Close it: \`${cure}\`.`,
          }),
          group: ({ path, cure }) => ({
            what: `Other users of your group can exchange files in ${path}.`,
            tryThis: `Unless they are meant to, close it: \`${cure}\`.`,
          }),
        },
      },
      'disk-space': {
        good: ({ free = 0 }) => `${size(Number(free))} are free on its disk.`,
        faults: {
          full: ({ path, free = 0, needed = 0 }) => ({
            what: `The disk of ${path} is as good as full: ${size(Number(free))} are free, and a run needs ${size(Number(needed))}.`,
            tryThis: 'Free some space there (the recycle bin, old downloads), or put `state:` on another disk.',
          }),
          scarce: ({ path, free = 0 }) => ({
            what: `Only ${size(Number(free))} are free on the disk of ${path}. That is enough for some hundred thousand rows.`,
            tryThis: 'Free some space there before a large import.',
          }),
          names: ({ path }) => ({
            what: `The disk of ${path} can hold no more files (its inodes are used up).`,
            tryThis: 'Delete small files that nobody needs there, or put `state:` on another disk.',
          }),
        },
      },
      disk: { good: () => 'It takes what is written, forces it to the disk and can lock files.', faults: {} },
      rights: {
        good: ({ count = 0 }) => `Nobody else can open the files of vax-upload (${n(Number(count))} looked at).`,
        faults: {
          owner: ({ path, owner, uid, cure }) => ({
            what: `${path} belongs to another user (number ${owner}); this is number ${uid}.`,
            tryThis: `Run vax-upload as that user, or have the superuser hand it over: \`${cure}\`.`,
          }),
          writable: ({ path, cure }) => ({
            what: `Other users of this computer can change ${path}.`,
            tryThis: `Close it: \`${cure}\`.`,
          }),
          readable: ({ path, cure }) => ({
            what: `Other users of this computer can read ${path}. What waits in a ledger is sealed, and yet it is nobody's affair.`,
            tryThis: `Close it: \`${cure}\`.`,
          }),
        },
      },
      key: {
        good: ({ name, fits }) =>
          fits === 'absent'
            ? `The key of the ledger will be made by the first import (${name}).`
            : fits === 'readable'
              ? `The key of the ledger is there (${name}).`
              : `The key is there and opens the ledger (${name}).`,
        faults: {},
      },
      database: {
        good: ({ version, line }) =>
          `PostgreSQL ${version} has the ledger; the line to it is ${line === 'socket' ? 'a socket of this computer' : line === 'here' ? 'within this computer' : 'encrypted'}.`,
        faults: {
          plain: ({ path, version }) => ({
            what: `The line to ${path} (PostgreSQL ${version}) is not encrypted.`,
            tryThis:
              'Where that is another computer, take `allowPlain` and `sslmode` out of `state`, and have `ssl = on` set at the server.',
          }),
          'read-only': ({ path }) => ({
            what: `${path} can only be read: it is a standby, or guarded (default_transaction_read_only).`,
            tryThis: 'Name the server that can be written in `state`, or all of them: postgresql://one,two/database.',
          }),
          forgets: ({ path }) => ({
            what: `${path} does not force to its disk what was written (fsync = off): a power cut loses rows, or all of it.`,
            tryThis: 'Have `fsync = on` set at the server before anything is imported.',
          }),
        },
      },
      'database-rights': {
        good: () => 'Our role may do there what a ledger needs.',
        faults: {
          look: ({ path }) => ({
            what: `Our role may look at ${path}, and write nothing: \`status\` and \`report\` work, \`import\` and \`resume\` do not.`,
            tryThis: 'If it is to do more, have the rights granted; docs/many-machines.md has them as a script.',
          }),
        },
      },
      ledger: {
        good: ({ path, isNew }) =>
          isNew === 'yes' ? `There is no ledger at ${path} yet: the first import makes it.` : `${path} can be opened.`,
        faults: {
          earlier: ({ path }) => ({
            what: `An earlier version of vax-upload has left ${path}. What only its newer form shows was not looked at.`,
            tryThis: 'Nothing has to be done: the next run brings it up to date. `vax-upload status` does so at once.',
          }),
        },
      },
      'ledger-whole': {
        good: () => 'The file of the ledger is whole.',
        faults: {
          large: ({ path }) => ({
            what: `${path} is too large to be looked over while you wait.`,
            tryThis: 'Nothing has to be done: a run that follows a crash looks it over by itself.',
          }),
        },
      },
      'ledger-genuine': {
        good: ({ all = 0 }) => `All that counts in it was written by vax-upload (${n(Number(all))} rows looked at).`,
        faults: {
          large: ({ looked = 0, all = 0 }) => ({
            what: `${n(Number(looked))} of its ${n(Number(all))} rows were looked at, and were written by vax-upload; the others would take too long.`,
            tryThis: 'Nothing has to be done: each row is looked at before anything is made of it.',
          }),
        },
      },
      'ledger-target': { good: ({ target }) => `It belongs to ${target}.`, faults: {} },
      'ledger-run': {
        good: ({ how }) =>
          how === 'at-work' ? 'A run is going on just now; it is not disturbed.' : 'The last run came to its end.',
        faults: {
          killed: () => ({
            what: 'The last run was cut off (a power cut, a kill). Nothing is lost.',
            tryThis: 'Go on: `vax-upload resume`. What was on its way is asked for first.',
          }),
        },
      },
      mapping: {
        good: ({ path, names = 0 }) => `The mapping file ${path} can be read (${n(Number(names))} names).`,
        faults: {
          words: ({ path, rows = 0 }) => ({
            what: `${n(Number(rows))} rows wait for a vaccine, facility or category that is not listed in ${path}.`,
            tryThis:
              'See which: `vax-upload rejects -o corrections.xlsx`. Add these names to the mapping file, or correct them in the sheet; then import the sheet again.',
          }),
          absent: ({ rows = 0 }) => ({
            what: `${n(Number(rows))} rows wait for a vaccine, facility or category that is not known, and no mapping file is named.`,
            tryThis:
              'See which: `vax-upload rejects -o corrections.xlsx`. Write these names into mapping.yaml, put `mapping: ./mapping.yaml` under `reading:` in vax-upload.yaml, and import the sheet again.',
          }),
        },
      },
      columns: {
        good: ({ forms = 0 }) => `What was confirmed of headings can be read (${n(Number(forms))}).`,
        faults: {},
      },
      folder: {
        good: ({ path }) => `The folder ${path} is there, and can be read and written.`,
        faults: {
          absent: ({ path, key, cure }) => ({
            what: `The folder ${path} (\`${key}\`) is not there.`,
            tryThis: `Make it: \`${cure}\`; or connect the drive on which it is.`,
          }),
          file: ({ path, key }) => ({
            what: `${path} (\`${key}\`) is a file, not a folder.`,
            tryThis: `Write the path of a folder as \`${key}\` in vax-upload.yaml.`,
          }),
          forbidden: ({ path, key, code, cure }) => ({
            what: `The folder ${path} (\`${key}\`) cannot be read and written by you (${code}).`,
            tryThis: `If it is yours: \`${cure}\`. Otherwise ask whoever it belongs to.`,
          }),
        },
      },
      schedule: {
        good: ({ kind }) =>
          kind === undefined
            ? 'No night begins by itself yet; `vax-upload schedule --install` lets them.'
            : `Every night begins by itself (${kind}).`,
        faults: {
          other: ({ kind }) => ({
            what: `The night that is installed (${kind}) is another one than the configuration has now.`,
            tryThis: 'Install it anew: `vax-upload schedule --install`.',
          }),
        },
      },
      telling: {
        good: ({ ways }) => `After each run somebody is told: ${ways} (\`vax-upload notify\` tries it).`,
        faults: {},
      },
      proxy: {
        good: ({ proxy }) => `The proxy ${proxy} lets us through.`,
        faults: {
          name: ({ proxy }) => ({
            what: `The name of the proxy ${proxy} cannot be found.`,
            tryThis: 'Check `target.proxy` in vax-upload.yaml, or HTTPS_PROXY. `proxy: none` goes without one.',
          }),
          refused: ({ proxy }) => ({
            what: `Nobody takes connections at the proxy ${proxy}.`,
            tryThis:
              'Check `target.proxy` in vax-upload.yaml, or HTTPS_PROXY: name and port. `proxy: none` goes without one.',
          }),
          timeout: ({ proxy }) => ({
            what: `The proxy ${proxy} does not answer.`,
            tryThis:
              'Ask the people who run the network; or go without one: `proxy: none` below `target` in vax-upload.yaml.',
          }),
          login: ({ proxy }) => ({
            what: `The proxy ${proxy} wants a user name and a password.`,
            tryThis:
              'Put them into HTTPS_PROXY: `http://NAME:PASSWORD@HOST:PORT`; or have the server let through without.',
          }),
          denied: ({ proxy, host, status }) => ({
            what: `The proxy ${proxy} does not make a connection to ${host}${Number(status) > 0 ? ` (HTTP ${status})` : ''}.`,
            tryThis:
              'It may forbid this server, or not reach it just now: ask the people who run the network to let it through.',
          }),
        },
      },
      name: {
        good: ({ host, address }) => `The name ${host} is known (${address}).`,
        faults: {
          unknown: ({ host }) => ({
            what: `Nobody knows the name ${host}.`,
            tryThis:
              'Look for a typing mistake in `target.url`; inside of an office, ask whether its own name server is needed.',
          }),
          away: ({ host }) => ({
            what: `The name ${host} cannot be looked up: no name server answers. The network is away, not the server.`,
            tryThis: `Connect the cable or the modem; then ${AGAIN} again.`,
          }),
        },
      },
      connection: {
        good: () => 'It takes connections.',
        faults: {
          refused: (p) => ({
            what: `The server does not take connections just now (${server(p)}).`,
            tryThis: `If it has answered before, it is away: nothing has to be mended here, and a run waits for it. If it never has, check the port in \`target.url\`.`,
          }),
          timeout: (p) => ({
            what: `The server does not answer just now (${server(p)}).`,
            tryThis:
              'If it has answered before, it is away: nothing has to be mended here, and a run waits for it. If it never has, check `target.url`, and ask whether a firewall is in between.',
          }),
          unreachable: (p) => ({
            what: `The server cannot be reached just now (${server(p)}): the line does not lead there.`,
            tryThis: `Look whether other pages of the internet open on this computer. If they do, the server is away, or \`target.url\` is wrong; then ${AGAIN} again.`,
          }),
          away: (p) => ({
            what: `The server is away just now (${server(p)}); it has taken records before.`,
            tryThis: 'Nothing has to be mended here: a run waits for it and goes on by itself.',
          }),
        },
      },
      certificate: {
        good: ({ until, days = 0 }) =>
          until === undefined
            ? 'Its certificate is trusted.'
            : `Its certificate is trusted, until ${until} (${n(Number(days))} days).`,
        faults: {
          soon: ({ until, days = 0 }) => ({
            what: `Its certificate ends on ${until}, in ${n(Number(days))} days.`,
            tryThis: 'Remind the people who run the server: from that day on nothing is sent there.',
          }),
          over: ({ until }) => ({
            what: `Its certificate has run out${until === undefined ? '' : ` (${until})`}.`,
            tryThis:
              'Have the people who run the server renew it. If that day is still to come, set the clock of this computer right.',
          }),
          early: ({ from }) => ({
            what: `Its certificate is not good before ${from ?? 'some later day'}.`,
            tryThis: 'Set the clock of this computer right; if it is right, ask the people who run the server.',
          }),
          authority: ({ issuer }) => ({
            what: `Nobody that this computer trusts vouches for its certificate${issuer === undefined ? '' : `: it comes from "${issuer}"`}.`,
            tryThis:
              'If that is the authority of your office or ministry, ask for its certificate (PEM) and name the file as `caFile` below `target` in vax-upload.yaml. Otherwise somebody may be listening: ask the people who run the network.',
          }),
          'other-name': ({ host, names }) => ({
            what: `Its certificate is for another name than ${host}${names === undefined ? '' : `: ${names}`}.`,
            tryThis:
              'Use a name of the certificate in `target.url`, or have the people who run the server add this one.',
          }),
          'not-tls': ({ host }) => ({
            what: `Whoever answers at ${host} does not speak TLS (https).`,
            tryThis:
              'Check the port in `target.url`. An address that begins with http:// is only for lines that are safe themselves.',
          }),
          own: () => ({
            what: 'It asks who we are, and does not take the certificate that we show (or we show none).',
            tryThis:
              'Ask for a certificate of ours, and name it and its key as `certFile` and `keyFile` below `target` in vax-upload.yaml.',
          }),
          other: ({ code }) => ({
            what: `No secure connection comes about (${code}).`,
            tryThis:
              'Ask the people who run the server whether it speaks TLS 1.2 or 1.3, and the network whether something in between takes it apart.',
          }),
        },
      },
      'own-certificate': {
        good: ({ until }) => `Our own certificate is good until ${until}.`,
        faults: {
          soon: ({ until, days = 0 }) => ({
            what: `Our own certificate ends on ${until}, in ${n(Number(days))} days.`,
            tryThis: 'Ask for a new one now, and put it where `certFile` and `keyFile` point to.',
          }),
        },
      },
      clock: {
        good: () => 'Its clock and ours agree.',
        faults: {
          apart: (p) => ({
            what: `${apart(p)}.`,
            tryThis:
              'Set it by the network: `timedatectl set-ntp true` (Windows: Settings, Time). Tokens and signatures may be refused until then.',
          }),
          far: (p) => ({
            what: `${apart(p)}. Days of vaccination would be judged by a wrong today.`,
            tryThis:
              'Set it by the network: `timedatectl set-ntp true` (Windows: Settings, Time). If it is right, tell the people who run the server.',
          }),
        },
      },
      credentials: { good: ({ key }) => `What lets us in is there, and nobody else can read it (${key}).`, faults: {} },
    },
  };
}
