import { describe, expect, it } from 'vitest';
import { entryAt, fieldAt } from '../../../src/target/fhir/elements.ts';
import { issuesOf, reasonsOf } from '../../../src/target/fhir/outcome.ts';

const outcome = (...issue: readonly object[]): unknown => ({ resourceType: 'OperationOutcome', issue });

/** As a validating HAPI 8.8 says it of a bundle. */
const NARRATIVE = (entry: number, type: string) => ({
  severity: 'warning',
  code: 'processing',
  diagnostics: "Constraint failed: dom-6: 'A resource should have narrative for robust management'",
  location: [`Bundle.entry[${entry}].resource/*${type}/null*/`, 'Line[1] Col[330]'],
  expression: [`Bundle.entry[${entry}].resource/*${type}/null*/`],
});
const NO_VACCINE = {
  severity: 'error',
  code: 'processing',
  diagnostics: 'Immunization.vaccineCode: minimum required = 1, but only found 0',
  location: ['Bundle.entry[41].resource/*Immunization/null*/', 'Line[1] Col[887]'],
  expression: ['Bundle.entry[41].resource/*Immunization/null*/'],
};

describe('why a FHIR server refused', () => {
  it('says the error although thirty remarks stand before it', () => {
    const remarks = Array.from({ length: 30 }, (_, entry) => NARRATIVE(entry, 'Patient'));
    expect(issuesOf(outcome(...remarks, NO_VACCINE), 422)).toEqual([
      {
        entry: 41,
        reason: {
          field: 'Bundle.entry[41].resource/*Immunization/null*/',
          code: 'processing',
          message: 'Immunization.vaccineCode: minimum required = 1, but only found 0',
          means: 'vaccine',
        },
      },
    ]);
  });

  it('says the remarks where there is nothing else', () => {
    const [issue] = issuesOf(outcome(NARRATIVE(0, 'Patient'), { severity: 'information', diagnostics: 'ok' }), 400);
    expect(issue.reason.message).toMatch(/^Constraint failed: dom-6/);
  });

  it('a fatal one and one with a severity of its own count as errors', () => {
    const said = reasonsOf(
      outcome(
        { severity: 'warning', diagnostics: 'w' },
        { severity: 'fatal', diagnostics: 'f' },
        { severity: 'invalid', diagnostics: 'i' },
      ),
      400,
    );
    expect(said.map(({ message }) => message)).toEqual(['f', 'i']);
  });

  it('an empty one and nothing at all stand for their status', () => {
    for (const body of [outcome(), outcome({ severity: 'error' }), undefined])
      expect(reasonsOf(body, 412)).toEqual([{ code: 'HTTP_412', message: 'no reason given', status: 412 }]);
  });

  it('says both the general sentence and what it is about, and neither twice', () => {
    const said = (details: object, diagnostics: string): string | undefined =>
      reasonsOf(outcome({ severity: 'error', details, diagnostics }), 400)[0]?.message;
    expect(said({ text: 'Reference is wrong' }, 'reference target(s) not found: Location/1')).toBe(
      'Reference is wrong: reference target(s) not found: Location/1',
    );
    expect(said({ text: 'No.' }, 'HAPI-1: No. Really')).toBe('HAPI-1: No. Really');
    expect(said({ coding: [{ code: 'X1' }] }, 'why')).toBe('why');
    expect(reasonsOf(outcome({ details: { coding: [{ code: 'X1', display: 'Bad' }] } }), 400)[0]?.message).toBe('Bad');
  });
});

describe('which field of the sheet a path means', () => {
  const rows: readonly [path: string, field: string | undefined, entry: number | undefined][] = [
    ['Patient.birthDate', 'birthDate', undefined],
    ['Patient.gender', 'sex', undefined],
    ['Patient.name[0].text', 'name', undefined],
    ['Patient.telecom[0].value', 'phone', undefined],
    ['Patient.address[0].postalCode', 'postalCode', undefined],
    ['Patient.identifier[0].value', 'nik', undefined],
    ['Immunization.identifier[0].value', undefined, undefined],
    ['Immunization.patient', 'nik', undefined],
    ['Immunization.vaccineCode.coding[1].code', 'vaccine', undefined],
    ['Immunization.occurrence.ofType(dateTime)', 'date', undefined],
    ['Immunization.occurrence[x]', 'date', undefined],
    ['Immunization.expirationDate', 'expirationDate', undefined],
    ['Immunization.performer[0].actor', 'performer', undefined],
    ['Immunization.performer[0].actor.identifier.value', 'performerNik', undefined],
    ['Immunization.protocolApplied[0].doseNumber.ofType(positiveInt)', 'dose', undefined],
    ['Immunization.protocolApplied[0].targetDisease[0]', 'vaccine', undefined],
    ['/f:Immunization/f:lotNumber', 'lot', undefined],
    ['Bundle.entry[1].resource.ofType(Immunization).lotNumber', 'lot', 1],
    ['Bundle.entry[12].resource/*Immunization/null*/.location', 'site', 12],
    ['Bundle.entry[0].resource/*Patient/null*/', undefined, 0],
    ['/f:Bundle/f:entry[3]/f:resource/f:Patient/f:birthDate', 'birthDate', 3],
    ['bundle.entry/2/resource/Patient.name', 'name', 2],
    ['Bundle', undefined, undefined],
    ['', undefined, undefined],
    ['constructor', undefined, undefined],
  ];
  it.each(rows)('%s', (path, field, entry) => {
    expect(fieldAt(path)).toBe(field);
    expect(entryAt(path)).toBe(entry);
  });

  it('is in the text of a parser that names the element only there', () => {
    const body = outcome({
      severity: 'error',
      code: 'processing',
      diagnostics: 'HAPI-0450: … HAPI-1821: [element="birthDate"] Invalid attribute value "02-10-2021"',
    });
    expect(reasonsOf(body, 400)[0]?.means).toBe('birthDate');
  });
});
