import { mappingEn } from './en/mapping.ts';
import { mappingId } from './id/mapping.ts';
import type { Language } from './language.ts';
import type { MappingFileTexts } from './mapping.ts';

/** What the mapping file says of itself, in each language. */
export const MAPPING_FILE: Readonly<Record<Language, MappingFileTexts>> = { en: mappingEn, id: mappingId };
