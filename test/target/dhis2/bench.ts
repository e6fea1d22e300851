/** A simulated DHIS2 with the metadata of a vaccination program, and a target that speaks to it. */
import { systemClock } from '../../../src/clock.ts';
import type { RecordKey } from '../../../src/record/record.ts';
import { type Dhis2Options, dhis2Target } from '../../../src/target/dhis2/dhis2.ts';
import type { Names } from '../../../src/target/dhis2/metadata.ts';
import { uidOf } from '../../../src/target/dhis2/uid.ts';
import type { LineOptions } from '../../../src/target/http/line.ts';
import type { Target } from '../../../src/target/target.ts';
import type { World } from '../../support/dhis2-server/world.ts';

const REALM = { program: 'VuProgCovid', instance: '' };

/** By code, by name and by UID: each is understood. */
export const NAMES: Names = {
  program: 'VU_COVID',
  attributes: { nik: 'VU_NIK', name: 'VU Full name', birthDate: 'VuAttrBirth', sex: 'VU_SEX', phone: 'VU_PHONE' },
  dataElements: { vaccine: 'VU_DE_VACCINE', dose: 'VU Dose number', lot: 'VuDataBatch' },
  constants: {},
  options: { vaccine: { pfizer: 'BioNTech/Pfizer' } },
  orgUnit: 'P3324010101',
  unknownSite: 'refuse',
};

export type Changes = Partial<Dhis2Options & LineOptions> & { readonly url: string };

export function targetFor(changes: Changes): Target {
  return dhis2Target({
    version: '1.2.3',
    sockets: 2,
    timeoutMs: 20_000,
    clock: systemClock,
    section: 'target',
    names: NAMES,
    instance: '',
    lookUp: 'always',
    eventStatus: 'COMPLETED',
    importStrategy: 'CREATE',
    maxBatch: 150,
    ...changes,
  });
}

export function doseUid(key: RecordKey): string {
  return uidOf('dose', REALM, key);
}

/** How often each dose is in the server, of a person who is there and enrolled. */
export function effectsIn(world: World, keys: readonly RecordKey[]): number[] {
  return keys.map((key) => {
    const event = world.events.get(doseUid(key));
    if (!event || event.deleted) return 0;
    const enrolment = world.enrolments.get(event.enrolment);
    return enrolment && world.people.has(enrolment.person) ? event.writes : 0.5;
  });
}
