/**
 * Every option there is, and the only place that has defaults. What is written here is what `vax-upload.yaml` may say,
 * what `VAX_UPLOAD_…` variables exist, and what `vax-upload init` explains. Durations become milliseconds.
 */
import { z } from 'zod';
import { notify } from './notify.ts';
import { state } from './state.ts';
import { dhis2Target } from './targets/dhis2.ts';
import { fhirTarget } from './targets/fhir.ts';
import { filesTarget } from './targets/files.ts';
import { jsonTarget } from './targets/json.ts';
import { certificateWithKey } from './targets/line.ts';
import { provinceTarget } from './targets/province.ts';
import { satusehatTarget } from './targets/satusehat.ts';
import { choice, days, duration, path, text, timeOfDay, whole, yesOrNo, zone } from './values.ts';

/** One server. Each type has options of its own, and those of another type are an error. */
export const targetSchema = z
  .discriminatedUnion('type', [jsonTarget, fhirTarget, dhis2Target, satusehatTarget, filesTarget, provinceTarget])
  .superRefine(certificateWithKey);

const delivery = z.strictObject({
  /** Records in one request. */
  batchSize: whole(1, 10_000).default(100),
  /** Requests at the same time. */
  concurrency: whole(1, 16).default(2),
  /** The longest a request may take. */
  timeout: duration(1).prefault('60s'),
  retry: z
    .strictObject({
      /** The first wait after a failure; it doubles with each further one, with jitter. */
      first: duration(1).prefault('1s'),
      /** The longest of these waits. */
      cap: duration(1).prefault('60s'),
      /** How often a server that has stayed away is asked whether it is back. */
      probe: duration(1).prefault('3m'),
    })
    .prefault({}),
  /** How long after the last send of a batch the target is first asked what became of it. */
  doubtWait: duration().prefault('60s'),
  /**
   * After an outage the target is asked for what it has acknowledged so shortly before: a server that dies may forget
   * it. `0s`: it is believed.
   */
  lookBack: duration().prefault('60s'),
  /** How long the target remembers an idempotency key. */
  keyLife: duration().prefault('24h'),
  /** The longest outage that is waited out (then exit 5). */
  patience: duration().prefault('12h'),
  /**
   * How long a server that has accepted records may turn us away (401, 403, 404 …) before that is its last word (then
   * exit 7).
   */
  turnedAway: duration().prefault('15m'),
  /**
   * A random wait of at most this before the first request of a run without a terminal, so that five hundred computers
   * do not knock in the same second.
   */
  startJitter: duration().prefault('0s'),
  /** When to stop for today (exit 10). */
  window: z.strictObject({ until: timeOfDay().optional(), maxDuration: duration(1).optional() }).prefault({}),
});

const reading = z.strictObject({
  /** The vaccination programme; part of every record's key. */
  programme: text('covid19', (word) => /^[a-z0-9][a-z0-9-]*$/.test(word)).default('covid19'),
  /** The zone in which "today" is judged. */
  timeZone: zone().default('Asia/Jakarta'),
  /** What a row without a NIK is: wrong, or held for a decision. */
  emptyNik: choice('error', 'hold').default('error'),
  /** Accept a NIK with an impossible date in it, with a warning. */
  lenientNik: yesOrNo().default(false),
  /** Exchange day and month where the NIK proves that they were exchanged. */
  fixDates: yesOrNo().default(false),
  skipHidden: yesOrNo().default(false),
  /**
   * The mapping file: what the server calls a vaccine, a site or a category, and how sheets call it (mapping-file.ts).
   */
  mapping: path().optional(),
  /** What was confirmed of headings (mappings/); the program writes it. */
  columns: path().default('.vax-upload/columns.yaml'),
});

export const configSchema = z.strictObject({
  /** Where records go, unless `to` names another. */
  target: targetSchema.optional(),
  /** More targets, by name, for `--to NAME`. */
  targets: z.record(text('kendal', isTargetName), targetSchema).prefault({}),
  /** `sandbox`, the name of a target, or an address. */
  to: text('sandbox | NAME | https://… | postgresql://…').optional(),
  delivery: delivery.prefault({}),
  /** The folder in which sheets are handed in; `import` without a file takes it. */
  inbox: z
    .strictObject({
      folder: path().optional(),
      /** Move what is done, and what needs a person, into folders of their own. */
      sort: yesOrNo().default(false),
      /** What these are called, below the folder that a sheet lies in. */
      done: text('done', isFolderName).default('done'),
      toCorrect: text('to-correct', isFolderName).default('to-correct'),
    })
    .superRefine(({ done, toCorrect }, context) => {
      if (done.toLowerCase() !== toCorrect.toLowerCase()) return;
      const params = { expected: 'done | to-correct' };
      context.addIssue({ code: 'custom', path: ['toCorrect'], message: 'the same folder', params });
    })
    .prefault({}),
  /** The ledger: a file, or a database. A path or an address may stand in place of the section. */
  state: state.prefault({}),
  language: choice('id', 'en').optional(),
  privacy: z
    .strictObject({
      keyFile: path().default('.vax-upload/ledger.key'),
      /** Prints the key (32 bytes, as 64 hexadecimal digits or in base64) instead of `keyFile`. */
      keyCommand: text('pass show vax-upload-key').optional(),
      /** A passphrase instead of a key. */
      passphraseFile: path().optional(),
      /** How long after the server's answer a record is known by more than its key. */
      keep: days().prefault('90d'),
      /** So long after the server's answer a run that ends forgets a record by itself, as `purge --older-than` does. */
      purgeAfter: days().optional(),
    })
    .superRefine(({ keyCommand, passphraseFile }, context) => {
      if (keyCommand === undefined || passphraseFile === undefined) return;
      const params = { expected: 'keyCommand | passphraseFile' };
      context.addIssue({ code: 'custom', path: ['passphraseFile'], message: 'privacy', params });
    })
    .prefault({}),
  reading: reading.prefault({}),
  schedule: z
    .strictObject({
      /** When the night begins. */
      at: timeOfDay().prefault('22:00'),
      /** Of that time; without it `reading.timeZone`. */
      timeZone: zone().optional(),
      /** Over how long the starts of many computers are spread, unless `delivery.startJitter` does it. */
      spread: duration().prefault('15m'),
    })
    .prefault({}),
  log: z
    .strictObject({
      /** How long the log of a run is kept. */
      keep: days().prefault('90d'),
      /** So many are kept; 0: none is written. */
      runs: whole(0, 10_000).default(400),
      /** All of them together. */
      megabytes: whole(1, 10_000).default(100),
    })
    .prefault({}),
  notify: notify.prefault({}),
  sandbox: z.strictObject({}).prefault({}),
});

/** Every option with its value; optional ones that nobody set are absent. */
export type Config = z.output<typeof configSchema>;
export type TargetOptions = z.output<typeof targetSchema>;
/** Of targets that are reached over HTTP. */
export type ServerOptions = Exclude<TargetOptions, { type: 'files' | 'province' }>;
export type DeliveryOptions = z.output<typeof delivery>;

/** `sandbox` is the built-in one; an address is told from a name by its `://`. */
function isTargetName(name: string): boolean {
  return /^[a-z0-9][a-z0-9_-]*$/i.test(name) && name.toLowerCase() !== 'sandbox';
}

/** One folder, that no program hides. */
function isFolderName(name: string): boolean {
  return /^[^./\\:*?"<>|][^/\\:*?"<>|]*$/.test(name) && name.trim() === name;
}
