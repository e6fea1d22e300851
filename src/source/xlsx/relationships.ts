/** Which part points to which (Open Packaging Conventions, ECMA-376 part 2, 6.5). */
import { OPEN } from './xml.ts';
import { readPart } from './xml-part.ts';
import { attributesOf } from './xml-text.ts';
import type { Zip } from './zip.ts';

export interface Relationship {
  /**
   * Last word of the type: `worksheet`, `sharedStrings` … The words are the same in the transitional and the strict
   * namespaces.
   */
  readonly type: string;
  /** Name of the part in the zip. */
  readonly target: string;
}

/** The relationships of a part by their id; none where it has no such file. Links to outside the file are left out. */
export async function readRelationships(
  zip: Zip,
  part: string,
  maxCellChars: number,
): Promise<ReadonlyMap<string, Relationship>> {
  const found = new Map<string, Relationship>();
  const slash = part.lastIndexOf('/') + 1;
  const folder = part.slice(0, slash);
  const relationships = `${folder}_rels/${part.slice(slash)}.rels`;
  if (!zip.has(relationships)) return found;
  await readPart(zip, relationships, 'Relationships', maxCellChars, (xml, token) => {
    if (token !== OPEN || xml.depth !== 2) return;
    const attributes = attributesOf(xml);
    const target = attributes.get('Target');
    if (target === undefined || attributes.get('TargetMode') === 'External') return;
    const type = attributes.get('Type') ?? '';
    found.set(attributes.get('Id') ?? '', {
      type: type.slice(type.lastIndexOf('/') + 1),
      target: resolve(folder, target, zip),
    });
  });
  return found;
}

/** Absolute targets begin at the root of the zip, the others in the folder of the part. */
function resolve(folder: string, target: string, zip: Zip): string {
  const path: string[] = [];
  const whole = target.replaceAll('\\', '/');
  for (const step of (whole.startsWith('/') ? whole : `${folder}${whole}`).split('/')) {
    if (step === '..') path.pop();
    else if (step !== '' && step !== '.') path.push(step);
  }
  const name = path.join('/');
  return zip.has(name) || !name.includes('%') ? name : decoded(name);
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
