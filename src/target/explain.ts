/**
 * Reads why a server refused, in whichever of five dialects it says so. Never throws, never believes a shape.
 * A server's message may echo a name or a NIK: reasons go to the clerk's correction sheet and nowhere else.
 */
import { STATUS_CODES } from 'node:http';
import { oneLine } from '../printable.ts';
import type { Reason } from './reason.ts';
import { itemsOf } from './reason-items.ts';

const LONGEST_MESSAGE = 200;
const LONGEST_NAME = 120;
const MOST_REASONS = 20;

type Fields = Readonly<Record<string, unknown>>;

/** The reasons in an error body; none where it says nothing that a person could use (empty, an HTML page). */
export function explain(body: Uint8Array): Reason[] {
  const text = new TextDecoder().decode(body.subarray(0, 256 * 1024)).trim();
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return text.startsWith('<') ? [] : reasons([[undefined, undefined, text]]);
  }
  return explainValue(value);
}

/** The same of a body that was read as JSON. */
export function explainValue(value: unknown): Reason[] {
  if (!isFields(value)) return reasons([[undefined, undefined, value]]);
  const dialects = [operationOutcome, webMessage, apigeeFault, bpjsMetaData, problemDetails];
  for (const dialect of dialects) {
    const found = dialect(value);
    if (found.length > 0) return found;
  }
  return [];
}

/**
 * A list of `{field, code, message}`, as the intake API gives with a refused record; other spellings are understood
 * (reason-items.ts).
 */
export function readReasons(value: unknown): Reason[] {
  return reasons(itemsOf(value));
}

/**
 * FHIR R4 OperationOutcome: what it holds against us before what it only remarks, and remarks not at all where there is
 * anything else. A validating HAPI gives a warning for each resource first, and twenty of them would hide the error.
 * Codes are not checked, and what is no severity is an error: SATUSEHAT sends `severity: "invalid"`.
 */
function operationOutcome(value: Fields): Reason[] {
  const issues = list(value.issue).map(fields);
  const errors = issues.filter(({ severity }) => severity !== 'warning' && severity !== 'information');
  const isEmpty = errors.every(({ code, details, diagnostics }) => (code ?? details ?? diagnostics) === undefined);
  return reasons(
    (isEmpty ? issues : errors).map((issue) => {
      const where = list(issue.expression)[0] ?? list(issue.location)[0];
      return [where, issue.code, saidIn(issue)];
    }),
  );
}

/** `details` is the general sentence; what it is about often stands in `diagnostics` alone. */
function saidIn({ details, diagnostics }: Fields): unknown {
  const { text: said, coding } = fields(details);
  const coded = fields(list(coding)[0]);
  const general = said ?? coded.display;
  if (typeof general !== 'string') return diagnostics ?? coded.code;
  return typeof diagnostics !== 'string' || diagnostics.includes(general)
    ? (diagnostics ?? general)
    : `${general}: ${diagnostics}`;
}

/** DHIS2: an import report with error reports, else the WebMessage around it. */
function webMessage(value: Fields): Reason[] {
  const report = isFields(value.response) ? value.response : value;
  const errors = list(fields(report.validationReport).errorReports).map(fields);
  if (errors.length > 0) return reasons(errors.map((error) => [error.trackerType, error.errorCode, error.message]));
  if (value.httpStatusCode === undefined) return [];
  return reasons([[undefined, value.errorCode, value.message ?? value.devMessage]]);
}

/** Apigee, in front of SATUSEHAT: `{"fault":{"faultstring","detail":{"errorcode"}}}`; WSO2: `{"fault":{"code","message"}}`. */
function apigeeFault(value: Fields): Reason[] {
  const fault = fields(value.fault);
  return reasons([[undefined, fields(fault.detail).errorcode ?? fault.code, fault.faultstring ?? fault.message]]);
}

