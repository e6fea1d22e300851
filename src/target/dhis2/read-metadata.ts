/** From what `GET /api/programs` says to what is needed to write: names found, faults told. PURE. */
import { FIELDS, type Field } from '../../record/table/fields.ts';
import type { AttributeSlot, Fault, Metadata, Names, Slot } from './metadata.ts';
import { chooseOption, optionNamed } from './options.ts';
import { choose, isFault, type Thing, thingOf, thingsOf } from './things.ts';
import { unitNamed, unitsOf } from './units.ts';
import { type Fields, fieldsOf, listOf, textOf } from './value.ts';

/** What is asked of the program; nothing of people is in it. */
export const PROGRAM_FIELDS = [
  'id,code,name,programType,displayIncidentDate,access[data[write]]',
  'trackedEntityType[id,code,name,access[data[write]],trackedEntityTypeAttributes[LINK]]',
  'programTrackedEntityAttributes[LINK]',
  'programStages[id,code,name,access[data[write]],programStageDataElements[compulsory,dataElement[id,code,name,SET]]]',
  'organisationUnits[id,code,name]',
]
  .join(',')
  .replaceAll('LINK', 'mandatory,trackedEntityAttribute[id,code,name,unique,orgunitScope,SET]')
  .replaceAll('SET', 'optionSet[id,options[code,name]]');

/** Everything at once, so that whoever mends the configuration mends it once. `program`: as PROGRAM_FIELDS asks. */
export function readMetadata(program: Fields, names: Names): Metadata | readonly Fault[] {
  const faults: Fault[] = [];
  const found = <T extends object>(value: T | Fault): T | undefined => {
    if (!isFault(value)) return value;
    faults.push(value);
    return undefined;
  };
  const type = fieldsOf(program['trackedEntityType']);
  const [programUid, typeUid] = [textOf(program['id']), textOf(type['id'])];
  if (programUid === undefined || typeUid === undefined || program['programType'] !== 'WITH_REGISTRATION')
    return [{ why: 'no-registration', key: 'program', word: names.program }];
  const stage = found(stageOf(program, names));
  const attributes = attributesOf(program, names, faults);
  const dataElements = stage ? dataElementsOf(stage.fields, names, faults) : [];
  if (stage) faults.push(...constantFaults(names, [...offered(program), ...elementsOf(stage.fields)]));
  const units = unitsOf(thingsOf(program['organisationUnits']));
  const unit = names.orgUnit === undefined ? undefined : (unitNamed(names.orgUnit, units) ?? 'missing');
  if (unit === 'missing' || unit === 'several') faults.push({ why: unit, key: 'orgUnit', word: names.orgUnit ?? '' });
  if (!stage || faults.length > 0) return faults;
  return {
    program: programUid,
    type: typeUid,
    stage: stage.id,
    wantsIncident: program['displayIncidentDate'] === true,
    attributes,
    dataElements,
    units,
    ...(unit === undefined ? {} : { defaultUnit: unit }),
  };
}

/** The stage for doses: the one that is named, or the only one. */
export function stageOf(program: Fields, { stage, program: word }: Names): Thing | Fault {
  const stages = thingsOf(program['programStages']);
  if (stage !== undefined) return choose(stage, stages, 'stage');
  const [only, second] = stages;
  return only && !second ? only : { why: only ? 'several' : 'missing', key: 'stage', word };
}

interface Offered extends Thing {
  readonly ofType: boolean;
  readonly mandatory: boolean;
}

/** Those of the type and those of the program; what is in both is sent with the person. */
function offered(program: Fields): readonly Offered[] {
  const of = (list: unknown, ofType: boolean): readonly Offered[] =>
    listOf(list).flatMap((one) => {
      const thing = thingOf(fieldsOf(one['trackedEntityAttribute']));
      return thing ? [{ ...thing, ofType, mandatory: one['mandatory'] === true }] : [];
    });
  const ofType = of(fieldsOf(program['trackedEntityType'])['trackedEntityTypeAttributes'], true);
  const ofProgram = of(program['programTrackedEntityAttributes'], false);
  const known = new Map(ofType.map((one) => [one.id, one]));
  for (const one of ofProgram) {
    const both = known.get(one.id);
    known.set(one.id, both ? { ...both, mandatory: both.mandatory || one.mandatory } : one);
  }
  return [...known.values()];
}

