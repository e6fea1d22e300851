/**
 * What Excel would "repair" in the package of a workbook: parts, their types, and who points to whom (ECMA-376 part 2).
 */
import { posix } from 'node:path';
import { all, below, type Node, parseXml } from './xml-tree.ts';

export interface Relation {
  readonly type: string;
  /** Name of the part, or undefined for what lies outside. */
  readonly part: string | undefined;
}

export interface Package {
  readonly names: readonly string[];
  /** Part → its XML, for parts that are XML. */
  readonly trees: ReadonlyMap<string, Node>;
  /** Part → id → where it points. */
  readonly relations: ReadonlyMap<string, ReadonlyMap<string, Relation>>;
}

const TYPES: Readonly<Record<string, string>> = {
  worksheet: 'worksheet+xml',
  comments: 'comments+xml',
  table: 'table+xml',
  vmlDrawing: 'vmlDrawing',
  styles: 'styles+xml',
  sharedStrings: 'sharedStrings+xml',
  officeDocument: 'sheet.main+xml',
};

/** `names`: every entry of the zip, in order. `texts`: those that are text. Faults are added to `faults`. */
export function openPackage(names: readonly string[], texts: ReadonlyMap<string, string>, faults: string[]): Package {
  const trees = new Map<string, Node>();
  for (const [name, xml] of texts) {
    try {
      trees.set(name, parseXml(xml));
    } catch (error) {
      faults.push(`${name}: ${(error as Error).message}`);
    }
  }
  const lower = new Map(names.map((name) => [name.toLowerCase(), name]));
  if (lower.size !== names.length) faults.push('two parts of one name');
  const relations = new Map<string, ReadonlyMap<string, Relation>>();
  for (const [name, tree] of trees) {
    if (!name.endsWith('.rels')) continue;
    const owner = name.replace(/_rels\/([^/]*)\.rels$/, '$1');
    if (owner !== '' && !lower.has(owner.toLowerCase())) faults.push(`${name}: of a part that is not there`);
    const ofPart = new Map<string, Relation>();
    for (const { attributes } of all(tree, 'Relationship')) {
      const { Id: id = '', Type: type = '', Target: target = '', TargetMode } = attributes;
      if (ofPart.has(id)) faults.push(`${name}: ${id} twice`);
      const path = target.startsWith('/') ? target.slice(1) : posix.join(posix.dirname(owner), target);
      const part = TargetMode === 'External' ? undefined : lower.get(path.toLowerCase());
      if (TargetMode !== 'External' && part === undefined)
        faults.push(`${name}: ${id} points to ${target}, which is not there`);
      ofPart.set(id, { type: type.slice(type.lastIndexOf('/') + 1), part });
    }
    relations.set(lower.get(owner.toLowerCase()) ?? owner, ofPart);
  }
  checkTypes(names, trees.get('[Content_Types].xml'), relations, faults);
  for (const [name, tree] of trees) if (!name.endsWith('.rels')) checkIds(name, tree, relations.get(name), faults);
  checkOrphans(names, relations, faults);
  return { names, trees, relations };
}

function checkTypes(
  names: readonly string[],
  types: Node | undefined,
  relations: Package['relations'],
  faults: string[],
): void {
  const defaults = new Map<string, string>();
  const overrides = new Map<string, string>();
  for (const { name, attributes } of types?.children ?? []) {
    const [list, key] =
      name === 'Default'
        ? [defaults, (attributes['Extension'] ?? '').toLowerCase()]
        : [overrides, (attributes['PartName'] ?? '').toLowerCase()];
    if (list.has(key)) faults.push(`content type of ${key} twice`);
    list.set(key, attributes['ContentType'] ?? '');
  }
  const there = new Set(names.map((name) => `/${name.toLowerCase()}`));
  for (const name of overrides.keys())
    if (!there.has(name)) faults.push(`a content type for ${name}, which is not there`);
  const typeOf = (name: string): string | undefined =>
    overrides.get(`/${name.toLowerCase()}`) ?? defaults.get(name.slice(name.lastIndexOf('.') + 1).toLowerCase());
  for (const name of names)
    if (name !== '[Content_Types].xml' && !name.endsWith('/') && !typeOf(name))
      faults.push(`${name}: of no content type`);
  for (const ofPart of relations.values())
    for (const { type, part } of ofPart.values()) {
      const ending = TYPES[type];
      if (part !== undefined && ending !== undefined && !typeOf(part)?.endsWith(ending))
        faults.push(`${part}: a ${type} of type ${typeOf(part)}`);
    }
}

/** Every `r:id` of a part leads somewhere. */
function checkIds(
  name: string,
  tree: Node,
  relations: ReadonlyMap<string, Relation> | undefined,
  faults: string[],
): void {
  for (const { name: tag, attributes } of [tree, ...below(tree)])
    for (const [key, id] of Object.entries(attributes)) {
      const isId = /^(?:r|rel|d\dp\d):(?:id|embed|link|pict)$/.test(key) || (key === 'o:relid' && id !== '');
      if (isId && id !== '' && !relations?.has(id)) faults.push(`${name}: <${tag} ${key}="${id}"> leads nowhere`);
    }
}

function checkOrphans(names: readonly string[], relations: Package['relations'], faults: string[]): void {
  const reached = new Set<string>();
  const visit = (owner: string): void => {
    for (const { part } of relations.get(owner)?.values() ?? [])
      if (part !== undefined && !reached.has(part)) {
        reached.add(part);
        visit(part);
      }
  };
  visit('');
  for (const name of names)
    if (
      !/\.rels$|\/$|^\[Content_Types\]\.xml$|^\[trash\]|^customXml\/|^_xmlsignatures/.test(name) &&
      !reached.has(name)
    )
      faults.push(`${name}: nothing points to it`);
}
