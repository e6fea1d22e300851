/** A server that a file describes: the file is read and checked, and the secrets that it names can be read. */
import { readDescription } from '../config/description-file.ts';
import type { TargetOptions } from '../config/schema.ts';
import { readHeaderSecret, type SecretReader } from '../config/secrets.ts';
import { gatewayTarget } from '../target/gateway/gateway.ts';
import { made } from '../target/gateway/make.ts';
import type { SecretReaders } from '../target/gateway/secrets.ts';
import type { Target } from '../target/target.ts';
import type { Reached, Surroundings } from './compose-reached.ts';
import { todayIn } from './time-window.ts';

type JsonOptions = Extract<TargetOptions, { type: 'json' }>;

/**
 * `path` is where the options stand in the configuration. @throws RunError of a description or a setting that cannot be
 * followed.
 */
export function wireDescribed(
  { values, secrets: kept, description: file }: NonNullable<JsonOptions['json']>,
  { url, maxBatch }: JsonOptions,
  reached: Reached,
  { path, context, timeZone }: Surroundings,
): Target {
  const { uid, endGroup, clock } = context;
  const { description, place } = readDescription(file, uid);
  const secrets: SecretReaders = Object.fromEntries(
    Object.entries(kept).map(([name, from]) => [name, readerOf(name, from, path, { uid, endGroup })]),
  );
  const ready = made(description, { values, secrets: Object.keys(secrets) }, place);
  const today = () => todayIn(timeZone, clock.now());
  return gatewayTarget({ ...reached, url, maxBatch, ready, values, secrets, today });
}

type Kept = NonNullable<JsonOptions['json']>['secrets'];

/** How each of its secrets is fetched, by the place of the option that names it. `path`: where the options stand. */
export function describedSecrets(
  { secrets }: NonNullable<JsonOptions['json']>,
  path: string,
  reader: SecretReader,
): ReadonlyMap<string, () => Promise<string>> {
  const entries = Object.entries(secrets);
  return new Map(entries.map(([name, from]) => [placeOf(name, path), readerOf(name, from, path, reader)]));
}

function readerOf(name: string, { file, command }: Kept[string], path: string, reader: SecretReader) {
  return () => readHeaderSecret({ place: placeOf(name, path), file, command }, reader);
}

function placeOf(name: string, path: string): string {
  return `${path}.json.secrets.${name}`;
}
