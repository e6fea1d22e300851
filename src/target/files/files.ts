/**
 * The `files` target: batches as files in a folder, for a server that only takes uploads by hand. What is written is on
 * no server yet, so every record of it is in doubt until a person says what became of it (`vax-upload confirm`).
 */
import { randomUUID } from 'node:crypto';
import { closeSync, openSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { diskError } from '../../disk/disk-error.ts';
import { RunError, systemCode } from '../../errors.ts';
import { decodeBatch, digestOf, encodeBatch } from '../batch-bytes.ts';
import type { Finding } from '../examination.ts';
import type { Answer, Batch, Consignment, Target } from '../target.ts';
import { csvOf } from './csv.ts';
import { fhirLinesOf } from './fhir-lines.ts';
import { assertFolder, fileBatch } from './folder.ts';
import type { Template } from './template.ts';
import { xlsxOf } from './xlsx.ts';
import { zipOf } from './zip.ts';

export interface FilesOptions {
  /** Absolute. */
  readonly folder: string;
  readonly format: 'csv' | 'xlsx' | 'fhir';
  readonly template: Template;
  /** Each file in a ZIP. */
  readonly archive?: boolean;
  /** Of vax-upload, for the manifest. */
  readonly version: string;
  /** The most records in one file. */
  readonly maxBatch: number;
}

const ENDINGS = { csv: '.csv', xlsx: '.xlsx', fhir: '.ndjson' } as const;

/** Nothing is written before something is sent. */
export function filesTarget({ folder, format, template, archive, version, maxBatch }: FilesOptions): Target {
  const inner = ENDINGS[format];
  const ending = archive ? ('.zip' as const) : inner;

  function contentOf(id: string, records: readonly Consignment[]): Buffer | Promise<Buffer> {
    switch (format) {
      case 'csv':
        return csvOf(id, records, template);
      case 'xlsx':
        return xlsxOf(id, records, template);
      case 'fhir':
        return fhirLinesOf(records);
    }
  }

  return {
    identity: `files ${folder}`,
    // Nobody can be asked, and the same batch twice is one file.
    traits: { maxBatch, safeToResend: true, finds: 'never', onePersonPerRequest: false },
    encode: encodeBatch,
    async send({ id, keys, bytes }): Promise<Answer> {
      try {
        const program = `vax-upload ${version}`;
        const batch = { id, digest: digestOf(bytes), records: keys.length, ending, program };
        const content = async (): Promise<Buffer> => {
          const file = await contentOf(id, decodeBatch(bytes));
          return archive ? zipOf(`${id}${inner}`, file) : file;
        };
        await fileBatch(folder, { ...batch, content });
      } catch (error) {
        // The file may be there without its manifest: the batch keeps its id, and the next run goes on with it.
        const known = diskError(error, folder);
        if (known instanceof RunError) return { kind: 'stop', why: 'disk', error: known };
        throw error;
      }
      return {
        kind: 'reply',
        verdicts: new Map(keys.map((key) => [key, { kind: 'in-doubt' }])),
        handedOver: 'to-person',
      };
    },
    find: async () => ({ kind: 'found', results: new Map() }),
    show: ({ id, bytes }: Batch) => {
      const records = decodeBatch(bytes);
      // A workbook is shown as the table that it holds, and an archive as the file in it.
      const body = format === 'fhir' ? fhirLinesOf(records) : csvOf(id, records, { ...template, bom: false });
      return [{ method: 'WRITE', url: join(folder, `${id}${ending}`), headers: {}, body: body.toString() }];
    },
    examine: async () => ({ findings: [folderFinding(folder)] }),
    async close() {},
  };
}

/** A file without a name is tried. The canary is not written: it would lie among what is uploaded. */
function folderFinding(folder: string): Finding {
  try {
    assertFolder(folder);
    const trial = join(folder, `.${randomUUID()}.tmp`);
    closeSync(openSync(trial, 'wx', 0o600));
    rmSync(trial);
    return { about: 'folder', result: 'good', params: { path: folder } };
  } catch (error) {
    const code = error instanceof RunError ? 'ENOENT' : (systemCode(error) ?? '');
    return { about: 'folder', result: 'bad', params: { path: folder, code } };
  }
}
