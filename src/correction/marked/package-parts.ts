/** The two lists that every part of a package stands in: what kind it is, and who points to it (ECMA-376 part 2). */
import {
  attributeOf,
  attributesIn,
  childrenOf,
  Edits,
  type Element,
  prefixOf,
  rootOf,
  withAttribute,
  xmlText,
} from '../../workbook/markup.ts';
import { NotMarkable } from '../../workbook/not-markable.ts';

const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006/relationships';
const SPREADSHEET = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

export const CONTENT_TYPES = '[Content_Types].xml';
export type NewPart = 'worksheet' | 'comments';

/** Of the parts that we add besides `NewPart`s. */
const EXTENSIONS: Readonly<Record<string, string>> = {
  rels: 'application/vnd.openxmlformats-package.relationships+xml',
  vml: 'application/vnd.openxmlformats-officedocument.vmlDrawing',
};

/**
 * Content types with the new parts, without those that are gone; a workbook with macros or a template becomes an
 * ordinary one.
 */
export function contentTypes(xml: string, added: ReadonlyMap<string, NewPart>, gone: ReadonlySet<string>): string {
  const root = rootOf(xml);
  if (!root) throw new NotMarkable('no content types');
  const p = prefixOf(root);
  const edits = new Edits();
  const extensions = new Set<string>();
  for (const type of childrenOf(xml, root)) {
    const part = attributeOf(type.attributes, 'PartName')?.replace(/^\//, '') ?? '';
    if (type.name === 'Default') extensions.add(attributeOf(type.attributes, 'Extension')?.toLowerCase() ?? '');
    if (type.name === 'Override' && gone.has(part.toLowerCase())) edits.remove(type);
    else if (
      /\.(?:macroEnabled\.main|template\.main|template\.macroEnabledTemplate\.main)\+xml|ms-excel\.(?:sheet|template)\.macroEnabled/.test(
        attributeOf(type.attributes, 'ContentType') ?? '',
      )
    )
      edits.setAttributes(type, withAttribute(type.attributes, 'ContentType', `${SPREADSHEET}.sheet.main+xml`));
  }
  // Some writers name the type of every part one by one.
  const missing = Object.entries(EXTENSIONS).filter(([extension]) => !extensions.has(extension));
  const defaults = missing.map(([extension, type]) => `<${p}Default Extension="${extension}" ContentType="${type}"/>`);
  const overrides = Array.from(
    added,
    ([name, kind]) => `<${p}Override PartName="/${xmlText(name)}" ContentType="${SPREADSHEET}.${kind}+xml"/>`,
  );
  edits.append(root, [...defaults, ...overrides].join(''));
  return edits.applyTo(xml);
}

/**
 * The attribute `r:id` for an element below this root, by whatever prefix it knows; some writers declare theirs element
 * by element.
 */
export function relationship(root: Element, id: string): string {
  const known = attributesIn(root.attributes)
    .find(({ name, raw }) => raw === OFFICE && name.startsWith('xmlns:'))
    ?.name.slice(6);
  return known === undefined ? ` xmlns:r="${OFFICE}" r:id="${xmlText(id)}"` : ` ${known}:id="${xmlText(id)}"`;
}

/** A relationship as the part has it. */
export interface Link {
  readonly id: string;
  /** Last word of the type. */
  readonly type: string;
  /** Name of the part in the package; undefined for what lies outside. */
  readonly part: string | undefined;
}

/** The relationships of one part, to be changed. */
export class Links {
  readonly part: string;
  readonly #folder: string;
  readonly #xml: string;
  readonly #added: string[] = [];
  readonly #gone = new Set<string>();
  readonly list: readonly Link[];

  /** @param owner The part that they belong to. @param xml undefined where it has none yet. */
  constructor(owner: string, xml: string | undefined) {
    const slash = owner.lastIndexOf('/') + 1;
    this.#folder = owner.slice(0, slash);
    this.part = `${this.#folder}_rels/${owner.slice(slash)}.rels`;
    this.#xml =
      xml ??
      `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships xmlns="${PACKAGE}"></Relationships>`;
    const root = rootOf(this.#xml);
    this.list = (root ? childrenOf(this.#xml, root) : []).map(({ attributes }) => {
      const type = attributeOf(attributes, 'Type') ?? '';
      const target = attributeOf(attributes, 'Target') ?? '';
      const outside = attributeOf(attributes, 'TargetMode') === 'External';
      return {
        id: attributeOf(attributes, 'Id') ?? '',
        type: type.slice(type.lastIndexOf('/') + 1),
        part: outside ? undefined : resolved(this.#folder, target),
      };
    });
  }

  /** Returns the id. @param target Name of the part. */
  add(type: string, target: string): string {
    let n = this.list.length + this.#added.length + 1;
    while (this.list.some(({ id }) => id === `vaxUpload${n}`)) n += 1;
    this.#added.push(
      `<Relationship Id="vaxUpload${n}" Type="${OFFICE}/${type}" Target="${xmlText(relative(this.#folder, target))}"/>`,
    );
    return `vaxUpload${n}`;
  }

  drop(id: string): void {
    this.#gone.add(id);
  }

  get changed(): boolean {
    return this.#added.length > 0 || this.#gone.size > 0;
  }

  written(): string {
    const root = rootOf(this.#xml);
    if (!root) throw new NotMarkable('relationships that are none');
    const edits = new Edits();
    for (const link of childrenOf(this.#xml, root))
      if (this.#gone.has(attributeOf(link.attributes, 'Id') ?? '')) edits.remove(link);
    const p = prefixOf(root);
    edits.append(root, this.#added.map((link) => link.replace('<', `<${p}`)).join(''));
    return edits.applyTo(this.#xml);
  }
}

function resolved(folder: string, target: string): string {
  const path: string[] = [];
  for (const step of (target.startsWith('/') ? target : `${folder}${target}`).replaceAll('\\', '/').split('/')) {
    if (step === '..') path.pop();
    else if (step !== '' && step !== '.') path.push(step);
  }
  return path.join('/');
}

/** As programs write it: some know no other way. */
function relative(folder: string, target: string): string {
  const from = folder.split('/').slice(0, -1);
  const to = target.split('/');
  let shared = 0;
  while (shared < from.length && shared < to.length - 1 && from[shared] === to[shared]) shared += 1;
  return [...from.slice(shared).map(() => '..'), ...to.slice(shared)].join('/');
}
