/** Anything that may happen at a ledger in some nights, and how it is done. */
import fc from 'fast-check';
import type { Verdict } from '../../src/target/target.ts';
import { type Desk, encode, type Sheet } from './ledger-desk.ts';
import { anySheetOfAnyKind, FILE_NAMES } from './small-sheets.ts';

export type Act =
  | {
      readonly kind: 'import';
      readonly file: string;
      readonly sheet: Sheet;
      /** So many rows go through the door at once. */
      readonly chunk: number;
      /** What the sheet is called. */
      readonly called: string;
      readonly end: 'close' | 'refused' | 'cut-short' | 'die';
    }
  | {
      readonly kind: 'send';
      readonly limit: number;
      readonly verdicts: readonly Verdict['kind'][];
      readonly die: boolean;
    }
  | { readonly kind: 'doubt'; readonly does: 'resend' | 'release' | 'there' | 'postpone'; readonly parts: number }
  | { readonly kind: 'retry'; readonly which: 'all' | 'file' | 'line' }
  | { readonly kind: 'next run' };

export const anyAct: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('import' as const),
      file: fc.constantFrom(...FILE_NAMES),
      sheet: anySheetOfAnyKind,
      chunk: fc.constantFrom(1, 2, 9),
      called: fc.constantFrom('OKT', 'OKT', 'OKT', 'NOV'),
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
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('retry' as const),
      which: fc.constantFrom('all' as const, 'file' as const, 'line' as const),
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

/** Corrections name the bytes of the version that was begun last, where they name bytes. */
function named(sheet: Sheet, desk: Desk): Sheet {
  return sheet.map(({ origin, ...line }) => {
    if (!origin) return line;
    const { digest, ...place } = origin;
    const latest = digest === undefined ? undefined : desk.latest.get(origin.file);
    return { ...line, origin: latest === undefined ? place : { ...place, digest: latest } };
  });
}

/** What an act has come to. */
export interface Came {
  /** What became of each row at the door, where a file was taken in. */
  readonly admitted?: readonly string[];
  /** Blank rows of a file that was closed, beside those. */
  readonly blank?: number;
  /** So many entries are sent again; -1 where nobody knows the row. */
  readonly retried?: number;
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
      const { id, kinds } = await desk.begin(act.file, named(act.sheet, desk), act.called, act.chunk);
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
    case 'retry': {
      const [file, line] = ['kendal.xlsx', 5];
      const which =
        act.which === 'all'
          ? ({ kind: 'all' } as const)
          : ({ kind: 'file', file, ...(act.which === 'line' ? { line } : {}) } as const);
      const came = await desk.ledger.retry(which);
      return { retried: came.kind === 'retried' ? came.entries : -1 };
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
