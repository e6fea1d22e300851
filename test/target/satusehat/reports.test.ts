/**
 * What clients of SATUSEHAT were answered, as they report it and as the registry's own samples have it: who is to blame,
 * and what is told. Numbers of people are invented.
 */
import { describe, expect, it } from 'vitest';
import { reasonsOf } from '../../../src/target/fhir/outcome.ts';
import { classify } from '../../../src/target/response.ts';
import { RULES } from '../../../src/target/satusehat/questions.ts';
import {
  isVerdict,
  reasonsForRecord,
  type Setting,
  saysDuplicate,
  settingBlamed,
} from '../../../src/target/satusehat/rules.ts';

/** Settings that a record of the ordinary kind takes a value from. */
const USED: ReadonlySet<Setting> = new Set(['satusehat.practitioner', 'satusehat.location']);

function said(...texts: readonly (string | Record<string, unknown>)[]) {
  return {
    resourceType: 'OperationOutcome',
    text: { status: 'generated' },
    issue: texts.map((text) => ({
      severity: 'error',
      code: 'value',
      ...(typeof text === 'string' ? { details: { text } } : text),
    })),
  };
}

function read(outcome: unknown) {
  const reasons = reasonsOf(outcome, 400);
  return {
    reasons,
    duplicate: saysDuplicate(reasons),
    verdict: isVerdict(reasons),
    setting: settingBlamed(reasons, USED)?.setting,
    means: reasonsForRecord(reasons).map(({ means }) => means),
  };
}

describe('already there', () => {
  it.each<[report: string, outcome: unknown]>([
    [
      'the sample of the collection for births',
      said({ code: 'duplicate', details: { text: 'Found duplicate resource: Encounter' } }),
    ],
    [
      'the sample of the collection for cancer',
      said({ code: 'duplicate', details: { text: 'Found duplicate: Medication' } }),
    ],
    ['a place that was sent twice', said('Found duplicate: Location (RuleNumber: 20002)')],
    [
      'a visit with If-None-Exist, as others measured it',
      said({ code: 'duplicate', details: { text: 'Found duplicate resource: Encounter (RuleNumber: 20002)' } }),
    ],
    ['the code alone', said({ code: 'duplicate' })],
  ])('%s', (_report, outcome) => {
    expect(read(outcome).duplicate).toBe(true);
  });
});

describe('a setting is to blame, and no row', () => {
  it.each<[report: string, outcome: unknown, setting: Setting]>([
    [
      'an organization of the master list, as an issue of a PHP client reports it',
      said(
        'Wrong organization ID provided by system URL: http://sys-ids.kemkes.go.id/encounter/100099999 (RuleNumber: 10117)',
      ),
      'satusehat.organization',
    ],
    [
      'data of another organization',
      said({ code: 'processing', details: { text: 'resource cannot be accessed due to business rule' } }),
      'satusehat.organization',
    ],
    [
      'no scope for the kind',
      said('Failed to get permission for client for resource type (RuleNumber: 20003)'),
      'auth.clientId',
    ],
    [
      'a laboratory may send no visits',
      said('Resource Encounter is not allowed for current access class (RuleNumber: 20004)'),
      'auth.clientId',
    ],
    [
      'our practitioner is not there',
      said({
        details: { text: 'reference_not_found' },
        diagnostics: 'reference target(s) not found: Practitioner/N10000001',
      }),
      'satusehat.practitioner',
    ],
    [
      'our place is not there',
      said({
        details: { text: 'reference_not_found' },
        diagnostics: 'reference target(s) not found: Location/b017aa54',
      }),
      'satusehat.location',
    ],
    [
      'our organization is not there',
      said({
        details: { text: 'reference_not_found' },
        diagnostics: 'reference target(s) not found: Organization/10000004',
      }),
      'satusehat.organization',
    ],
    [
      'the reason is needed',
      said('Element not found: Immunization.reasonCode (RuleNumber: 10105)'),
      'satusehat.reason',
    ],
  ])('%s', (_report, outcome, setting) => {
    expect(read(outcome)).toMatchObject({ setting, duplicate: false });
  });

  it('the same of a record that brings its own practitioner or place is the record’s', () => {
    const outcome = said({
      details: { text: 'reference_not_found' },
      diagnostics: 'reference target(s) not found: Practitioner/N2',
    });
    const reasons = reasonsOf(outcome, 400);
    expect(settingBlamed(reasons, new Set())).toBeUndefined();
    expect(reasonsForRecord(reasons).map(({ means }) => means)).toEqual(['performerNik']);
  });
});

