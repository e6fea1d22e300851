/** JSON for a program of somebody's own, signed where there is a secret (Standard Webhooks 1.0). */
import { createHmac } from 'node:crypto';
import type { HttpClient } from '../target/exchange.ts';
import { post } from './post.ts';
import type { Message, Teller } from './way.ts';

export interface WebhookParts {
  readonly address: () => Promise<URL>;
  readonly client: HttpClient;
  readonly when: Teller['when'];
  /** Undefined where none is configured. */
  readonly token: () => Promise<string | undefined>;
  readonly secret: () => Promise<string | undefined>;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

const KEY = 'notify.webhook';

export function webhookTeller({ address, client, when, token, secret, now }: WebhookParts): Teller {
  let host: string | undefined;
  return {
    way: 'webhook',
    key: KEY,
    host: () => host,
    when,
    async tell({ json }: Message, signal) {
      const url = await address();
      host = url.host;
      const [bearer, key] = [await token(), await secret()];
      const body = JSON.stringify(json);
      const id = String(json['run']);
      const headers = {
        'content-type': 'application/json',
        ...(bearer === undefined ? {} : { authorization: `Bearer ${bearer}` }),
        ...(key === undefined ? {} : signature(key, id, Math.floor(now() / 1_000), body)),
      };
      await post(client, { url, headers, body }, KEY, signal);
    },
    close: () => client.close(),
  };
}

/** `at`: seconds since 1970. A secret that begins with `whsec_` is base64, any other is taken as it is. */
function signature(secret: string, id: string, at: number, body: string): Record<string, string> {
  const key = secret.startsWith('whsec_') ? Buffer.from(secret.slice(6), 'base64') : Buffer.from(secret);
  const mac = createHmac('sha256', key).update(`${id}.${at}.${body}`).digest('base64');
  return { 'webhook-id': id, 'webhook-timestamp': String(at), 'webhook-signature': `v1,${mac}` };
}
