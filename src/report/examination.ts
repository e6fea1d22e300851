/** What an examination of this computer, of the ledger, of the way and of the server found, for people and scripts. */
import type { HereFinding, Part } from '../doctor/finding.ts';
import { type Diagnosis, type Finding, isAway } from '../text/doctor.ts';
import type { Messages } from '../text/messages.ts';

const MARK = { good: '✓', note: '!', unsure: '?', bad: '✗' } as const;

export interface Examined {
  readonly parts: readonly Part[];
  /** Absent where it was not asked. */
  readonly server?: { readonly name: string; readonly findings: readonly Finding[] };
  readonly hadCanary: boolean;
}

/** A tick a line, or the finding with its cure in two lines. `onlyFaults`: no ticks. */
export function examinationLines(
  { parts, server, hadCanary }: Examined,
  messages: Messages,
  onlyFaults: boolean,
): string[] {
  const { doctor: words, doctorHere: here } = messages;
  const shown = (findings: readonly HereFinding[]): string[] =>
    findings
      .filter(({ result }) => !onlyFaults || result !== 'good')
      .flatMap((finding) => hereLines(finding, messages));
  const blocks = [
    ...parts.map((part) => ({ title: here.parts[part.of](part.name ?? ''), lines: shown(part.findings) })),
    ...(server
      ? [
          {
            title: words.title(server.name),
            lines: server.findings
              .filter(({ result }) => !onlyFaults || result !== 'good')
              .flatMap((finding) => serverLines(finding, messages)),
          },
        ]
      : []),
  ].filter(({ lines }) => lines.length > 0);
  const { bad, unsure, notes, away } = sumOf({ parts, ...(server ? { server } : {}) });
  const isTried = hadCanary || isFolder(server?.findings ?? []);
  return [
    ...blocks.flatMap(({ title, lines }) => [title, ...lines, '']),
    // No canary shows anything of a folder.
    ...(isTried || bad > 0 || onlyFaults || !server ? [] : [words.withoutCanary, '']),
    ...(onlyFaults && bad + unsure + notes === 0
      ? []
      : [away > 0 && bad === away ? words.onlyAway : words.sum(bad - away, unsure, notes, isTried)]),
  ];
}

function isFolder(findings: readonly Finding[]): boolean {
  return findings.some(({ about }) => about === 'folder');
}

function serverLines({ about, result, params = {} }: Finding, { doctor: { findings } }: Messages): string[] {
  const words = findings[about];
  return result === 'good' ? [`${MARK.good} ${words.good(params)}`] : twoLines(MARK[result], words[result](params));
}

function hereLines(finding: HereFinding, { doctorHere, errors }: Messages): string[] {
  const { about, result, error, params = {} } = finding;
  if (error) return twoLines(MARK[result], errors[error.code](error.params));
  const words = doctorHere.findings[about];
  if (result === 'good') return [`${MARK.good} ${words.good(params)}`];
  const faults: Readonly<Record<string, (p: typeof params) => Diagnosis>> = words.faults;
  const fault = faults[finding.why ?? ''];
  if (!fault) throw new Error(`no sentence for what is wrong with ${about}`);
  return twoLines(MARK[result], fault(params));
}

function twoLines(mark: string, { what, tryThis }: Diagnosis): string[] {
  return [`${mark} ${what}`, `  ${tryThis}`];
}

/** What is not well, each in two lines. */
export function faultLines({ parts, server }: Omit<Examined, 'hadCanary'>, messages: Messages): string[] {
  const here = parts.flatMap(({ findings }) => findings).filter(({ result }) => result !== 'good');
  const there = (server?.findings ?? []).filter(({ result }) => result !== 'good');
  return [
    ...here.flatMap((finding) => hereLines(finding, messages)),
    ...there.flatMap((finding) => serverLines(finding, messages)),
  ];
}

/** `away`: nothing is wrong but that the server, or the network, is not there just now. */
export function standingOf(examined: Omit<Examined, 'hadCanary'>): 'well' | 'away' | 'ill' {
  const { bad, away } = sumOf(examined);
  return bad === 0 ? 'well' : bad === away ? 'away' : 'ill';
}

/** One object a finding, those of the server under a name of their own; the last one is the sum. */
export function examinationEvents({ parts, server }: Examined, exitCode: number): object[] {
  const here = parts.flatMap(({ of, name, findings }) =>
    findings.map(({ about, result, why, params, error }) => ({
      event: 'check',
      about,
      result,
      of,
      ...(name === undefined ? {} : { name }),
      ...(why === undefined ? {} : { why }),
      ...(error ? { code: error.code } : {}),
      params: error?.params ?? params ?? {},
    })),
  );
  const there = (server?.findings ?? []).map((finding) => ({ event: 'finding', ...finding }));
  const sum = {
    event: 'examined',
    ...(server ? { target: server.name } : {}),
    ...sumOf({ parts, ...(server ? { server } : {}) }),
    exitCode,
  };
  return [...here, ...there, sum];
}

function sumOf({ parts, server }: Omit<Examined, 'hadCanary'>) {
  const all = [...parts.flatMap(({ findings }) => findings), ...(server?.findings ?? [])];
  const count = (wanted: HereFinding['result']): number => all.filter(({ result }) => result === wanted).length;
  const away = all.filter((finding) => finding.result === 'bad' && isOfWeather(finding)).length;
  return { bad: count('bad'), unsure: count('unsure'), notes: count('note'), away };
}

/** The server or the network is away: nothing of it is a setting of ours, as far as anybody can tell. */
function isOfWeather(finding: HereFinding | Finding): boolean {
  const { about, params } = finding;
  if (about === 'reached') return isAway(params?.['cause']);
  const isNoName = about === 'name' && 'why' in finding && finding.why === 'away';
  return about === 'connection' || isNoName;
}
