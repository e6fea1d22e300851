/** A batch as CSV (RFC 4180), in UTF-8 with lines that end as the standard and Excel have them. PURE. */
import type { Consignment } from '../target.ts';
import { cellsOf, type Template } from './template.ts';

export function csvOf(batch: string, consignments: readonly Consignment[], template: Template): Buffer {
  const { columns, delimiter, bom } = template;
  const rows = [columns.map(({ heading }) => heading), ...consignments.map((one) => cellsOf(one, batch, template))];
  const lines = rows.map((cells) => `${cells.map((cell) => quoted(cell, delimiter)).join(delimiter)}\r\n`);
  return Buffer.from(`${bom ? '\ufeff' : ''}${lines.join('')}`);
}

/** Blanks at the ends are quoted too: some readers take them away otherwise. */
function quoted(cell: string, delimiter: string): string {
  if (!cell.includes(delimiter) && !/["\r\n]|^\s|\s$/.test(cell)) return cell;
  return `"${cell.replaceAll('"', '""')}"`;
}
