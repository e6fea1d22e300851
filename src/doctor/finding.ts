/** What `doctor` finds on this computer and on the way to the server, beside what the server itself does. */
import type { RunError } from '../errors.ts';

/**
 * What is looked at, and what can be wrong with it besides a known error of a run, whose sentences are said as they
 * stand. Each has a sentence in both languages (text/en/doctor-here.ts, text/id/doctor-here.ts), and one that is
 * missing does not compile.
 */
export const LOOKED_AT_HERE = {
  /** The runtime. */
  node: ['old'],
  /** The configuration can be read and followed. */
  configuration: [],
  /** The folder of the ledger is ours alone to write. */
  'state-folder': ['owner', 'anybody', 'group'],
  /** There is room on its disk. */
  'disk-space': ['full', 'scarce', 'names'],
  /** Its disk writes, forces what was written to the disk, and locks. */
  disk: [],
  /** Files of ours belong to us, and nobody else can write or read them. */
  rights: ['owner', 'writable', 'readable'],
  /** What opens the ledger is there and fits. */
  key: [],
  /** The database of the ledger, and the way to it. */
  database: ['plain', 'read-only', 'forgets'],
  /** What our role may do in it. */
  'database-rights': ['look'],
  /** The ledger opens, and of which version it is. */
  ledger: ['earlier'],
  /** SQLite finds nothing wrong with the file. */
  'ledger-whole': ['large'],
  /** Its rows are as we have signed them. */
  'ledger-genuine': ['large'],
  /** It belongs to the server that the configuration names. */
  'ledger-target': [],
  /** The last run ended by itself. */
  'ledger-run': ['killed'],
  /** The mapping file can be read, and has what the sheets need. */
  mapping: ['words', 'absent'],
  /** What was confirmed of headings can be read. */
  columns: [],
  /** A folder that the configuration names is there, and can be read and written. */
  folder: ['absent', 'file', 'forbidden'],
  /** The nightly run is installed as the configuration has it, or not at all. */
  schedule: ['other'],
  /** Who is told of a run. */
  telling: [],
  /** The proxy on the way lets us through. */
  proxy: ['name', 'refused', 'timeout', 'login', 'denied'],
  /** The name of the server is known. */
  name: ['unknown', 'away'],
  /** Somebody answers there. */
  connection: ['refused', 'timeout', 'unreachable', 'away'],
  /** Its certificate can be trusted, and for how long. */
  certificate: ['soon', 'over', 'early', 'authority', 'other-name', 'not-tls', 'own', 'other'],
  /** Our own certificate, where we show one. */
  'own-certificate': ['soon'],
  /** Our clock and that of the server agree. */
  clock: ['apart', 'far'],
  /** What lets us in can be fetched, and nobody else can read it. */
  credentials: [],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type LookedAtHere = keyof typeof LOOKED_AT_HERE;
/** What can be wrong with it. */
export type Fault<About extends LookedAtHere> = (typeof LOOKED_AT_HERE)[About][number];

/** What the sentences name: paths, hosts, counts, numbers of users. Never anything of a person, and no secret. */
export type HereParams = Readonly<Record<string, string | number>>;

/**
 * `note`: rows arrive all the same, and a person should know; `unsure`: it could not be found out; `bad`: it keeps rows
 * from arriving, or people who should not from staying away.
 */
export type HereResult = 'good' | 'note' | 'unsure' | 'bad';

export interface HereFinding {
  readonly about: LookedAtHere;
  readonly result: HereResult;
  /** Unless it is good, and no known error of a run. */
  readonly why?: string;
  readonly params?: HereParams;
  /** The known error of a run that this would be. */
  readonly error?: RunError;
}

/** It is well. */
export function good(about: LookedAtHere, params: HereParams = {}): HereFinding {
  return { about, result: 'good', params };
}

/** It is not; `why` is one of what can be wrong with it. */
export function faulty<About extends LookedAtHere>(
  about: About,
  result: Exclude<HereResult, 'good'>,
  why: Fault<About>,
  params: HereParams = {},
): HereFinding {
  return { about, result, why, params };
}

/** A known error of a run. */
export function failing(about: LookedAtHere, error: RunError): HereFinding {
  return { about, result: 'bad', error };
}

/** Of one part of what is looked at: this computer, the ledger, the nightly runs, the way to one server. */
export interface Part {
  readonly of: 'computer' | 'ledger' | 'files' | 'nights' | 'way';
  /** Of the way: the host. */
  readonly name?: string;
  readonly findings: readonly HereFinding[];
}
