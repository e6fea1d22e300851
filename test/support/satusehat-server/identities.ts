/** The server of identities in front: tokens, as SATUSEHAT gives them out. */
import { type Answered, json, outcome } from './answers.ts';

export const CLIENT = { id: 'klien-contoh', secret: 'rahasia-contoh' } as const;

export class Identities {
  /** How long a token is good for, in seconds; it is written as a text. Undefined: nothing is said of it. */
  life: number | undefined = 3_599;
  /** It answers with this instead. */
  mood: Answered | undefined;
  refused = 0;
  given = 0;
  #good = new Set<string>();

  /** `query` of the address and the form that was posted. */
  ask(query: URLSearchParams, form: URLSearchParams): Answered {
    if (this.mood) return this.mood;
    if (query.get('grant_type') !== 'client_credentials')
      return outcome(400, [{ code: 'value', severity: 'invalid', text: 'Unsupported grant type' }]);
    if (form.get('client_id') !== CLIENT.id || form.get('client_secret') !== CLIENT.secret) {
      this.refused += 1;
      const text =
        'The user or system was not able to be authenticated (either client_id or client_secret combination is unacceptable)';
      return outcome(401, [{ code: 'value', severity: 'invalid', text }]);
    }
    this.given += 1;
    const token = `token${this.given}`;
    this.#good.add(token);
    return json(200, {
      refresh_token_expires_in: '0',
      api_product_list: '[api-sandbox]',
      api_product_list_json: ['api-sandbox'],
      organization_name: 'ihs-contoh-1',
      'developer.email': 'contoh@example.org',
      token_type: 'BearerToken',
      issued_at: String(Date.now()),
      client_id: CLIENT.id,
      access_token: token,
      application_name: 'contoh',
      scope: '',
      ...(this.life === undefined ? {} : { expires_in: String(this.life) }),
      refresh_count: '0',
      status: 'approved',
    });
  }

  /** Whoever shows one that was given out before is turned away. */
  forgetAll(): void {
    this.#good.clear();
  }

  knows(authorization: string | undefined): boolean {
    return authorization?.startsWith('Bearer ') === true && this.#good.has(authorization.slice(7));
  }
}
