/** How to get in at a server. */
import { z } from 'zod';
import { choice, path, text } from '../values.ts';
import { isServerAddress } from './address.ts';

/** One of two ways to a secret, and not both: `<word>File` or `<word>Command`. */
function secretOf(word: string, example: string) {
  return (value: Readonly<Record<string, unknown>>, context: z.core.$RefinementCtx): void => {
    const [file, command] = [`${word}File`, `${word}Command`];
    const set = [value[file], value[command]].filter((one) => one !== undefined).length;
    if (set === 1) return;
    const [key, expected] = set === 0 ? [file, example] : [command, `${file} | ${command}`];
    context.addIssue({ code: 'custom', path: [key], message: 'auth', params: { expected } });
  };
}

const SECRET_COMMAND = 'pass show vax-upload';

/**
 * How to get in. Secrets are never written here: only where they are (a file) or who knows them (a command that prints
 * them).
 */
export const auth = z.discriminatedUnion('type', [
  z.strictObject({ type: choice('none').default('none') }),
  z
    .strictObject({
      type: choice('bearer'),
      tokenFile: path().optional(),
      tokenCommand: text(SECRET_COMMAND).optional(),
    })
    .superRefine(secretOf('token', './token')),
  /** A personal access token of DHIS2 (`d2pat_…`), which has a scheme of its own. */
  z
    .strictObject({
      type: choice('apitoken'),
      tokenFile: path().optional(),
      tokenCommand: text(SECRET_COMMAND).optional(),
    })
    .superRefine(secretOf('token', './token')),
  z
    .strictObject({
      type: choice('basic'),
      username: text('puskesmas-kendal-1'),
      passwordFile: path().optional(),
      passwordCommand: text(SECRET_COMMAND).optional(),
    })
    .superRefine(secretOf('password', './password')),
  /** OAuth 2 with client credentials (RFC 6749, section 4.4): a server of identities gives out tokens that end. */
  z
    .strictObject({
      type: choice('oauth2'),
      tokenUrl: text('https://login.example/oauth2/token', isServerAddress),
      clientId: text('puskesmas-kendal-1'),
      clientSecretFile: path().optional(),
      clientSecretCommand: text(SECRET_COMMAND).optional(),
      scope: text('immunization.write').optional(),
      /**
       * Where the client names itself: in the header (RFC 6749, 2.3.1: every server takes it) or among what is posted.
       */
      clientIn: choice('header', 'body').default('header'),
      /** Where `grant_type` stands; SATUSEHAT wants it in the query. */
      grantTypeIn: choice('body', 'query').default('body'),
    })
    .superRefine(secretOf('clientSecret', './client-secret')),
  /** SMART Backend Services (HL7 SMART App Launch 2.2): the same without a shared secret, by a signed statement. */
  z
    .strictObject({
      type: choice('smart'),
      tokenUrl: text('https://login.example/oauth2/token', isServerAddress),
      clientId: text('puskesmas-kendal-1'),
      /** PEM, a JWK, or a JWK Set: RSA of 2048 bits or more (RS384), or EC on P-384 (ES384). */
      privateKeyFile: path().optional(),
      privateKeyCommand: text('pass show vax-upload-private-key').optional(),
      /** By what the server knows the key (`kid`); that of a JWK unless given. */
      keyId: text('kendal-2026').optional(),
      scope: text('immunization.write').optional(),
    })
    .superRefine(secretOf('privateKey', './private-key.pem')),
]);

export type AuthOptions = z.output<typeof auth>;
