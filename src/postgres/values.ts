/** How what a database answers becomes values of JavaScript. */
import type { CustomTypesConfig } from 'pg';

/** Numbers of types in PostgreSQL's catalogue (pg_type.dat). */
const [INT8, NUMERIC] = [20, 1700];

/** Numbers of rows and moments fit; a sum of them that did not would be wrong without a word. */
function whole(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError('a number of the database is too large');
  return value;
}

/** As node-postgres has it (bytea is a Buffer), but whole numbers are numbers. */
export function valueTypes(usual: CustomTypesConfig): CustomTypesConfig {
  const getTypeParser = (oid: number, format?: 'text' | 'binary'): unknown =>
    format !== 'binary' && (oid === INT8 || oid === NUMERIC)
      ? whole
      : (usual.getTypeParser as (oid: number, format?: string) => unknown)(oid, format);
  return { getTypeParser: getTypeParser as CustomTypesConfig['getTypeParser'] };
}
