/**
 * One record on its way: a transaction; and where the registry has its visit already, the question whether the
 * vaccination is there too, and the vaccination alone where it is not.
 */
import type { RecordKey } from '../../record/record.ts';
import { type EntryAnswer, readAnswers, readResource } from '../fhir/bundle.ts';
import { reasonsOf } from '../fhir/outcome.ts';
import type { Reason } from '../reason.ts';
import type { ResponseClass } from '../response.ts';
import type { Outage, RefusedWhole, Split, Stop, Verdict } from '../target.ts';
import type { FrozenRecord } from './frozen.ts';
import { lookUp, type Visit } from './lookup.ts';
import { type Registry, UNREADABLE } from './questions.ts';
import { bundleOf, doseOf, type Vaccination } from './resources.ts';
import { type Blamed, isVerdict, reasonsForRecord, type Setting, saysDuplicate, settingBlamed } from './rules.ts';
import type { SatusehatSettings } from './settings.ts';
import { vaccinationOf } from './vaccination.ts';

/** What became of one record. What is no verdict is said of the request as a whole. */
export type Conveyed = Verdict | Outage | Stop | Split | RefusedWhole;

export interface Conveyance {
  readonly registry: Registry;
  readonly settings: SatusehatSettings;
  readonly now: () => number;
  /** What the clock of the server shows, as far as we know. */
  readonly serverNow: () => number;
  /** The stop that a setting makes which is wrong or missing. */
  readonly stopFor: (blamed: Blamed) => Stop;
  /**
   * When the vaccination of a record was last sent alone by this process, or its visit first seen where that does not
   * say how old it is: a search may not show the vaccination yet.
   */
  readonly since: Map<RecordKey, number>;
}

const IN_DOUBT: Verdict = { kind: 'in-doubt' };

export async function convey(
  { registry, settings, now, serverNow, stopFor, since }: Conveyance,
  frozen: FrozenRecord,
  batch: string,
  signal: AbortSignal,
): Promise<Conveyed> {
  const made = vaccinationOf(frozen, settings, now());
  if (made.kind === 'refused') return { kind: 'refused', reasons: made.reasons };
  if (made.kind === 'unset') return stopFor({ setting: `satusehat.${made.option}` });
  const { vaccination } = made;
  const used = usedSettings(vaccination, settings);

  /** What a refusal means for the record. */
  function refused(reasons: readonly Reason[]): Conveyed {
    const blamed = settingBlamed(reasons, used);
    if (blamed) return stopFor(blamed);
    const own = reasonsForRecord(reasons);
    return isVerdict(reasons) ? { kind: 'refused', reasons: own } : { kind: 'refused-whole', reasons: own };
  }

  /**
   * The visit is there. Its vaccination is sent alone only where no search can be behind: a visit that was stored just
   * now, or a vaccination that was sent just now, is asked for later.
   */
  async function settleVisit(): Promise<Conveyed> {
    const looked = await lookUp(registry, settings.organization, frozen.key, signal);
    if (looked.kind === 'outage' || looked.kind === 'stop') return hopeful(looked);
    if (looked.kind === 'dose') return { kind: 'already-there', receipt: looked.id };
    // A duplicate of what nobody can find: the search lags.
    if (looked.kind === 'nothing') return IN_DOUBT;
    const untold = looked.visits.some(({ storedAt }) => storedAt === undefined);
    if (untold && !since.has(frozen.key)) since.set(frozen.key, serverNow());
    const moments = [since.get(frozen.key), ...looked.visits.map(({ storedAt }) => storedAt)];
    const isFresh = moments.some((moment) => moment !== undefined && serverNow() - moment < settings.lagMs);
    return isFresh ? IN_DOUBT : sendAlone(looked.visits[0]);
  }

  async function sendAlone({ id }: Visit): Promise<Conveyed> {
    since.set(frozen.key, serverNow());
    const answer = await registry.post('Immunization', doseOf(vaccination, settings, `Encounter/${id}`), batch, signal);
    if (answer.kind === 'json') {
      const stored = readResource(answer.value);
      if (stored?.type !== 'Immunization') return UNREADABLE;
      return { kind: 'accepted', receipt: stored.id };
    }
    if (answer.kind === 'refused-whole') return saysDuplicate(answer.reasons) ? IN_DOUBT : refused(answer.reasons);
    return passedOn(answer);
  }

  /** Which it looks at first, the rules or what is there already, is nowhere said: what is there is not refused. */
  async function unlessThere(conveyed: Conveyed): Promise<Conveyed> {
    if (conveyed.kind !== 'refused') return conveyed;
    const looked = await lookUp(registry, settings.organization, frozen.key, signal);
    if (looked.kind === 'outage' || looked.kind === 'stop') return hopeful(looked);
    return looked.kind === 'dose' ? { kind: 'already-there', receipt: looked.id } : conveyed;
  }

  const answer = await registry.post('', bundleOf(vaccination, settings), batch, signal);
  if (answer.kind === 'refused-whole')
    return saysDuplicate(answer.reasons) ? settleVisit() : unlessThere(refused(answer.reasons));
  if (answer.kind !== 'json') return passedOn(answer);
  return unlessThere(inResponse(answer.value, refused));
}

/** What a transaction that was answered with 200 has come to. */
function inResponse(value: unknown, refused: (reasons: readonly Reason[]) => Conveyed): Conveyed {
  const answers = readAnswers(value);
  if (!answers) return UNREADABLE;
  const isStored = ({ status }: EntryAnswer): boolean => status >= 200 && status < 300;
  const dose = answers.find((each) => each.reference?.type === 'Immunization');
  if (dose?.reference && isStored(dose)) return { kind: 'accepted', receipt: dose.reference.id };
  const failed = answers.find((each) => !isStored(each));
  if (!failed) return UNREADABLE;
  const reasons = reasonsOf(failed.outcome, failed.status);
  // A part of it may be there; what the processor has judged is judged, and the rest is asked for.
  return isVerdict(reasons) && !saysDuplicate(reasons) ? refused(reasons) : IN_DOUBT;
}

/** Settings that the record takes a value from, where others bring their own. */
function usedSettings({ practitioner, location }: Vaccination, settings: SatusehatSettings): ReadonlySet<Setting> {
  const used = new Set<Setting>();
  if (practitioner === settings.practitioner) used.add('satusehat.practitioner');
  if (location === settings.location) used.add('satusehat.location');
  return used;
}

/** The question failed, but the transaction before it was answered: the visit is there. */
function hopeful(weather: Outage | Stop): Outage | Stop {
  return weather.kind === 'outage' ? { ...weather, reachedServer: true } : withoutUnsent(weather);
}

function withoutUnsent({ unsent: _, ...stop }: Stop): Stop {
  return stop;
}

function passedOn(answer: Exclude<ResponseClass, { kind: 'json' | 'refused-whole' }>): Outage | Stop | Split {
  return answer.kind === 'key-reused' ? UNREADABLE : answer;
}