/** BPJS: `{"response","metaData":{"code","message"}}`. */
function bpjsMetaData(value: Fields): Reason[] {
  const meta = fields(value.metaData ?? value.metadata);
  return reasons([[undefined, meta.code, meta.message]]);
}

/**
 * RFC 9457 (problem+json), with its lists of single errors under the usual names; also the plain `{"message"}` and
 * `{"error"}`. The phrase of a status ("Bad Request") is no reason: gateways and frameworks write it for anything.
 */
function problemDetails(value: Fields): Reason[] {
  const within = fields(value.error);
  for (const listed of [
    ...LISTS.map((name) => value[name]),
    fields(value._embedded).errors,
    within.details,
    within.errors,
  ]) {
    const each = typeof listed === 'object' ? readReasons(listed) : [];
    if (each.length > 0) return each;
  }
  const code = isNoMoreThanHttp(value.type) ? value.code : (value.type ?? value.code ?? within.code ?? within.type);
  const error = isFields(value.error) ? within.message : value.error;
  const [said] = [value.detail, value.title, value.message, value.Message, value.error_description, error].filter(
    (each) => typeof each === 'string' && each !== '',
  );
  if (code === undefined && said === undefined) return fieldErrors(value);
  return isStatusPhrase(said) && (code === undefined || within.code === code) ? [] : reasons([[undefined, code, said]]);
}

/** Django: nothing but fields, each with what is wrong with it. */
function fieldErrors(value: Fields): Reason[] {
  const isOfFields = Object.values(value).every(
    (said) => Array.isArray(said) && said.length > 0 && said.every((each) => typeof each === 'string'),
  );
  return isOfFields ? readReasons(value) : [];
}

/** Under these names stand single errors, where it is a list or a map. */
const LISTS = ['problems', 'errors', 'validationErrors', 'violations', 'invalid-params', 'detail', 'message'] as const;

/** Node knows some of them by the names that they had before RFC 9110. */
const PHRASES: ReadonlySet<string> = new Set(
  [...Object.values(STATUS_CODES), 'Content Too Large', 'Unprocessable Content'].map((phrase) =>
    String(phrase).toLowerCase(),
  ),
);

/** `Bad Request`, and as some write it: `400 Bad Request`, `Bad Request.` */
function isStatusPhrase(said: unknown): boolean {
  if (typeof said !== 'string') return false;
  const phrase = said.slice(0, LONGEST_MESSAGE).toLowerCase().trim();
  return PHRASES.has(phrase.replace(/^\d{3} /, '').replace(/\.$/, ''));
}

/** A type that says what the status says: `about:blank`, or a section of HTTP, as ASP.NET writes it. */
function isNoMoreThanHttp(type: unknown): boolean {
  return typeof type === 'string' && /^about:blank$|\/rfc(?:2616|723[1-5]|9110)\b/.test(type);
}

/** Field, code and message as they were found; what has no message is no reason, unless its code can stand for one. */
export function reasons(found: readonly (readonly unknown[])[]): Reason[] {
  return found.slice(0, MOST_REASONS).flatMap(([field, code, message]) => {
    const where = text(field, LONGEST_NAME);
    const what = text(code, LONGEST_NAME);
    const said = text(message, LONGEST_MESSAGE) ?? what;
    if (said === undefined) return [];
    return [
      {
        ...(where === undefined ? {} : { field: where }),
        ...(what === undefined ? {} : { code: what }),
        message: said,
      },
    ];
  });
}

function text(value: unknown, longest: number): string | undefined {
  if (typeof value === 'number') return String(value);
  const said = typeof value === 'string' ? shorten(value, longest) : '';
  return said === '' ? undefined : said;
}

/** One line in which everything is seen, cut between characters and not inside one. */
function shorten(value: string, longest: number): string {
  // What stands where a control character does is another word.
  return oneLine(value.slice(0, longest * 4).replace(/\p{Cc}+/gu, ' '), longest);
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function fields(value: unknown): Fields {
  return isFields(value) ? value : {};
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
