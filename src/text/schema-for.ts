import { schemaEn } from './en/schema.ts';
import { schemaId } from './id/schema.ts';
import type { Language } from './language.ts';
import type { SchemaWords } from './schema.ts';

export const SCHEMA: Readonly<Record<Language, SchemaWords>> = { en: schemaEn, id: schemaId };
