/** What a province answers for a row, by where it stands. */
import { describe, expect, it } from 'vitest';
import type { RowStanding } from '../../../src/ledger/report-side.ts';
import type { Problem } from '../../../src/record/problems.ts';
import { verdictFor } from '../../../src/run/province/row-verdict.ts';
import { dose } from '../../support/ledger-desk.ts';

type Of = Partial<NonNullable<RowStanding['entry']>>;
const at = (kind: RowStanding['kind'], entry?: Of, problems: readonly Problem[] = []): RowStanding => ({
  sheet: 'Data',
  line: 5,
  group: 1,
  kind,
  problems,
  ...(entry ? { entry: { state: 'pending', already: false, reasons: [], ...entry } } : {}),
});
const hold = (code: Problem['code']): Problem => ({ code, severity: 'hold', params: { r: 77, rows: 77, d: 1 } });
const SENT = dose();
const OTHER = dose({ phone: '081020000000' });
const words = [{ code: 'NIK_UNKNOWN', message: 'NIK tidak terdaftar' }];

describe('what a province answers', () => {
  it.each<[string, RowStanding, string | undefined]>([
    ['waits to be sent', at('owner', { state: 'pending' }), undefined],
    ['is being sent', at('owner', { state: 'sending' }), undefined],
    ['is in doubt', at('owner', { state: 'in-doubt' }), undefined],
    ['was accepted', at('owner', { state: 'accepted', receipt: 'R1' }), 'accepted R1'],
    ['was there before', at('owner', { state: 'accepted', already: true, receipt: 'R1' }), 'already-there R1'],
    ['repeats one that was accepted', at('repeated', { state: 'accepted', receipt: 'R1' }), 'already-there R1'],
    ['repeats one that waits', at('repeated', { state: 'pending' }), undefined],
    ['was refused', at('owner', { state: 'refused', reasons: words, record: SENT }), 'NIK_UNKNOWN'],
    ['was refused without a reason', at('owner', { state: 'refused', record: SENT }), 'HTTP_0'],
    ['repeats one that was refused', at('repeated', { state: 'refused', reasons: words, record: SENT }), 'NIK_UNKNOWN'],
    [
      'is like one that was refused',
      at('repeated', { state: 'refused', reasons: words, record: OTHER }),
      'PROVINCE_TWIN',
    ],
    [
      'speaks for one that another row said',
      at('owner', { state: 'refused', reasons: words, record: OTHER }),
      'PROVINCE_TWIN',
    ],
    ['has another content', at('held', { state: 'accepted' }, [hold('DUP_DIFF')]), 'PROVINCE_DOSE dose'],
    ['is held with the other one', at('owner', { state: 'held' }, [hold('DUP_DIFF')]), 'PROVINCE_DOSE dose'],
    ['repeats one that is held', at('repeated', { state: 'held' }, [hold('DUP_EVENT')]), 'PROVINCE_HELD'],
    ['is out of order', at('owner', { state: 'held' }, [hold('DOSE_ORDER_ROWS')]), 'PROVINCE_ORDER date'],
    ['has a number of somebody else', at('held', { state: 'held' }, [hold('NIK_CONFLICT')]), 'PROVINCE_NUMBER nik'],
    ['has a near number', at('owner', { state: 'held' }, [hold('NIK_NEAR')]), 'PROVINCE_NEAR nik'],
    [
      'has a number of somebody else, and another content',
      at('held', { state: 'held' }, [hold('DUP_DIFF'), hold('NIK_CONFLICT')]),
      'PROVINCE_NUMBER nik',
    ],
    ['is held for something else', at('held', { state: 'held' }, [hold('ROW_COPIES')]), 'PROVINCE_HELD'],
    ['was taken off the list', at('dismissed'), 'PROVINCE_HELD'],
    ['was replaced, and its entry is no more', at('superseded'), 'PROVINCE_HELD'],
    ['was replaced by one that waits', at('superseded', { state: 'pending' }), undefined],
    ['was replaced by one that was accepted', at('superseded', { state: 'accepted', receipt: 'R' }), 'already-there R'],
  ])('a row that %s', (_, standing, said) => {
    const verdict = verdictFor(standing, SENT);
    if (verdict?.kind !== 'refused') expect(verdict && `${verdict.kind} ${verdict.receipt}`).toBe(said);
    else {
      const [{ code, means } = { code: undefined }] = verdict.reasons;
      expect([code, ...(means ? [means] : [])].join(' ')).toBe(said);
    }
  });

  it('never says where the other row stands, nor what the server said of it', () => {
    const told = [
      at('held', { state: 'held' }, [hold('DUP_DIFF')]),
      at('owner', { state: 'held' }, [hold('NIK_NEAR')]),
      at('repeated', { state: 'refused', reasons: words }),
    ].map((each) => JSON.stringify(verdictFor(each, SENT)));
    for (const text of told) expect(text).not.toMatch(/77|terdaftar/);
  });
});
