/** `status` on the screen of a clerk: it fits, and says what happened last night. */
import { describe, expect, it } from 'vitest';
import type { PastRun } from '../../src/ledger/history-side.ts';
import { estimateOf } from '../../src/night/estimate.ts';
import { nightsOf } from '../../src/night/nights.ts';
import { fitted } from '../../src/report/screen/wrap.ts';
import { type GateNow, type LedgerNow, statusJson, statusLines } from '../../src/report/status.ts';
import type { Language } from '../../src/text/language.ts';
import { messagesFor } from '../../src/text/messages-for.ts';

const HOUR = 3_600_000;
const FIRST = Date.parse('2026-11-20T15:00:00Z');
const PLACE = { path: '/home/dinkes/vaksin/.vax-upload/ledger.db', target: 'json https://registry.example/v1' };

/** Ten nights of Kendal: the server works for an hour, then dies, over and over. */
function kendal(): PastRun[] {
  return Array.from({ length: 10 }, (_, index) => {
    const started = FIRST + index * 24 * HOUR;
    const backlog = 123_456 - 12_000 * index;
    const outages = Array.from({ length: 4 }, (_each, nth) => ({
      since: started + (1 + 2 * nth) * HOUR,
      until: started + (2 + 2 * nth) * HOUR - nth * 60_000,
    }));
    const outcomes = {} as NonNullable<PastRun['summary']>['outcomes'];
    return {
      id: index + 1,
      command: 'import',
      started,
      ended: started + 7 * HOUR,
      exitCode: 10,
      landed: { accepted: 11_000 + index, alreadyThere: 900, refused: 3, requests: 400 },
      outages,
      files: Array.from({ length: 9 }, (_each, nth) => ({
        name: `masuk/berkas yang panjang namanya ${nth}.xlsx`,
        rows: 0,
        why: 'FILE_EMPTY',
        about: { file: `masuk/berkas yang panjang namanya ${nth}.xlsx` },
      })),
      summary: {
        files: 9,
        rows: 900,
        readings: 900,
        outcomes,
        backlog,
        problems: [],
        requests: 400,
        outages: 4,
        awayMs: 4 * HOUR,
        ms: 7 * HOUR,
      },
    };
  });
}

function ledgerOf(runs: readonly PastRun[]): LedgerNow {
  const nights = nightsOf(runs, 'Asia/Jakarta');
  return {
    entries: { pending: 15_400, sending: 0, 'in-doubt': 56, accepted: 1_234_567, refused: 3, held: 4 },
    forPerson: { invalid: 123, held: 4, refused: 3 },
    dismissed: 7,
    handedOver: 2,
    run: runs.at(-1),
    atWork: [],
    nights,
    estimate: estimateOf(nights, 15_456),
    next: { kind: 'resume' },
  };
}

describe.each<Language>(['id', 'en'])('in %s', (language) => {
  const messages = messagesFor(language);
  const lines = (ledger: LedgerNow) => statusLines(PLACE, ledger, messages, 'Asia/Jakarta');

  it('says when a gate lets the server be asked next, and what goes to it', () => {
    const now = ledgerOf(kendal());
    const trouble = { weather: 'trouble', isDown: true, since: FIRST, nextTry: FIRST + 60_000, used: 0 } as const;
    const gates: GateNow[] = [
      { ...trouble, nextBy: '8', width: 1, workers: 0, waiting: 1 },
      { ...trouble, width: 1, workers: 0, waiting: 0 },
      { ...trouble, probing: '9', used: 1, width: 1, workers: 1, waiting: 2 },
      { weather: 'fair', isDown: false, used: 3, width: 4, workers: 2, waiting: 1 },
      { weather: 'fair', isDown: false, used: 0, width: 4, workers: 0, waiting: 0 },
    ];
    const without = lines(now);
    const said = gates.map((gate) => lines({ ...now, gate }).filter((line) => !without.includes(line)));
    expect(said).toMatchSnapshot();
    expect(statusJson({ ...now, gate: gates[0] as GateNow })).toMatchObject({
      gate: { weather: 'trouble', down: true, since: '2026-11-20T15:00:00.000Z', nextBy: 8, requests: 0, waiting: 1 },
    });
  });

  it('fits 80 × 24 with everything that can be said', () => {
    const shown = fitted(lines(ledgerOf(kendal())), 80);
    expect(shown.length, shown.join('\n')).toBeLessThanOrEqual(23);
    expect(shown.filter((line) => line.length > 80)).toEqual([]);
    expect(shown).toMatchSnapshot();
  });

  it('says nothing of nights before the first one', () => {
    const none = { ...ledgerOf([]), run: undefined, estimate: undefined };
    expect(lines(none).at(-1)).toBe(messages.status.neverRun);
  });

  it('says that a run is at work, or that it was broken off', () => {
    const [first] = kendal();
    const { ended: _, exitCode: _code, summary: _summary, ...killed } = first as PastRun;
    const broken = lines({ ...ledgerOf([killed]), atWork: [] }).join('\n');
    const atWork = lines({ ...ledgerOf([killed]), atWork: [killed], next: { kind: 'wait' } }).join('\n');
    expect(broken).toContain(language === 'id' ? 'terputus' : 'broken off');
    expect(atWork).toContain(language === 'id' ? 'masih berjalan' : 'still at work');
  });

  it('names the runs of several machines that are at work, some of them', () => {
    const [first] = kendal();
    const { ended: _, exitCode: _code, summary: _summary, ...run } = first as PastRun;
    const of = (n: number) => Array.from({ length: n }, (_none, index) => ({ ...run, id: 100 - index }));
    const told = (atWork: readonly PastRun[]) =>
      lines({ ...ledgerOf([run]), atWork }).filter((line) =>
        /^ {2}(?:run|proses) \d|^ {2}(?:and|dan) \d+ (?:more;|lagi;)/.test(line),
      );
    expect(told([run])).toEqual([]);
    expect(told(of(2))).toHaveLength(2);
    expect(told(of(500))).toHaveLength(6);
    expect(told(of(500)).at(-1)).toContain('495');
  });
});
