/** Nights for the page of `report`, invented: a server like Kendal's that works an hour, dies, and comes back. */
import type { FacilityTotal, Minute, NightInShort, PageFacts, PageNight, Span } from '../../src/page/facts.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** 22:00 in Jakarta on 27 November 2026. */
export const EVENING = Date.UTC(2026, 10, 27, 15);

const PLACES = [
  'Puskesmas Kaliwungu Selatan',
  'Puskesmas Weleri I',
  'RSUD dr. H. Soewondo Kendal',
  'Puskesmas Boja I',
  'Puskesmas Sukorejo',
  'Puskesmas Cepiring',
  'Klinik Pratama Bhakti Sehat Ibu dan Anak Kecamatan Limbangan',
  'Puskesmas Patebon I',
  'Puskesmas Rowosari',
  'Puskesmas Brangsong',
];

const AWAY: readonly Span[] = [
  [62, 97],
  [151, 236],
  [281, 284],
  [318, 377],
].map(([from = 0, to = 0]) => ({ from: EVENING + from * MINUTE, to: EVENING + to * MINUTE }));

/** Eighty times for a minute. */
const FLAPPING: readonly Span[] = Array.from({ length: 80 }, (_, at) => {
  const from = EVENING + at * 5 * MINUTE;
  return { from, to: from + MINUTE };
});

/** Records a minute, slower towards each collapse; the same in every run. */
function minutes(from: number, to: number, away: readonly Span[]): Minute[] {
  const found: Minute[] = [];
  let noise = 7;
  for (let at = from; at < to; at += MINUTE) {
    if (away.some((span) => at >= span.from && at < (span.to ?? to))) continue;
    noise = (noise * 1103515245 + 12345) % 2147483648;
    const since = Math.min(60, Math.max(...[from, ...away.map((s) => s.to ?? 0).filter((t) => t <= at)].map((t) => t)));
    const tired = 1 - (((at - since) / MINUTE) % 60) / 140;
    found.push({ at, landed: Math.max(0, Math.round((9 + (noise % 5)) * tired)) });
  }
  return found;
}

function sum(all: readonly Minute[]): number {
  return all.reduce((total, { landed }) => total + landed, 0);
}

function facilities(many: number): FacilityTotal[] {
  return Array.from({ length: many }, (_, at) => ({
    name: at < PLACES.length ? (PLACES[at] ?? '') : `Puskesmas Contoh ${at + 1}`,
    landed: Math.round(2200 / (at + 1.4)),
    waiting: Math.round(640 / (at + 1.2)),
    forPerson: at % 3 === 0 ? Math.round(30 / (at + 1)) : 0,
  }));
}

const TO = EVENING + 7 * HOUR;
const LANDED = minutes(EVENING + 2 * MINUTE, TO, AWAY);

/** A night that ends at five by its window. */
export const KENDAL_NIGHT: PageNight = {
  day: '2026-11-28',
  from: EVENING,
  to: TO,
  landed: sum(LANDED),
  backlog: 3120,
  outages: AWAY.length,
  awayMs: AWAY.reduce((total, { from, to = from }) => total + to - from, 0),
  exitCode: 10,
  runs: [{ from: EVENING, to: TO, command: 'import', exitCode: 10 }],
  minutes: LANDED,
  away: AWAY,
  outcomes: {
    accepted: sum(LANDED) - 41,
    'already-there': 41,
    waiting: 3020,
    'in-doubt': 100,
    invalid: 12,
    held: 20,
    refused: 5,
    repeated: 84,
    skipped: 31,
  },
  files: [
    { name: 'OKT-2021-kaliwungu.xlsx', typed: 'OKT-2021-kaliwungu.xlsx', rows: 2410 },
    { name: 'weleri okt.csv', typed: 'weleri okt.csv', rows: 3144 },
    { name: 'susulan boja.xls', typed: 'susulan boja.xls', rows: 0, refusedBy: 'FILE_ENCRYPTED' },
  ],
  requests: 96,
};

const EARLIER: readonly (readonly [landed: number, backlog: number, awayHours: number])[] = [
  [1120, 14_900, 4.2],
  [2210, 12_690, 2.1],
  [1804, 10_886, 3],
  [0, 10_886, 7],
  [2604, 8282, 1],
  [2406, 5876, 2.5],
];

const NIGHTS: readonly NightInShort[] = [
  ...EARLIER.map(([landed, backlog, away], at): NightInShort => {
    const from = EVENING - (EARLIER.length - at) * 24 * HOUR;
    return {
      day: new Date(from + 10 * HOUR).toISOString().slice(0, 10),
      from,
      to: from + 7 * HOUR,
      landed,
      backlog,
      outages: Math.ceil(away),
      awayMs: away * HOUR,
      exitCode: 10,
    };
  }),
  KENDAL_NIGHT,
];

