/** The options of telling: who hears of a run, and when. */
import { z } from 'zod';
import { isProxy, isServerAddress } from './targets/address.ts';
import { choice, duration, list, path, text, whole, yesOrNo } from './values.ts';

const SECRET_COMMAND = 'pass show vax-upload';

/** `always`; only where something was read, landed or went wrong; only where a person or a cure is needed. */
const when = () => choice('always', 'news', 'problems');

/** An address that is a secret itself, since whoever has it can speak in our name: here, or in a file of its own. */
function addressOptions(example: string) {
  return {
    url: text(example, isServerAddress).optional(),
    urlFile: path().optional(),
    /** Plain http to another computer all the same, where the line itself is safe. */
    allowHttp: yesOrNo().default(false),
    /** Certificates (PEM) of an authority that is trusted besides those of Node and of the computer. */
    caFile: path().optional(),
    /** The proxy on the way, or `none`; without it the variables of the environment. */
    proxy: text('http://proxy.example:3128 | none', isProxy).optional(),
  };
}

type Given = Readonly<Record<string, unknown>>;

/** Exactly one of two, or `none` of them where that is allowed. */
function oneOf(first: string, second: string, example: string, mayLack = false) {
  return (value: Given, context: z.core.$RefinementCtx): void => {
    const set = [value[first], value[second]].filter((one) => one !== undefined).length;
    if (set === 1 || (set === 0 && mayLack)) return;
    const [key, expected] = set === 0 ? [first, example] : [second, `${first} | ${second}`];
    context.addIssue({ code: 'custom', path: [key], message: 'notify', params: { expected } });
  };
}

const isExitCode = (word: string): boolean => /^\d{1,3}$/.test(word) && Number(word) <= 255;
/** As mail servers take it: no display name, no blanks. */
const isMailAddress = (word: string): boolean => /^[^\s@<>,;"]+@[^\s@<>,;"]+$/.test(word);

const PING = 'https://hc-ping.com/UUID';
const ping = z
  .strictObject({
    ...addressOptions(PING),
    /** Exit codes after which all is well for whoever watches over many computers: nobody is to be woken. */
    success: list('0, 3, 5, 10', isExitCode).prefault('0, 3, 5, 10'),
    /** Exit codes that are only noted, and neither well nor bad. All others are a failure. */
    log: list('11, 130, 143', isExitCode).prefault('11, 130, 143'),
  })
  .superRefine(oneOf('url', 'urlFile', PING));

const WEBHOOK = 'https://chat.example/hooks/KEY';
const webhook = z
  .strictObject({
    ...addressOptions(WEBHOOK),
    on: when().optional(),
    /** `Authorization: Bearer …`. */
    tokenFile: path().optional(),
    tokenCommand: text(SECRET_COMMAND).optional(),
    /** What the body is signed with (Standard Webhooks). */
    secretFile: path().optional(),
    secretCommand: text(SECRET_COMMAND).optional(),
  })
  .superRefine(oneOf('url', 'urlFile', WEBHOOK))
  .superRefine(oneOf('tokenFile', 'tokenCommand', './token', true))
  .superRefine(oneOf('secretFile', 'secretCommand', './secret', true));

const email = z
  .strictObject({
    on: when().optional(),
    host: text('smtp.example.go.id', (host) => /^[a-z0-9._:-]+$/i.test(host)),
    /** 587, or 465 with `security: tls`. */
    port: whole(1, 65_535).optional(),
    /** `starttls` begins in the open and must go on encrypted; `tls` is encrypted from the first byte. */
    security: choice('starttls', 'tls', 'none').optional(),
    caFile: path().optional(),
    user: text('vaksin@dinkes.example').optional(),
    passwordFile: path().optional(),
    passwordCommand: text(SECRET_COMMAND).optional(),
    from: text('vaksin@dinkes.example', isMailAddress),
    to: list('admin@dinkes.example, kepala@dinkes.example', isMailAddress),
    /** The page of `report` goes with the letter; it names files and facilities. */
    attachReport: yesOrNo().default(false),
  })
  .superRefine(oneOf('passwordFile', 'passwordCommand', './password', true))
  .superRefine(({ user, passwordFile, passwordCommand }, context) => {
    const hasPassword = passwordFile !== undefined || passwordCommand !== undefined;
    if ((user !== undefined) === hasPassword) return;
    const [key, expected] = hasPassword ? ['user', 'vaksin@dinkes.example'] : ['passwordFile', './password'];
    context.addIssue({ code: 'custom', path: [key], message: 'notify', params: { expected } });
  })
  // A password in the open is everybody's.
  .superRefine(({ user, security, host }, context) => {
    if (user === undefined || security !== 'none' || /^(?:localhost|127(?:\.\d+){3}|::1)$/.test(host)) return;
    context.addIssue({ code: 'custom', path: ['security'], message: 'notify', params: { expected: 'starttls | tls' } });
  });

export const notify = z.strictObject({
  /** When command, webhook and e-mail tell. A ping is always sent: its absence is what wakes somebody. */
  on: when().default('always'),
  /** What this computer is called in what is told; its name in the network unless given. */
  name: text('Puskesmas Kendal 1').optional(),
  /** The longest each of them may take. */
  timeout: duration(1).prefault('10s'),
  /** Names of files may hold names of people: they are left out unless this is set. */
  fileNames: yesOrNo().default(false),
  ping: ping.optional(),
  /** Run in the machine's shell. */
  command: text('./tell.sh').optional(),
  webhook: webhook.optional(),
  email: email.optional(),
});

export type NotifyOptions = z.output<typeof notify>;
