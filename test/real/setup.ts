/**
 * One real FHIR server for all of test/real: that of `FHIR_BASE`, where it is set, or a HAPI in memory that is started
 * here. It is empty at first and never emptied: each test has people of its own.
 */
import type { TestProject } from 'vitest/node';
import { startHapi, whyNoHapi } from './hapi.ts';

/** Where a FHIR server is. */
export interface RealFhir {
  readonly url: string;
  /** The same store behind a validator; not of a server that was given. */
  readonly strict?: string;
}

declare module 'vitest' {
  interface ProvidedContext {
    /** In a word why there is none, or where it is. */
    fhir: string | RealFhir;
  }
}

export async function setup({ provide }: TestProject): Promise<(() => Promise<void>) | undefined> {
  const given = process.env['FHIR_BASE'];
  if (given !== undefined) return void provide('fhir', { url: given });
  const why = whyNoHapi();
  if (why !== undefined) return void provide('fhir', why);
  const { url, strict, kill } = await startHapi();
  provide('fhir', { url, strict });
  return kill;
}
