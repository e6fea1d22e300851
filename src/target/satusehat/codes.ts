/**
 * What a vaccine is called in the dictionaries that SATUSEHAT asks for: the product in KFA (`93…`), its group there
 * (`VG…`) and CVX. PURE. The mapping file goes first; what is built in is what is sure, and nothing else is guessed.
 */

import { productsOf } from '../../record/programme/products.ts';
import { programmeNamed } from '../../record/programme/programmes.ts';
import type { DoseRecord } from '../../record/record.ts';
import { factsOf } from './settings.ts';
import { CVX_SYSTEM, KFA_SYSTEM, type Named } from './systems.ts';

/** By short name: the one product that the registry's own collection for COVID-19 names. */
const PRODUCTS: Readonly<Record<string, Named>> = {
  astrazeneca: {
    system: KFA_SYSTEM,
    code: '93004035',
    display: 'Vaksin COVID-19 Recombinant Adenovirus (CHADOX1), 5x10^10 VP/0.5 mL (ASTRAZENECA, 10)',
  },
};

/** What each dictionary is called where one is missing. */
export type Dictionary = 'KFA' | 'VG' | 'CVX';

export interface VaccineCodes {
  readonly codings: readonly Named[];
  /** Those of which no code is known and the registry asks for one. */
  readonly missing: readonly Dictionary[];
}

/**
 * `given`: by whoever sends it; of a dose that is only told of, the registry wants the group alone. A combined vaccine
 * has several groups.
 */
export function vaccineCodes({ programme, dose }: DoseRecord, given: boolean): VaccineCodes {
  const told = dose.codes.map(({ system, code }): Named => ({ system: SYSTEMS[system.toLowerCase()] ?? system, code }));
  const kfa = told.filter(({ system }) => system === KFA_SYSTEM);
  const product = orBuiltIn(
    kfa.filter(({ code }) => /^9\d{7}$/.test(code)),
    Object.hasOwn(PRODUCTS, dose.vaccine) ? PRODUCTS[dose.vaccine] : undefined,
  );
  const group = factsOf(programme).group;
  const groups = orBuiltIn(
    kfa.filter(({ code }) => /^VG\d+$/.test(code)),
    group === undefined ? undefined : { system: KFA_SYSTEM, code: group },
  );
  const builtIn = productsOf(programmeNamed(programme)).codes.get(dose.vaccine) ?? [];
  const cvx = orBuiltIn(
    told.filter(({ system }) => system === CVX_SYSTEM),
    builtIn.find(({ system }) => system === CVX_SYSTEM),
  );
  const missing: Dictionary[] = [];
  if (given && product.length === 0) missing.push('KFA');
  if (groups.length === 0) missing.push('VG');
  if (given && cvx.length === 0) missing.push('CVX');
  return { codings: [...product, ...groups, ...cvx], missing };
}

/** Words that a mapping file may use for them. */
const SYSTEMS: Readonly<Record<string, string>> = { kfa: KFA_SYSTEM, cvx: CVX_SYSTEM };

function orBuiltIn(told: readonly Named[], builtIn: Named | undefined): readonly Named[] {
  return told.length > 0 || builtIn === undefined ? told : [builtIn];
}
