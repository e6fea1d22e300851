/** The problems that two rows have together, counted. */
import { ABOUT_OTHERS } from '../../../src/ledger/rules/about-others.ts';
import type { Problem } from '../../../src/record/problems.ts';

export function counted(problems: readonly Problem[]): Map<Problem['code'], number> {
  const counts = new Map<Problem['code'], number>();
  for (const { code } of problems) if (ABOUT_OTHERS.has(code)) counts.set(code, (counts.get(code) ?? 0) + 1);
  return counts;
}
