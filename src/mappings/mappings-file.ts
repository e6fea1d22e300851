/** The file of the mappings: short, readable and editable YAML beside the ledger. */
import { isMap, isScalar, isSeq, LineCounter, parseDocument, stringify } from 'yaml';
import { diskError } from '../disk/disk-error.ts';
import { readOwnFile } from '../disk/own-file.ts';
import { writeFileWhole } from '../disk/write-file.ts';
import { RunError, systemCode } from '../errors.ts';
import { isMeaning, type Meaning } from '../record/header/form.ts';
import { FIELDS } from '../record/problems.ts';
import type { Mapping } from './mappings.ts';

const TITLE = `# Which column holds what, as somebody has confirmed it; the same form is read so again. Kolom mana berisi apa, seperti yang pernah dikonfirmasi.
# \`vax-upload mappings\` lists these, \`vax-upload mappings forget 2\` takes one out. Fields: ${FIELDS.join(' ')}, or none; dates with :mdy :dmy :ydm :utc :local.
`;

/**
 * None when there is no file. Throws MAPPINGS_DAMAGED {path, line?} for a file that is not what `writeMappings` writes:
 * a mapping that is passed over in silence would be a column read wrongly; DISK_FAILED or DISK_READ_ONLY when it cannot
 * be read.
 */
export async function readMappings(path: string, uid?: number): Promise<readonly Mapping[]> {
  const text = await readOwnFile(path, 'settings', uid)
    .then(String)
    .catch((error: unknown) => {
      if (systemCode(error) === 'ENOENT') return '';
      throw diskError(error, path);
    });
  if (text.trim() === '') return [];
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const damaged = (at: number | undefined): RunError =>
    new RunError('MAPPINGS_DAMAGED', { path, ...(at === undefined ? {} : { line: lines.linePos(at).line }) });
  if (document.errors[0]) throw damaged(document.errors[0].pos[0]);
  if (document.contents === null) return [];
  if (!isSeq(document.contents)) throw damaged(document.contents.range?.[0]);
  return document.contents.items.map((item) => {
    const at = isMap(item) || isScalar(item) || isSeq(item) ? item.range?.[0] : undefined;
    if (!isMap(item)) throw damaged(at);
    const mapping = mappingOf(item.toJS(document) as Record<string, unknown>);
    if (!mapping) throw damaged(at);
    return mapping;
  });
}

/** Undefined when something is missing or is none of ours. */
function mappingOf({ form, file, confirmed, columns }: Record<string, unknown>): Mapping | undefined {
  const at = typeof confirmed === 'string' ? Date.parse(confirmed) : Number.NaN;
  if (typeof form !== 'string' || !/^[0-9a-f]{32}$/.test(form) || typeof file !== 'string' || Number.isNaN(at))
    return undefined;
  if (typeof columns !== 'object' || columns === null || Array.isArray(columns)) return undefined;
  const entries = Object.entries(columns);
  if (entries.length === 0 || !entries.every((entry): entry is [string, Meaning] => isMeaning(entry[1])))
    return undefined;
  return { signature: form, file, confirmed: at, columns: new Map(entries) };
}

/** Whole or not at all, for the owner alone. The errors of writeFileWhole. */
export async function writeMappings(path: string, mappings: readonly Mapping[]): Promise<void> {
  const list = mappings.map(({ signature, file, confirmed, columns }) => ({
    form: signature,
    file,
    confirmed: new Date(confirmed).toISOString(),
    columns: new Map(columns),
  }));
  const text = TITLE + (list.length === 0 ? '' : stringify(list, { lineWidth: 0 }));
  await writeFileWhole(path, async (into) => {
    into.write(text);
  });
}
