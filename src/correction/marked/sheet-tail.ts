/** What stands behind the rows of a worksheet: merged cells, rules, links, drawings; each moved with its rows. */
import {
  attributeOf,
  childrenOf,
  Edits,
  type Element,
  elementsIn,
  prefixOf,
  readXml,
  withAttribute,
  xmlText,
} from '../../workbook/markup.ts';
import { relationship } from './package-parts.ts';
import { parseRange, parseRanges, type Range, writeRange } from './references.ts';
import { moveFormulas, moveReference, type RowMap } from './row-map.ts';
import { type OwnRule, ownValidations, withOwnRules } from './validations.ts';

/**
 * The children of a worksheet behind its rows, in the order that the standard asks for (ECMA-376 part 1, 18.3.1.99).
 */
const ORDER =
  'sheetData sheetCalcPr sheetProtection protectedRanges scenarios autoFilter sortState dataConsolidate customSheetViews mergeCells phoneticPr conditionalFormatting dataValidations hyperlinks printOptions pageMargins pageSetup headerFooter rowBreaks colBreaks customProperties cellWatches ignoredErrors smartTags drawing legacyDrawing legacyDrawingHF drawingHF picture oleObjects controls webPublishItems tableParts extLst'.split(
    ' ',
  );

/** Of no use, or wrong, once rows are gone: how rows were sorted and filtered, where pages ended, what was watched. */
const GONE_WITH_ROWS = new Set([
  'sortState',
  'scenarios',
  'dataConsolidate',
  'customSheetViews',
  'rowBreaks',
  'cellWatches',
  'smartTags',
]);

export interface TailPlan {
  readonly map: RowMap;
  /** The last line of the header. */
  readonly headerLine: number;
  /** The cells of the NIK below the header; absent: the sheet has none. */
  readonly nik: Range | undefined;
  /** What may be typed into some of the cells. */
  readonly rules: readonly OwnRule[];
  /** Relationship of the drawing of the notes; absent: no notes. */
  readonly notesId: string | undefined;
  /** Relationships of tables that are gone. */
  readonly goneTables: ReadonlySet<string>;
  /** The opening tag of the worksheet: its names of namespaces hold here too. */
  readonly root: Element;
}

export interface Tail {
  readonly xml: string;
  /** Relationships that nothing needs any more: links of rows that are gone. */
  readonly goneIds: ReadonlySet<string>;
}

/** The attribute `r:id`, whatever prefix the writer chose. */
export function relationshipId(attributes: string): string | undefined {
  return /\s[\w.-]+:id\s*=\s*["']([^"']*)["']/.exec(attributes)?.[1];
}

/** @param tail Begins with the closing tag of the rows. */
export function tailOf(tail: string, plan: TailPlan): Tail {
  const { map, nik, rules, notesId, root } = plan;
  const p = prefixOf(root);
  const begin = tail.indexOf('>') + 1;
  const parts = elementsIn(tail, begin);
  const edits = new Edits();
  const goneIds = new Set<string>();
  const inserts = new Map<string, string>();
  for (const part of parts) {
    if (map.prunes) movePart(tail, part, plan, edits, goneIds);
    if (part.name === 'dataValidations' && rules.length > 0)
      edits.replace(part.from, part.to, withOwnRules(tail, part, map, rules, p));
  }
  if (rules.length > 0 && !parts.some(({ name }) => name === 'dataValidations'))
    inserts.set('dataValidations', ownValidations(rules, p));
  // Excel's green triangles on every NIK would hide what matters.
  if (nik && !parts.some(({ name }) => name === 'ignoredErrors'))
    inserts.set(
      'ignoredErrors',
      `<${p}ignoredErrors><${p}ignoredError sqref="${writeRange(nik)}" numberStoredAsText="1"/></${p}ignoredErrors>`,
    );
  if (notesId !== undefined && !parts.some(({ name }) => name === 'legacyDrawing')) {
    inserts.set('legacyDrawing', `<${p}legacyDrawing${relationship(root, notesId)}/>`);
  }
  const end = tail.lastIndexOf('</');
  for (const [name, xml] of [...inserts].sort(([a], [b]) => ORDER.indexOf(a) - ORDER.indexOf(b))) {
    const next = parts.find((part) => ORDER.indexOf(part.name) > ORDER.indexOf(name));
    const at = next?.from ?? end;
    edits.replace(at, at, xml);
  }
  return { xml: edits.applyTo(tail), goneIds };
}

