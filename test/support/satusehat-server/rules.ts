/** What the processor looks at before it stores anything: rules by their numbers. */
import type { Issue } from './answers.ts';
import { identifiersOf, type Resource, referenceIn, type Store } from './store.ts';

export interface RuleContext {
  readonly store: Store;
  readonly organization: string;
  readonly locations: readonly string[];
  /** KFA products that immunizations may name; all of the right form when undefined. */
  readonly products: readonly string[] | undefined;
  /** `urn:uuid:…` and `Type/uuid` of the entries of the bundle. */
  readonly within: ReadonlySet<string>;
}

type Value = Readonly<Record<string, unknown>>;
type Codings = readonly { readonly system?: string; readonly code?: string }[];

const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00$/;
const FIRST_DAY = Date.parse('2014-06-03T00:00:00Z');
const KFA = 'http://sys-ids.kemkes.go.id/kfa';

export function issuesOf(resource: Resource, context: RuleContext): readonly Issue[] {
  switch (resource.resourceType) {
    case 'Encounter':
      return encounter(resource, context);
    case 'Condition':
      return condition(resource, context);
    case 'Immunization':
      return immunization(resource, context);
    default:
      return [
        {
          code: 'value',
          text: `Resource ${resource.resourceType} is not allowed for current access class`,
          rule: 20004,
        },
      ];
  }
}

function encounter(resource: Resource, context: RuleContext): readonly Issue[] {
  const { organization } = context;
  const own = `http://sys-ids.kemkes.go.id/encounter/${organization}`;
  const period = (resource['period'] ?? {}) as { start?: string; end?: string };
  const history = listOf(resource['statusHistory']) as readonly { period?: { start?: string; end?: string } }[];
  return [
    ...unless(
      identifiersOf(resource).every((one) => one.startsWith(`${own}|`)),
      'value',
      'Wrong organization ID provided by system URL',
      10117,
      'Encounter.identifier',
    ),
    ...reference(resource['subject'], 'Patient', 10118, 'Encounter.subject', context),
    ...missing(listOf(resource['participant']).length > 0, 10336, 'Encounter.participant'),
    ...listOf(resource['participant']).flatMap((one) =>
      reference(one['individual'], 'Practitioner', 10119, 'Encounter.participant.individual', context),
    ),
    ...listOf(resource['location']).flatMap((one) =>
      reference(one['location'], 'Location', 10120, 'Encounter.location.location', context),
    ),
    ...moment(period.start, 10123, 'Encounter.period.start'),
    ...moment(period.end, 10173, 'Encounter.period.end'),
    ...unless(
      Date.parse(period.end ?? '') > Date.parse(period.start ?? ''),
      'value',
      'Encounter.period.end must be greater than Encounter.period.start',
      10121,
      'Encounter.period',
    ),
    ...missing(
      history.length > 0 && history.every((one) => one.period?.start && one.period.end),
      10122,
      'Encounter.statusHistory',
    ),
    ...unless(
      referenceIn(resource['serviceProvider']) === `Organization/${organization}`,
      'value',
      'Reference is mandatory: Encounter.serviceProvider',
      10124,
      'Encounter.serviceProvider',
    ),
    ...missing(
      resource['status'] !== 'finished' || listOf(resource['diagnosis']).length > 0,
      10457,
      'Encounter.diagnosis',
    ),
  ];
}

function condition(resource: Resource, context: RuleContext): readonly Issue[] {
  const systems = codingsOf(resource['code']).map(({ system }) => system);
  return [
    ...unless(systems.includes('http://hl7.org/fhir/sid/icd-10'), 'value', 'Code not found', 10003, 'Condition.code'),
    ...reference(resource['subject'], 'Patient', 10125, 'Condition.subject', context),
    ...reference(resource['encounter'], 'Encounter', 10126, 'Condition.encounter', context),
  ];
}

