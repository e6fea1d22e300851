/** Builds .ods files byte by byte, with the XML of each part written by hand. */
import { type ZipPart, zipBytes } from './xlsx-writer.ts';

const NAMESPACES = ['office', 'table', 'text', 'style', 'datastyle', 'calcext']
  .map((name) => {
    const prefix = name === 'datastyle' ? 'number' : name;
    return `xmlns:${prefix}="urn:oasis:names:tc:opendocument:xmlns:${name}:1.0"`;
  })
  .join(' ');

export interface OdsSpec {
  /** `<style:style>` and `<number:date-style>` elements. */
  readonly styles?: string;
  /** `<table:table>` elements. */
  readonly tables: string;
  /** Further parts, as styles.xml; `mimetype` comes first unless `bare`. */
  readonly parts?: readonly ZipPart[];
  readonly bare?: boolean;
}

/** A document. */
export function odsBytes({ styles = '', tables, parts = [], bare = false }: OdsSpec): Buffer {
  const head = '<?xml version="1.0" encoding="UTF-8"?>';
  const body = `${head}<office:document-content ${NAMESPACES}><office:automatic-styles>${styles}</office:automatic-styles><office:body><office:spreadsheet>${tables}</office:spreadsheet></office:body></office:document-content>`;
  const mimetype = { name: 'mimetype', body: 'application/vnd.oasis.opendocument.spreadsheet' };
  return zipBytes([...(bare ? [] : [mimetype]), { name: 'content.xml', body, deflate: true }, ...parts]);
}

/** A table around these rows. */
export function odsTable(rows: string, name = 'Oktober', style = ''): string {
  return `<table:table table:name="${name}"${style === '' ? '' : ` table:style-name="${style}"`}>${rows}</table:table>`;
}

export function odsRow(cells: string, attributes = ''): string {
  return `<table:table-row${attributes}>${cells}</table:table-row>`;
}

/** A cell with one paragraph. */
export function odsText(text: string, attributes = ''): string {
  return `<table:table-cell office:value-type="string"${attributes}><text:p>${text}</text:p></table:table-cell>`;
}
