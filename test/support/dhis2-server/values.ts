/** Whether DHIS2 takes a value: its type, its options, its length. */
import type { Thing } from './types.ts';
import type { World } from './world.ts';

const LONGEST = 1_200;

/** What is wrong with it, in the words of the server; undefined where nothing is. */
export function faultOf(world: World, thing: Thing, value: string): string | undefined {
  const codes = world.codesOf(thing.optionSet);
  if (codes && !codes.includes(value))
    return `Value '${value}' is not a valid option code of option set: ${thing.optionSet?.id}`;
  switch (thing.valueType) {
    case 'DATE':
      return isDate(value) ? undefined : `Value '${value}' is not a valid date`;
    case 'INTEGER_POSITIVE':
      return /^[1-9]\d*$/.test(value) ? undefined : `Value '${value}' is not a positive integer`;
    case 'PHONE_NUMBER':
      return /^\+?[0-9 ()-]{6,20}$/.test(value) ? undefined : `Value '${value}' is not a phone number`;
    case 'BOOLEAN':
      return /^(?:true|false)$/.test(value) ? undefined : `Value '${value}' is not a boolean`;
    default:
      return undefined;
  }
}

export function isTooLong(value: string): boolean {
  return value.length > LONGEST;
}

export function isDate(value: unknown): boolean {
  return (
    typeof value === 'string' &&
    /^\d{4}-\d{2}-\d{2}(?:T[\d:.]+(?:Z|[+-]\d{2}:?\d{2})?)?$/.test(value) &&
    !Number.isNaN(Date.parse(value))
  );
}
