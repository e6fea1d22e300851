/** How SATUSEHAT words its answers, by docs and reports of others (shared facts of the API; none of it is our code's). */

export interface Answered {
  readonly status: number;
  readonly body: string;
  readonly type: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export function json(status: number, value: unknown, headers: Readonly<Record<string, string>> = {}): Answered {
  return { status, body: JSON.stringify(value), type: 'application/json', headers };
}

/** One thing wrong, as the processor in front of the store says it. */
export interface Issue {
  readonly code: string;
  readonly text: string;
  readonly rule?: number;
  readonly expression?: string;
  /** Where the reason stands only here. */
  readonly diagnostics?: string;
  readonly severity?: string;
}

export function outcome(status: number, issues: readonly Issue[]): Answered {
  return json(status, outcomeOf(issues));
}

export function outcomeOf(issues: readonly Issue[]): unknown {
  return {
    resourceType: 'OperationOutcome',
    text: { status: 'generated' },
    issue: issues.map(({ code, text, rule, expression, diagnostics, severity = 'error' }) => ({
      severity,
      code,
      details: { text: rule === undefined ? text : `${text} (RuleNumber: ${rule})` },
      ...(diagnostics === undefined ? {} : { diagnostics }),
      ...(expression === undefined ? {} : { expression: [expression] }),
    })),
  };
}

export function duplicate(type: string): Answered {
  return outcome(400, [{ code: 'duplicate', text: `Found duplicate resource: ${type}`, rule: 20002 }]);
}

/** The gateway in front, when a quota is used up; it says so as 429 or as 500. */
export function apigeeFault(status: 429 | 500, retryAfter?: number): Answered {
  const fault = {
    faultstring: 'Rate limit quota violation. Quota limit  exceeded. Identifier : client',
    detail: { errorcode: 'policies.ratelimit.QuotaViolation' },
  };
  return json(status, { fault }, retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) });
}

export function invalidToken(): Answered {
  const fault = { faultstring: 'Invalid access token', detail: { errorcode: 'oauth.v2.InvalidAccessToken' } };
  return json(401, { fault });
}

export const GATEWAY_TIMEOUT: Answered = { status: 504, body: 'Gateway Timeout', type: 'text/plain' };
export const BAD_GATEWAY: Answered = {
  status: 502,
  body: '<html><head><title>502 Bad Gateway</title></head></html>',
  type: 'text/html',
};
export const MAINTENANCE: Answered = {
  status: 200,
  body: '<!doctype html><html><body>Sedang dalam pemeliharaan</body></html>',
  type: 'text/html; charset=utf-8',
};

/** `isHidden`: what nobody may see without a consent; its place is taken, and its number told. */
export function searchset(
  resources: readonly unknown[],
  base: string,
  isHidden: (resource: unknown) => boolean = () => false,
  next?: string,
): Answered {
  const entry = resources.map((resource) => {
    const { resourceType, id } = resource as { resourceType: string; id: string };
    if (isHidden(resource)) return { resource: suppressed(`${resourceType}/${id}`) };
    return { fullUrl: `${base}/${resourceType}/${id}`, resource };
  });
  return json(200, {
    resourceType: 'Bundle',
    type: 'searchset',
    total: resources.length,
    ...(entry.length > 0 ? { entry } : {}),
    link: [
      { relation: 'search', url: 'https://healthcare.example/v1/fhirStores/store/fhir/?_page_token=x' },
      ...(next === undefined ? [] : [{ relation: 'next', url: next }]),
    ],
  });
}

function suppressed(what: string): unknown {
  const text = 'The operation did not return any information due to consent or privacy rules.';
  const diagnostics = `No consent available for ${what}`;
  return {
    resourceType: 'OperationOutcome',
    issue: [{ severity: 'information', code: 'suppressed', details: { text }, diagnostics }],
  };
}