function attributesOf(program: Fields, names: Names, faults: Fault[]): readonly AttributeSlot[] {
  const things = offered(program);
  const slots = slotsOf(things, 'attributes', names, faults);
  const mapped = new Set(slots.map(({ uid }) => uid));
  for (const { id, name, mandatory } of things)
    if (mandatory && !mapped.has(id)) faults.push({ why: 'unmapped', key: 'attributes', word: name });
  return slots.flatMap((slot) => {
    const thing = things.find(({ id }) => id === slot.uid);
    if (!thing) return [];
    const { ofType, mandatory, fields } = thing;
    return [{ ...slot, ofType, mandatory, unique: fields['unique'] === true && fields['orgunitScope'] !== true }];
  });
}

function dataElementsOf(stage: Fields, names: Names, faults: Fault[]): readonly Slot[] {
  const things = elementsOf(stage);
  const slots = slotsOf(things, 'dataElements', names, faults);
  const mapped = new Set(slots.map(({ uid }) => uid));
  for (const { id, name, compulsory } of things)
    if (compulsory && !mapped.has(id)) faults.push({ why: 'unmapped', key: 'dataElements', word: name });
  return slots;
}

function elementsOf(stage: Fields): readonly (Thing & { readonly compulsory: boolean })[] {
  return listOf(stage['programStageDataElements']).flatMap((one) => {
    const thing = thingOf(fieldsOf(one['dataElement']));
    return thing ? [{ ...thing, compulsory: one['compulsory'] === true }] : [];
  });
}

/** What the configuration maps, and the constants that are meant for one of these. */
function slotsOf(
  things: readonly Thing[],
  section: 'attributes' | 'dataElements',
  names: Names,
  faults: Fault[],
): readonly Slot[] {
  const slots: Slot[] = [];
  for (const [field, word] of Object.entries(names[section])) {
    const thing = choose(word, things, `${section}.${field}`);
    if (isFault(thing)) faults.push(thing);
    else slots.push(checked(slotOf(thing, fieldNamed(field), names.options[field] ?? {}), `options.${field}`, faults));
  }
  for (const [word, constant] of Object.entries(names.constants)) {
    const thing = choose(word, things, `constants.${word}`);
    if (isFault(thing)) continue;
    const slot = { ...slotOf(thing, undefined, {}), constant };
    const option = slot.options ? chooseOption(slot, constant) : constant;
    if (option === undefined) faults.push({ why: 'no-option', key: `constants.${word}`, word: constant });
    else slots.push({ ...slot, constant: option });
  }
  return slots;
}

function slotOf({ id, name, fields }: Thing, field: Field | undefined, words: Slot['words']): Slot {
  const set = fieldsOf(fields['optionSet']);
  const options = listOf(set['options']).flatMap(({ code, name: called }) => {
    const known = textOf(code);
    return known === undefined ? [] : [{ code: known, name: textOf(called) ?? known }];
  });
  return { uid: id, name, words, ...(field ? { field } : {}), ...(textOf(set['id']) === undefined ? {} : { options }) };
}

/** What the configuration says for our words must be among the options. */
function checked(slot: Slot, key: string, faults: Fault[]): Slot {
  for (const [ours, word] of Object.entries(slot.words))
    if (slot.options && optionNamed(slot.options, word) === undefined)
      faults.push({ why: 'no-option', key: `${key}.${ours}`, word });
  return slot;
}

/** A constant that is meant for nothing the program has. */
function constantFaults({ constants }: Names, things: readonly Thing[]): readonly Fault[] {
  return Object.keys(constants).flatMap((word) => {
    const thing = choose(word, things, `constants.${word}`);
    return isFault(thing) ? [thing] : [];
  });
}

function fieldNamed(name: string): Field | undefined {
  return FIELDS.find((field) => field === name);
}
