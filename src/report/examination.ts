/** What an examination of a server is, for people and for scripts. */
import type { DoctorWords, Finding } from '../text/doctor.ts';

const MARK = { good: '✓', unsure: '?', bad: '✗' } as const;

/** A tick a line, or the finding with its cure in two lines. */
export function examinationLines(
  target: string,
  findings: readonly Finding[],
  hadCanary: boolean,
  words: DoctorWords,
): string[] {
  const bad = countOf(findings, 'bad');
  return [
    words.title(target),
    '',
    ...findings.flatMap((finding) => findingLines(finding, words)),
    // No canary shows anything of a folder.
    ...(hadCanary || bad > 0 || isFolder(findings) ? [] : ['', words.withoutCanary]),
    '',
    words.sum(bad, countOf(findings, 'unsure'), hadCanary || isFolder(findings)),
  ];
}

function isFolder(findings: readonly Finding[]): boolean {
  return findings.some(({ about }) => about === 'folder');
}

function findingLines({ about, result, params = {} }: Finding, { findings }: DoctorWords): string[] {
  const words = findings[about];
  if (result === 'good') return [`${MARK.good} ${words.good(params)}`];
  const { what, tryThis } = words[result](params);
  return [`${MARK[result]} ${what}`, `  ${tryThis}`];
}

/** One object a finding; the last one is the sum. */
export function examinationEvents(target: string, findings: readonly Finding[], exitCode: number): object[] {
  const sum = {
    event: 'examined',
    target,
    bad: countOf(findings, 'bad'),
    unsure: countOf(findings, 'unsure'),
    exitCode,
  };
  return [...findings.map((finding) => ({ event: 'finding', ...finding })), sum];
}

function countOf(findings: readonly Finding[], result: Finding['result']): number {
  return findings.filter((finding) => finding.result === result).length;
}
