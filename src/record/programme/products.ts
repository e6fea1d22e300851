/** The products of a programme made ready for a million rows: once for each programme. */
import type { Product, Programme } from '../programme.ts';
import type { Coding } from '../record.ts';

const CVX = 'http://hl7.org/fhir/sid/cvx';
const ATC = 'http://www.whocc.no/atc';

/** Maps from and to the short names of products. */
export interface Products {
  /** Short name → its codes, CVX before ATC. */
  readonly codes: ReadonlyMap<string, readonly Coding[]>;
  /** Folded spelling without blanks → short name. */
  readonly names: ReadonlyMap<string, string>;
  /** Short name → what a list of products calls it; each is a spelling that is read as that product. */
  readonly labels: ReadonlyMap<string, string>;
  /** Every spelling, and what a product is called in a list, without what that adds in brackets. */
  readonly spelt: readonly (readonly [spelling: string, label: string])[];
  /** Short name → its series; empty in a programme of one. */
  readonly series: ReadonlyMap<string, string>;
  /** Words around a name that name nothing. */
  readonly fillers: RegExp;
}

const known = new WeakMap<Programme, Products>();

/** The same programme gives the same maps. */
export function productsOf(programme: Programme): Products {
  const made = known.get(programme) ?? prepared(programme);
  known.set(programme, made);
  return made;
}

function prepared({ products, words }: Programme): Products {
  const spelt = products.flatMap((product) =>
    product.spellings.split('|').map((spelling) => ({ spelling: spelling.replaceAll(' ', ''), product })),
  );
  // They become part of a pattern, which must stay one of plain words.
  if (!/^[a-z0-9 ]*$/.test(words)) throw new Error('the words of a programme are small letters and digits');
  const beside = words.replaceAll(' ', '|');
  return {
    codes: new Map(products.map((product) => [product.name, codesOf(product)])),
    names: new Map(spelt.map(({ spelling, product }) => [spelling, product.name])),
    labels: new Map(products.map(({ name, label }) => [name, label])),
    spelt: spelt.map(({ spelling, product }) => [spelling, product.label.replace(/ \(.*/, '')]),
    series: new Map(products.flatMap(({ name, series }) => (series === undefined ? [] : [[name, series]]))),
    fillers: new RegExp(
      `\\b(?:vaksin|vaccine|vaksinasi|${beside}|jenis|merk|merek|dosis [1-4]|dosis|booster|inj|injeksi)\\b`,
      'g',
    ),
  };
}

function codesOf({ cvx, atc }: Product): readonly Coding[] {
  return [...(cvx ? [{ system: CVX, code: cvx }] : []), { system: ATC, code: atc }];
}
