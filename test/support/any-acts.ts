/** Anything that may happen at a ledger in some nights, and how it is done. */
import fc from 'fast-check';
import type { Verdict } from '../../src/target/target.ts';
import { type Desk, encode, type Sheet } from './ledger-desk.ts';
import { anySheet, FILE_NAMES } from './small-sheets.ts';

export type Act =
  | {
      readonly kind: 'import';
      readonly file: string;
      readonly sheet: Sheet;
      readonly end: 'close' | 'refused' | 'cut-short' | 'die';
    }
  | {
      readonly kind: 'send';
      readonly limit: number;
      readonly verdicts: readonly Verdict['kind'][];
      readonly die: boolean;
    }
  | { readonly kind: 'doubt'; readonly does: 'resend' | 'release' | 'there' | 'postpone'; readonly parts: number }
  | { readonly kind: 'next run' };

export const anyAct: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('import' as const),
      file: fc.constantFrom(...FILE_NAMES),
      sheet: anySheet,
      end: fc.constantFrom(
        'close' as const,
        'close' as const,
        'close' as const,
        'refused' as const,
        'cut-short' as const,
        'die' as const,
      ),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('send' as const),
      limit: fc.integer({ min: 1, max: 4 }),
      verdicts: fc.array(fc.constantFrom('accepted', 'already-there', 'refused', 'unsent', 'in-doubt'), {
        minLength: 1,
        maxLength: 4,
      }),
      die: fc.boolean(),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('doubt' as const),
      does: fc.constantFrom('resend' as const, 'release' as const, 'there' as const, 'postpone' as const),
      parts: fc.integer({ min: 0, max: 3 }),
    }),
  },
  { weight: 2, arbitrary: fc.constant({ kind: 'next run' as const }) },
);

const verdictOf = (kind: Verdict['kind'], key: string): Verdict =>
  kind === 'accepted' || kind === 'already-there'
    ? { kind, receipt: `r-${key}` }
    : kind === 'refused'
      ? { kind, reasons: [{ message: 'tidak' }] }
      : { kind };

/** What an act has come to. */
export interface Came {
  /** What became of each row at the door, where a file was taken in. */
  readonly admitted?: readonly string[];
  /** Blank rows of a file that was closed, beside those. */
  readonly blank?: number;
  /** The next run has begun. */
  readonly begun?: true;
}

/** `now`: for questions about doubts (epoch ms). */
export async function doAct(act: Act, desk: Desk, now: number): Promise<Came> {
  switch (act.kind) {
    case 'next run':
      await desk.nextRun();
      return { begun: true };
    case 'import': {
      const { id, kinds } = await desk.begin(act.file, act.sheet);
      if (act.end === 'die') {
        await desk.nextRun();
        return { begun: true };
      }
      if (act.end !== 'close') {
        await desk.ledger.abandonFile(id, act.end);
        return {};
      }
      await desk.ledger.closeFile(id, 2);
      return { admitted: kinds, blank: 2 };
    }
    case 'send': {
      const batch = await desk.claim(act.limit);
      if (act.die) {
        await desk.nextRun();
        return { begun: true };
      }
      let n = 0;
      if (batch) await desk.settle(batch, (key) => verdictOf(act.verdicts[n++ % act.verdicts.length] ?? 'unsent', key));
      return {};
    }
    case 'doubt': {
      const doubt = await desk.ledger.nextDoubt(now);
      if (!doubt) return {};
      const { whole } = doubt;
      const attempt = { at: 1, ms: 1, answer: 'question' };
      if (act.does === 'postpone') await desk.ledger.postpone(doubt, now + 5, 1, true);
      else if (act.does === 'release') await desk.ledger.release(doubt, act.parts, attempt);
      else if (act.does === 'resend' && whole) await desk.ledger.resend(doubt, now, encode);
      else
        await desk.ledger.settle(
          doubt,
          new Map(doubt.keys.slice(1).map((key) => [key, verdictOf('accepted', key)])),
          attempt,
        );
      return {};
    }
  }
}
