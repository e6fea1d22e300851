/** What is said of a file that cannot be read as YAML: the same for every kind of file that people write. */
import type { LineCounter, YAMLError } from 'yaml';
import { RunError } from '../errors.ts';

/**
 * CONFIG_SYNTAX {file, line, column, twice?}: where the fault is. `twice`: the line says again what stands above, as
 * happens to whoever adds a section to a file that has every section already. Nothing of the text is in it.
 */
export function yamlFault(fault: YAMLError, lines: LineCounter, file: string): RunError {
  const { line, col } = lines.linePos(fault.pos[0]);
  return new RunError('CONFIG_SYNTAX', {
    file,
    line,
    column: col,
    ...(fault.code === 'DUPLICATE_KEY' ? { twice: 'true' } : {}),
  });
}