function immunization(resource: Resource, context: RuleContext): readonly Issue[] {
  const codings = codingsOf(resource['vaccineCode']);
  const kfa = codings.flatMap(({ system, code = '' }) => (system === KFA ? [code] : []));
  const product = kfa.find((code) => /^93\d{6}$/.test(code));
  const isKnown = product === undefined || (context.products?.includes(product) ?? true);
  const isPrimary = resource['primarySource'] === true;
  const functions = listOf(resource['performer']).flatMap((one) => codingsOf(one['function']));
  const word = functions[0]?.code;
  const dose = listOf(resource['protocolApplied'])[0]?.['doseNumberPositiveInt'];
  const expiry = resource['expirationDate'];
  const occurred = String(resource['occurrenceDateTime'] ?? '');
  return [
    ...unless(
      isKnown && kfa.some((code) => /^VG\d+$/.test(code)) && (!isPrimary || product !== undefined),
      'value',
      'Code not found: Immunization.vaccineCode',
      10103,
      'Immunization.vaccineCode.coding',
    ),
    ...missing(codingsOf(listOf(resource['reasonCode'])[0]).length > 0, 10105, 'Immunization.reasonCode'),
    ...reference(resource['patient'], 'Patient', 10155, 'Immunization.patient', context),
    ...reference(resource['encounter'], 'Encounter', 10293, 'Immunization.encounter', context),
    ...moment(occurred, 10156, 'Immunization.occurrenceDateTime'),
    ...missing(typeof resource['primarySource'] === 'boolean', 10292, 'Immunization.primarySource'),
    ...reference(resource['location'], 'Location', 10305, 'Immunization.location', context),
    ...missing(!isPrimary || typeof resource['lotNumber'] === 'string', 10306, 'Immunization.lotNumber'),
    ...missing(!isPrimary || typeof expiry === 'string', 10307, 'Immunization.expirationDate'),
    ...unless(
      typeof expiry !== 'string' || expiry > occurred.slice(0, 10),
      'value',
      'Expiration date must be later than occurrence',
      10307,
      'Immunization.expirationDate',
    ),
    ...unless(
      word === (isPrimary ? 'AP' : 'EP') || (isPrimary && word === 'OP'),
      'value',
      'Wrong performer function',
      10104,
      'Immunization.performer.function',
    ),
    ...missing(dose !== undefined, 10450, 'Immunization.protocolApplied'),
    ...unless(
      dose === undefined || Number(dose) > 0,
      'value',
      'Integer must be more than 0',
      10456,
      'Immunization.protocolApplied.doseNumberPositiveInt',
    ),
  ];
}

function unless(
  holds: boolean,
  code: string,
  text: string,
  rule: number,
  expression: string,
  diagnostics?: string,
): readonly Issue[] {
  return holds ? [] : [{ code, text, rule, expression, ...(diagnostics === undefined ? {} : { diagnostics }) }];
}

function missing(holds: unknown, rule: number, expression: string): readonly Issue[] {
  return unless(Boolean(holds), 'value', `Element not found: ${expression}`, rule, expression);
}

function moment(value: string | undefined, rule: number, expression: string): readonly Issue[] {
  const at = Date.parse(value ?? '');
  const fits = MOMENT.test(value ?? '') && at >= FIRST_DAY && at <= Date.now() + 1_000;
  return unless(fits, 'value', `Invalid date format or range: ${expression}`, rule, expression);
}

/** Three ways to fail: not there, of the wrong form, or nobody behind it. */
function reference(
  value: unknown,
  type: string,
  rule: number,
  expression: string,
  context: RuleContext,
): readonly Issue[] {
  const written = referenceIn(value);
  if (written === undefined)
    return [{ code: 'value', text: `Reference is mandatory: ${expression}`, rule, expression }];
  if (context.within.has(written)) return [];
  const [kind, id = ''] = written.split('/');
  if (kind !== type || id === '')
    return [{ code: 'value', text: `Wrong reference ID format: ${expression}`, rule, expression }];
  if (type === 'Location' ? context.locations.includes(id) : context.store.has(type, id)) return [];
  return [
    {
      code: 'value',
      text: 'reference_not_found',
      expression,
      diagnostics: `reference target(s) not found: ${written}`,
    },
  ];
}

function listOf(value: unknown): readonly Value[] {
  return Array.isArray(value) ? (value as Value[]) : [];
}

function codingsOf(value: unknown): Codings {
  const { coding } = (value ?? {}) as { coding?: Codings };
  return coding ?? [];
}
