import type { MappingFileTexts } from '../mapping.ts';

export const mappingEn: MappingFileTexts = {
  title: [
    'The mapping file: what the server calls vaccines, facilities and categories, and how sheets call them. Take a "#" away to set a line.',
    'A line is `name of the server: [names in the sheets]`. Capitals, dots and blanks do not matter: "PKM. Kendal I" is "pkm kendal i". A name that looks like a number or holds a colon, a comma or a bracket stands in quotation marks.',
    'It counts once vax-upload.yaml says `mapping: ./mapping.yaml` under `reading:`. After a change, import the sheet again: only rows that were kept back are sent.',
  ],
  vaccines:
    'Vaccines. The name of the server is a short one: small letters, digits and hyphens. `codes` may be left out; for a built-in vaccine they replace the built-in ones.',
  builtIn: 'Built in, with their usual spellings, so that nothing has to be written for them:',
  sites:
    'Facilities and posts. Without any line here a site is sent as the sheet has it; with one line or more, only those listed are taken and others are kept back. A line may end with the colon.',
  categories: 'Categories (kategori sasaran); the same as for the facilities.',
};