describe('a row is to blame: its cell, under the number of the rule', () => {
  it.each<[report: string, outcome: unknown, means: readonly (string | undefined)[]]>([
    [
      'BCG by a product that is in KFA and not accepted',
      said('Code not found: Immunization.vaccineCode.coding[0] (RuleNumber: 10103)'),
      ['vaccine'],
    ],
    ['no batch number', said('Element not found: Immunization.lotNumber (RuleNumber: 10306)'), ['lot']],
    ['no expiry date', said('Element not found: Immunization.expirationDate (RuleNumber: 10307)'), ['expirationDate']],
    ['a dose of tomorrow', said('Invalid date: Immunization.occurrenceDateTime (RuleNumber: 10156)'), ['date']],
    [
      'the visit too',
      said(
        'Invalid date: Encounter.period.start (RuleNumber: 10123)',
        'Invalid date: Encounter.period.end (RuleNumber: 10173)',
      ),
      ['date', 'date'],
    ],
    ['no number of the dose', said('Element not found: Immunization.protocolApplied (RuleNumber: 10450)'), ['dose']],
    [
      'the patient is not there any more',
      said({
        details: { text: 'reference_not_found' },
        diagnostics: 'reference target(s) not found: Patient/P02478375538',
      }),
      ['nik'],
    ],
    [
      'what follows from an error is not told',
      said(
        'Invalid resource Condition due to previous error (RuleNumber: 20013)',
        'Code not found: Immunization.vaccineCode (RuleNumber: 10103)',
      ),
      ['vaccine'],
    ],
    ['a rule that nobody has explained', said('Something new (RuleNumber: 10999)'), [undefined]],
  ])('%s', (_report, outcome, means) => {
    const one = read(outcome);
    expect(one).toMatchObject({ verdict: true, setting: undefined, duplicate: false, means });
  });

  it('what has no number is nobody’s verdict: once is not enough for a row', () => {
    expect(read(said('Bad Request')).verdict).toBe(false);
  });

  it('its number is the code that is told, and its words stay the registry’s', () => {
    const [reason] = reasonsForRecord(reasonsOf(said('Element not found (RuleNumber: 10306)'), 400));
    expect(reason).toMatchObject({ code: 'RuleNumber:10306', message: 'Element not found (RuleNumber: 10306)' });
  });
});

describe('answers as a whole', () => {
  const fault = (code: string, text: string) => ({ fault: { faultstring: text, detail: { errorcode: code } } });
  const quota = fault(
    'policies.ratelimit.QuotaViolation',
    'Rate limit quota violation. Quota limit  exceeded. Identifier : x',
  );
  it.each<[report: string, status: number, body: string, type: string, means: Record<string, unknown>]>([
    ['a quota, by the gateway', 429, JSON.stringify(quota), 'application/json', { kind: 'outage', cause: 'throttled' }],
    ['the same as 500', 500, JSON.stringify(quota), 'application/json', { kind: 'outage', cause: 'throttled' }],
    [
      'a spike',
      500,
      JSON.stringify(fault('policies.ratelimit.SpikeArrestViolation', 'Spike arrest violation.')),
      'application/json',
      { kind: 'outage', cause: 'throttled' },
    ],
    [
      'a token that is not known',
      401,
      JSON.stringify(fault('oauth.v2.InvalidAccessToken', 'Invalid access token')),
      'application/json',
      { kind: 'stop', why: 'unauthorised', status: 401 },
    ],
    ['a proxy that gives up', 504, 'Gateway Timeout', 'text/plain', { kind: 'outage', cause: 'server-error' }],
    ['the same under 500', 500, 'upstream request timeout', 'text/plain', { kind: 'outage', cause: 'server-error' }],
    [
      'an internal error in the form of the API',
      500,
      JSON.stringify(said({ code: 'exception', details: { text: 'An unexpected internal error has occurred.' } })),
      'application/json',
      { kind: 'outage', cause: 'server-error' },
    ],
    [
      'the same under 400',
      400,
      JSON.stringify(said({ code: 'exception', details: { text: 'x' } })),
      'application/json',
      { kind: 'outage', cause: 'server-error' },
    ],
    ['maintenance under 200', 200, '<html>pemeliharaan</html>', 'text/html', { kind: 'outage', cause: 'unreadable' }],
    [
      'no such reference under 404',
      404,
      JSON.stringify(said('Resource not found Patient/P1 (RuleNumber: 20007)')),
      'application/json',
      { kind: 'refused-whole' },
    ],
    ['a wrong address', 404, 'default backend - 404', 'text/plain', { kind: 'stop', why: 'misconfigured' }],
    [
      'no permission, in the form of the API',
      403,
      JSON.stringify(said('Failed to get permission for client for resource type (RuleNumber: 20003)')),
      'application/json',
      { kind: 'refused-whole' },
    ],
    ['a firewall', 403, '<html>Request blocked</html>', 'text/html', { kind: 'stop', why: 'unauthorised' }],
  ])('%s', (_report, status, body, type, means) => {
    const response = { status, headers: { 'content-type': type }, body: Buffer.from(body) };
    expect(classify(response, { now: 0, own: 'operation-outcome', rules: RULES })).toMatchObject(means);
  });
});
