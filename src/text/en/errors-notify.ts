/** What could not be told to others, and what to try, in English. */
import type { ErrorParams } from '../../errors.ts';
import type { ErrorTexts } from '../messages.ts';
import { named, said } from '../parameters.ts';
import { outageCausesEn } from './outage-causes.ts';

const CAUSES: Readonly<Record<string, string>> = outageCausesEn;
const TRY_OUT = '`vax-upload notify` tries it out.';

/** What the option that is at fault tells. */
const WAYS: Readonly<Record<string, string>> = {
  'notify.ping': 'The ping',
  'notify.command': 'The command of `notify:`',
  'notify.webhook': 'The webhook',
  'notify.email': 'The e-mail',
};

/** A mail server says by 4xx that it would take the letter later (RFC 5321, 4.2.1). */
const LATER =
  'Nothing of ours is wrong for certain: mail servers say so of whom they do not know yet, or while they are busy. Try `vax-upload notify` again in ten minutes; where it says so every night, ask its people to let us in at once.';
const isPassing = ({ key, status }: ErrorParams): boolean => key === 'notify.email' && /^4\d\d$/.test(String(status));

const way = (key: unknown): string => WAYS[String(key)] ?? 'What was to be told';

export const notifyErrorsEn = {
  NOTIFY_NONE: () => ({
    what: 'Nobody is told of the nights: vax-upload.yaml names nobody below `notify:`.',
    tryThis:
      'Set `url:` below `ping:`, `command:`, `url:` below `webhook:` or `host:`, `from:` and `to:` below `email:`; docs/notify.md has examples.',
  }),
  NOTIFY_AWAY: (p) => ({
    what: `${way(p['key'])} did not get through to ${named(p, ['host'], 'the other side')}${said(p, ['cause'], (v) => `: ${CAUSES[v] ?? v}`)}.`,
    tryThis: `Check the address${said(p, ['key'], (v) => ` below \`${v}\``)}, the line and the proxy. ${TRY_OUT}`,
  }),
  NOTIFY_REFUSED: (p) => ({
    what: `${way(p['key'])} was not taken by ${named(p, ['host'], 'the other side')}${said(p, ['status'], (v) => ` (it answers ${v})`)}.`,
    tryThis: isPassing(p)
      ? LATER
      : `Check the address and the secrets${said(p, ['key'], (v) => ` below \`${v}\``)} with whoever runs the other side. ${TRY_OUT}`,
  }),
  NOTIFY_UNKNOWN: (p) => ({
    what: `${named(p, ['host'], 'The watchman')} knows no check of the address of \`notify.ping\`, or has too many of our pings.`,
    tryThis: `Copy the ping URL of the check once more; for an address with a slug, \`?create=1\` behind it makes the check. ${TRY_OUT}`,
  }),
  NOTIFY_PLAIN: (p) => ({
    what: `${way(p['key'])} would go to ${named(p, ['host'], 'another computer')} without encryption (http://), and its address is a secret.`,
    tryThis: `Use the address with https://; where the line itself is safe, set \`allowHttp: true\`${said(p, ['key'], (v) => ` below \`${v}\``)}.`,
  }),
  NOTIFY_ADDRESS: (p) => ({
    what: `The file of \`${named(p, ['key'], 'notify.ping')}.urlFile\` holds no address that begins with https:// or http://.`,
    tryThis: `Write the address, and nothing else, on its first line. ${TRY_OUT}`,
  }),
  NOTIFY_COMMAND: (p) => ({
    what: `The command of \`notify.command\` did not end well${said(p, ['detail'], (v) => ` (${v})`)}.`,
    tryThis:
      'Run it by hand with `vax-upload notify`; where it only needs longer, set `timeout:` below `notify:`. What it prints is dropped: let it write to a file.',
  }),
  NOTIFY_TLS: (p) => ({
    what: `The mail server ${named(p, ['host'], 'of `notify.email`')} offers no secure line that we may trust, so no letter was sent.`,
    tryThis:
      'Ask its people: `security: tls` with port 465, `caFile:` for an authority of their own, or `security: none` without a password where the line itself is safe.',
  }),
  NOTIFY_LOGIN: (p) => ({
    what: `The mail server ${named(p, ['host'], 'of `notify.email`')} does not let us in.`,
    tryThis: `Check \`user:\` and the password below \`notify.email\`; many servers want an app password. ${TRY_OUT}`,
  }),
  NOTIFY_REPORT: () => ({
    what: 'The report that was to go with the e-mail could not be made; the letter went without it.',
    tryThis: 'See what `vax-upload report -o report.html` says; without `attachReport: true` none is made.',
  }),
  NOTIFY_RECIPIENT: (p) => ({
    what: `The mail server ${named(p, ['host'], 'of `notify.email`')} does not take the letter for ${named(p, ['n'], 'some')} of the addresses${said(p, ['status'], (v) => ` (it answers ${v})`)}.`,
    tryThis: isPassing(p)
      ? LATER
      : `Check \`from:\` and \`to:\` below \`notify.email\`: the server must let this user write as \`from:\`. ${TRY_OUT}`,
  }),
} as const satisfies Partial<ErrorTexts>;
