/**
 * The words of a sheet in the ledger: in the open what is no more than headings, sealed beside it what may be
 * somebody's (record/header/shown-heading.ts).
 */
import { shownDefaults, shownHeading } from '../../record/header/shown-heading.ts';
import type { SheetIdentity } from '../intake-side.ts';
import type { Sealer } from '../sealed/seal.ts';
import type { Row } from './connection.ts';

/** The additional data of the sealed words of a sheet. */
export const SHEET_OWNER: Uint8Array = Buffer.from('sheet');

type Words = Pick<SheetIdentity, 'headings' | 'above'> & Pick<SheetIdentity['layout'], 'defaults'>;

/** The columns `headings`, `above`, `layout` and `sealed` of a sheet. */
export function writeSheet(sealer: Sealer, { headings, above, layout }: SheetIdentity) {
  const words: Words = { headings, ...(above ? { above } : {}), defaults: layout.defaults };
  const shown = {
    headings: headings.map(shownHeading),
    ...(above ? { above: above.map(shownHeading) } : {}),
    defaults: shownDefaults(layout.defaults),
  };
  const isPlain = JSON.stringify(shown) === JSON.stringify(words);
  return {
    headings: JSON.stringify(shown.headings),
    above: shown.above ? JSON.stringify(shown.above) : null,
    layout: JSON.stringify({ ...layout, defaults: shown.defaults }),
    sealed: isPlain ? null : sealer.seal(JSON.stringify(words), SHEET_OWNER),
  };
}

/** The way back. @throws RunError LEDGER_KEY_WRONG */
export function readSheet(sealer: Sealer, row: Row): SheetIdentity {
  const { sealed, above } = row;
  const layout = JSON.parse(String(row['layout'])) as SheetIdentity['layout'];
  const plain = { name: String(row['name']), headerLine: Number(row['header_line']) };
  if (sealed) {
    const { defaults, ...lines } = JSON.parse(sealer.open(sealed as Uint8Array, SHEET_OWNER).toString()) as Words;
    return { ...plain, ...lines, layout: { ...layout, defaults } };
  }
  return {
    ...plain,
    headings: JSON.parse(String(row['headings'])) as string[],
    ...(above === null ? {} : { above: JSON.parse(String(above)) as string[] }),
    layout,
  };
}
