/** The target that the configuration names by its type: the one place that makes them. */
import type { ServerOptions, TargetOptions } from '../config/schema.ts';
import { dhis2Target } from '../target/dhis2/dhis2.ts';
import { filesTarget } from '../target/files/files.ts';
import { jsonTarget } from '../target/json/json.ts';
import { satusehatTarget } from '../target/satusehat/satusehat.ts';
import { sparing } from '../target/satusehat/sparing.ts';
import type { Target } from '../target/target.ts';
import { wireDescribed } from './compose-described.ts';
import { wireFhir } from './compose-fhir.ts';
import type { Reached, Surroundings } from './compose-reached.ts';
import type { Context } from './context.ts';
import { readFilesTemplate } from './files-template.ts';

/**
 * Nothing is sent before the target is asked for something. @throws RunError of a setting that cannot be followed.
 */
export function wireTarget(options: ServerOptions, reached: Reached, surroundings: Surroundings): Target {
  switch (options.type) {
    case 'json':
      if (options.json) return wireDescribed(options.json, options, reached, surroundings);
      return jsonTarget({
        ...reached,
        url: options.url,
        maxBatch: options.maxBatch,
        idempotency: { header: options.idempotencyHeader.name, quoted: options.idempotencyHeader.quoted },
      });
    case 'dhis2':
      return dhis2Target({
        ...reached,
        url: options.url,
        section: `${surroundings.path}.dhis2`,
        names: { ...options.dhis2, constants: asTexts(options.dhis2.constants) },
        instance: options.dhis2.instance ?? '',
        lookUp: options.dhis2.lookUp,
        eventStatus: options.dhis2.eventStatus === 'active' ? 'ACTIVE' : 'COMPLETED',
        importStrategy: options.dhis2.importStrategy === 'create' ? 'CREATE' : 'CREATE_AND_UPDATE',
        maxBatch: options.maxBatch,
      });
    case 'fhir':
      return wireFhir(options, reached, surroundings);
    case 'satusehat': {
      const { url, maxBatch, satusehat } = options;
      const { lag: lagMs, ...settings } = satusehat;
      const { path: section, timeZone } = surroundings;
      const { authorization, clock } = reached;
      const entrance = authorization ? { authorization: sparing(authorization, () => clock.elapsed()) } : {};
      return satusehatTarget({ ...reached, ...entrance, ...settings, url, section, timeZone, maxBatch, lagMs });
    }
  }
}

type FilesOptions = Extract<TargetOptions, { type: 'files' }>;

/** The target without a server. @throws RunError of its template. */
export async function wireFiles(
  { maxBatch, files: { folder, format, archive, template: path } }: FilesOptions,
  { version, uid }: Pick<Context, 'version' | 'uid'>,
): Promise<Target> {
  const { template } = await readFilesTemplate(path, uid);
  return filesTarget({ folder, format, archive, template, version, maxBatch });
}

/** DHIS2 is sent texts alone. */
function asTexts(values: Readonly<Record<string, string | boolean>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value)]));
}
