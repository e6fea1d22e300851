/**
 * How we get in at a server, as the configuration describes it: a secret of ours, or tokens of a server of identities.
 */

import { readSecret } from '../config/secrets.ts';
import type { AuthOptions } from '../config/targets/auth.ts';
import { RunError } from '../errors.ts';
import { addressOf, isInTheClear } from '../target/address.ts';
import { type ClientProof, clientCredentials, clientSecret } from '../target/client-credentials.ts';
import { type Authorization, fromSecret, nobodyAsks } from '../target/credentials.ts';
import { type LineOptions, line } from '../target/http/line.ts';
import type { Context } from './context.ts';

/** The way in, and what is to be closed in the end. */
export interface WayIn {
  readonly authorization: Authorization;
  close(): void;
}

/** The longest a server of identities may take for a token, in milliseconds; it does less work than a registry. */
const LONGEST_TOKEN_MS = 30_000;

/**
 * `path` is where the options stand in the configuration (`target.auth`), for messages; `reached`: how other computers
 * are; `typed`: the secret, where it is in no file yet. @throws RunError of a setting that cannot be followed.
 */
export function wireCredentials(
  auth: AuthOptions,
  path: string,
  { uid, endGroup, clock, version }: Context,
  reached: Omit<LineOptions, 'sockets' | 'version'>,
  allowHttp: boolean,
  typed?: string,
): WayIn {
  const secret = async (): Promise<string> => typed ?? (await readSecret(auth, path, undefined, uid, endGroup)) ?? '';
  switch (auth.type) {
    case 'none':
      return { authorization: nobodyAsks, close: NOTHING };
    case 'bearer':
      return { authorization: fromSecret(secret, (token) => `Bearer ${token}`), close: NOTHING };
    case 'apitoken':
      return { authorization: fromSecret(secret, (token) => `ApiToken ${token}`), close: NOTHING };
    case 'basic':
      return { authorization: fromSecret(secret, (password) => basic(auth.username, password)), close: NOTHING };
    case 'oauth2':
    case 'smart': {
      // What is shown there lets anybody in.
      if (isInTheClear(auth.tokenUrl) && !allowHttp)
        throw new RunError('TARGET_PLAIN', { target: addressOf(auth.tokenUrl) });
      const client = line({
        ...reached,
        version,
        sockets: 1,
        timeoutMs: Math.min(reached.timeoutMs, LONGEST_TOKEN_MS),
      });
      const now = (): number => clock.now();
      const authorization = clientCredentials(client, {
        tokenUrl: auth.tokenUrl,
        key: `${path}.tokenUrl`,
        scope: auth.scope,
        grantTypeIn: auth.type === 'oauth2' ? auth.grantTypeIn : 'body',
        proof: auth.type === 'oauth2' ? clientSecret({ ...auth, secret }) : signed(auth, path, secret, now),
        now,
      });
      return { authorization, close: () => client.close() };
    }
  }
}

/** The library that signs is loaded where something is signed. */
function signed(
  auth: Extract<AuthOptions, { type: 'smart' }>,
  path: string,
  privateKey: () => Promise<string>,
  now: () => number,
): () => Promise<ClientProof> {
  const file = auth.privateKeyFile;
  const key = `${path}.privateKey${file === undefined ? 'Command' : 'File'}`;
  return async () => {
    const { clientAssertion } = await import('../target/client-assertion.ts');
    return clientAssertion({ ...auth, privateKey, place: { key, keyId: `${path}.keyId`, file }, now })();
  };
}

const NOTHING = (): void => undefined;

function basic(username: string, password: string): string {
  return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
}
