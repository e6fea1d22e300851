/**
 * The text of a new mapping file: an example of everything that may stand in one, behind a `#`, and the vaccines that
 * are built in. Pure.
 */
import { COVID19 } from '../record/programme/covid19.ts';
import { productsOf } from '../record/programme/products.ts';
import { wrap } from '../report/screen/wrap.ts';
import type { MappingFileTexts } from '../text/mapping.ts';

const WIDTH = 110;
/** The terminologies of the built-in table, as people call them. */
const SYSTEMS: Readonly<Record<string, string>> = {
  'http://hl7.org/fhir/sid/cvx': 'CVX',
  'http://www.whocc.no/atc': 'ATC',
};

/** As it is written it lists nothing: taking a `#` away is all there is to do. */
export function mappingTemplate(texts: MappingFileTexts): string {
  const { title, vaccines, builtIn, sites, categories } = texts;
  return [
    ...title.flatMap((line) => comment(line)),
    '',
    ...comment(vaccines),
    ...comment(builtIn),
    ...[...productsOf(COVID19).codes].map(([name, codes]) => {
      const said = codes.map(({ system, code }) => `${SYSTEMS[system] ?? system} ${code}`);
      return `#   ${name.padEnd(12)} ${said.join(', ')}`;
    }),
    'vaccines:',
    '  #bcg: { names: [BCG, Vaksin BCG], codes: [{ system: "http://sys-ids.kemkes.go.id/kfa", code: "93005208" }] }',
    '  #coronavac: [SNV]',
    '',
    ...comment(sites),
    'sites:',
    '  #Puskesmas Kendal 1: [PKM Kendal I, Pusk Kendal 1]',
    '  #Puskesmas Kendal 2:',
    '',
    ...comment(categories),
    'categories:',
    '  #Lansia: ["> 60", Lanjut usia]',
    '',
  ].join('\n');
}

function comment(text: string): string[] {
  return wrap(text, WIDTH - 2, '').map((line) => `# ${line}`);
}