function movePart(
  tail: string,
  part: Element,
  { map, headerLine, goneTables, rules }: TailPlan,
  edits: Edits,
  goneIds: Set<string>,
): void {
  if (GONE_WITH_ROWS.has(part.name)) edits.remove(part);
  switch (part.name) {
    case 'autoFilter': {
      // What it hid is gone; the arrows stay.
      const ref = map.ranges(attributeOf(part.attributes, 'ref') ?? '');
      edits.replace(
        part.from,
        part.to,
        ref === '' ? '' : `<${part.tag}${withAttribute(part.attributes, 'ref', ref)}/>`,
      );
      break;
    }
    case 'mergeCells':
      keepSome(tail, part, edits, (child) => {
        const old = attributeOf(child.attributes, 'ref') ?? '';
        const range = parseRange(old);
        // Rows that were one in a column are no neighbours any more: each has the value as its own (merged-rows.ts).
        if (range && range.top > headerLine && range.bottom > range.top) return undefined;
        const ref = map.ranges(old);
        return ref.includes(':') ? withAttribute(child.attributes, 'ref', ref) : undefined;
      });
      break;
    case 'hyperlinks': {
      // Links to one address may share a relationship.
      const keptIds = new Set<string>();
      keepSome(tail, part, edits, (child) => {
        const ref = map.ranges(attributeOf(child.attributes, 'ref') ?? '');
        const id = relationshipId(child.attributes);
        if (id !== undefined) (ref === '' ? goneIds : keptIds).add(id);
        return ref === '' ? undefined : withAttribute(child.attributes, 'ref', ref);
      });
      for (const id of keptIds) goneIds.delete(id);
      break;
    }
    case 'conditionalFormatting':
      moveRule(tail, part, map, edits);
      break;
    case 'dataValidations':
      if (rules.length === 0) keepSome(tail, part, edits, (child) => movedRanges(child, map));
      break;
    case 'ignoredErrors':
    case 'protectedRanges':
      keepSome(tail, part, edits, (child) => movedRanges(child, map));
      break;
    case 'tableParts':
      keepSome(tail, part, edits, (child) => {
        const id = relationshipId(child.attributes) ?? '';
        if (goneTables.has(id)) goneIds.add(id);
        return goneTables.has(id) ? undefined : child.attributes;
      });
      break;
    case 'extLst':
      moveExtensions(tail, part, map, edits);
      break;
  }
}

function movedRanges(child: Element, map: RowMap): string | undefined {
  const sqref = map.ranges(attributeOf(child.attributes, 'sqref') ?? '');
  return sqref === '' ? undefined : withAttribute(child.attributes, 'sqref', sqref);
}

/** Gives each child its new attributes; those without any are gone, and with the last of them their list. */
function keepSome(
  tail: string,
  list: Element,
  edits: Edits,
  attributesOf: (child: Element) => string | undefined,
): void {
  const children = childrenOf(tail, list);
  const kept = children.map((child) => ({ child, attributes: attributesOf(child) }));
  const count = kept.filter(({ attributes }) => attributes !== undefined).length;
  if (count === 0) {
    edits.remove(list);
    return;
  }
  if (attributeOf(list.attributes, 'count') !== undefined)
    edits.setAttributes(list, withAttribute(list.attributes, 'count', count));
  for (const { child, attributes } of kept) {
    if (attributes === undefined) edits.remove(child);
    else edits.setAttributes(child, attributes);
  }
}

function moveRule(tail: string, rule: Element, map: RowMap, edits: Edits): void {
  const old = attributeOf(rule.attributes, 'sqref') ?? '';
  const attributes = movedRanges(rule, map);
  if (attributes === undefined) {
    edits.remove(rule);
    return;
  }
  const by = (parseRanges(attributeOf(attributes, 'sqref') ?? '')[0]?.top ?? 0) - (parseRanges(old)[0]?.top ?? 0);
  edits.replace(rule.from, rule.to, moveFormulas(`<${rule.tag}${attributes}>${tail.slice(rule.inner, rule.to)}`, by));
}

/** Newer rules (Excel 2010 on) stand here with their ranges; small charts in cells go, since their rows may. */
function moveExtensions(tail: string, list: Element, map: RowMap, edits: Edits): void {
  for (const extension of childrenOf(tail, list)) {
    const text = tail.slice(extension.from, extension.to);
    if (/<(?:[\w.-]+:)?sparklineGroups[\s>]/.test(text)) {
      edits.remove(extension);
      continue;
    }
    const moved = text.replace(/(<(?:[\w.-]+:)?sqref>)([^<]*)(<)/g, (_, open: string, sqref: string, close: string) => {
      const ranges = readXml(sqref);
      return `${open}${xmlText(map.ranges(ranges) || moveReference(ranges.split(/\s+/)[0] ?? '', map))}${close}`;
    });
    edits.replace(extension.from, extension.to, moved);
  }
}