/** An ordinary morning: much has arrived, something is left, something needs a person. */
export const KENDAL: PageFacts = {
  madeAt: TO + 4 * MINUTE,
  version: '0.1.0',
  target: 'registry.example',
  running: false,
  night: KENDAL_NIGHT,
  nights: NIGHTS,
  now: { waiting: 3020, inDoubt: 100, handedOver: 0, invalid: 12, held: 20, refused: 5, landed: 16_700 },
  estimate: { nights: 2, until: EVENING + 2 * 24 * HOUR + 12 * HOUR },
  problems: [
    { code: 'NIK_CONFLICT', severity: 'hold', rows: 20 },
    { code: 'NIK_LENGTH', severity: 'error', rows: 7 },
    { code: 'SERVER_REFUSED', severity: 'error', rows: 5 },
    { code: 'NIK_NUMERIC', severity: 'error', rows: 4 },
    { code: 'NIK_DATE', severity: 'error', rows: 1 },
    { code: 'NIK_REGION', severity: 'warning', rows: 1 },
  ],
  facilities: facilities(10),
  unfinished: [],
};

const QUIET = { waiting: 0, inDoubt: 0, handedOver: 0, invalid: 0, held: 0, refused: 0, landed: 0 };

function night(changed: Partial<PageNight>): PageNight {
  return { ...KENDAL_NIGHT, ...changed };
}

const { estimate: _, ...WITHOUT_ESTIMATE } = KENDAL;
const { to: __, exitCode: ___, ...KILLED } = KENDAL_NIGHT;

/** Mornings that a page has to look right on, by what is special about them. */
export const MORNINGS: Readonly<Record<string, PageFacts>> = {
  ordinary: KENDAL,
  'nothing has run yet': {
    madeAt: TO,
    version: '0.1.0',
    target: 'registry.example',
    running: false,
    nights: [],
    now: QUIET,
    problems: [],
    facilities: [],
    unfinished: [],
  },
  'a first night, all done, without an outage': {
    ...WITHOUT_ESTIMATE,
    night: night({
      to: EVENING + 41 * MINUTE,
      exitCode: 0,
      runs: [{ from: EVENING, to: EVENING + 41 * MINUTE, command: 'import', exitCode: 0 }],
      away: [],
      outages: 0,
      awayMs: 0,
      backlog: 0,
      minutes: minutes(EVENING, EVENING + 41 * MINUTE, []),
      landed: sum(minutes(EVENING, EVENING + 41 * MINUTE, [])),
      outcomes: { accepted: sum(minutes(EVENING, EVENING + 41 * MINUTE, [])) },
      files: [{ name: 'kendal.xlsx', typed: 'kendal.xlsx', rows: 400 }],
    }),
    nights: NIGHTS.slice(-1),
    now: { ...QUIET, landed: 400 },
    problems: [],
    facilities: facilities(1),
  },
  'nothing but outages': {
    ...WITHOUT_ESTIMATE,
    night: night({
      exitCode: 5,
      landed: 0,
      minutes: [],
      away: [{ from: EVENING + 20_000 }],
      outages: 1,
      awayMs: 7 * HOUR - 20_000,
      outcomes: { waiting: 5554 },
      files: [{ name: 'OKT-2021-kaliwungu.xlsx', typed: 'OKT-2021-kaliwungu.xlsx', rows: 5554 }],
    }),
    now: { ...QUIET, waiting: 5554 },
    problems: [],
  },
  'a server that falls over every few minutes': {
    ...KENDAL,
    night: night({ away: FLAPPING, outages: FLAPPING.length, awayMs: FLAPPING.length * MINUTE }),
  },
  'five hundred facilities': { ...KENDAL, facilities: facilities(500) },
  'a run that was killed': { ...KENDAL, night: { ...KILLED, to: TO } },
  'a run that is at work': { ...KENDAL, madeAt: EVENING + 260 * MINUTE, running: true, night: KILLED },
  'access refused': {
    ...WITHOUT_ESTIMATE,
    night: night({ exitCode: 7, landed: 0, minutes: [], away: [], outages: 0, awayMs: 0, to: EVENING + 3000 }),
  },
  'a resume that had nothing to do': {
    ...WITHOUT_ESTIMATE,
    night: night({
      exitCode: 0,
      landed: 0,
      minutes: [],
      away: [],
      outages: 0,
      awayMs: 0,
      to: EVENING + 900,
      outcomes: {},
      files: [],
      backlog: 0,
    }),
    now: { ...QUIET, landed: 400 },
    problems: [],
  },
};
