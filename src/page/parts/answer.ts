/** The first thing that is seen: what arrived, what is left, what needs a person, how the server was. */
import { COLOUR } from '../charts/chart.ts';
import { openRecords, type PageFacts, rowsForPerson } from '../facts.ts';
import { type Html, html, trusted } from '../html.ts';
import { type Tone, toneOf, verdictOf } from '../verdict.ts';
import type { Voice } from './part.ts';

export function answer(facts: PageFacts, voice: Voice): Html {
  const { say } = voice;
  const { night } = facts;
  const verdict = verdictOf(facts);
  const tone = toneOf(verdict);
  return html`<p class="eyebrow">${say.report} · ${facts.target}</p>
<p class="badge ${tone}">${ICONS[tone]}${say.verdicts[verdict]}</p>
<h1>${headline(facts, voice)}</h1>
${night && html`<p class="muted">${spanOf(night.from, endOf(facts), voice)}</p>`}
${comfort(facts, voice)}
${progress(facts, voice)}`;
}

/** How much of all that can be sent has arrived since the beginning; nothing where that says nothing. */
function progress({ now }: PageFacts, { say, figures }: Voice): Html | undefined {
  const open = openRecords(now);
  if (now.landed === 0 || open === 0) return undefined;
  const share = now.landed / (now.landed + open);
  const words = say.answer.progress(figures.percent(share), now.landed, now.landed + open);
  return html`<figure class="progress"><svg viewBox="0 0 100 2" preserveAspectRatio="none" aria-hidden="true">
<rect width="100" height="2" fill="var(--line)"/><rect width="${(share * 100).toFixed(2)}" height="2" fill="${COLOUR.landed}"/>
</svg><figcaption>${words}</figcaption></figure>`;
}

/** The day is said once where it is one. */
function spanOf(from: number, to: number, { say, times }: Voice): string {
  const [start, end] = [times.day(from), times.day(to)];
  const until = start === end ? times.clock(to) : `${end} ${times.clock(to)}`;
  return say.span(`${start} ${times.clock(from)}`, until, times.zone(from));
}

/** Where the night ends, or how far it has come. */
export function endOf({ night, madeAt }: PageFacts): number {
  return night?.to ?? Math.max(madeAt, night?.from ?? madeAt);
}

/** The answer in one line. */
export function headline({ night, now }: PageFacts, { say }: Voice): string {
  if (!night) return say.answer.never;
  if (night.landed > 0) return say.answer.landed(night.landed);
  if (openRecords(now) === 0) return say.answer.nothingToSend;
  return night.outages > 0 ? say.answer.noneAway : say.answer.none;
}

/** A sentence where the answer may worry somebody. */
function comfort(facts: PageFacts, { say }: Voice): Html | undefined {
  const verdict = verdictOf(facts);
  if (verdict === 'running') return html`<p>${say.answer.running}</p>`;
  if (verdict === 'cut-off') return html`<p>${say.answer.cutOff}</p>`;
  if (verdict === 'refused-us') return html`<p>${say.answer.refusedUs}</p>`;
  return verdict === 'away' ? html`<p>${say.answer.safe}</p>` : undefined;
}

/** The figures that are looked for every morning. */
export function keyFigures(facts: PageFacts, voice: Voice): Html {
  const { say, figures, times } = voice;
  const { night, now, estimate } = facts;
  const open = openRecords(now);
  const rows = rowsForPerson(now);
  const leftNote =
    open === 0
      ? night && say.figures.leftNone
      : estimate
        ? say.figures.leftUntil(times.day(estimate.until), estimate.nights)
        : say.figures.leftUnknown;
  const personNote = [
    say.figures.personRows(now.invalid, now.held, now.refused),
    now.handedOver > 0 ? say.figures.handedOver(now.handedOver) : '',
  ].filter((note) => note !== '');
  const away = night && night.outages > 0 ? figures.duration(night.awayMs) : say.figures.awayNever;
  return html`<dl class="figures">
${figure(open > 0 && 'is-waiting', say.figures.left, figures.number(open), say.figures.records(open), leftNote)}
${figure(rows + now.handedOver > 0 && 'is-person', say.figures.person, figures.number(rows), say.figures.rows(rows), personNote.join(', ') || say.figures.personNone)}
${night && figure(night.outages > 0 && 'is-away', say.figures.away, away, '', night.outages > 0 ? say.figures.awayTimes(night.outages) : say.figures.awayNone)}
</dl>`;
}

/** `kind`: its colour, where it is to be noticed. */
function figure(kind: string | false, term: string, value: string, unit: string, note: string | undefined): Html {
  return html`<div class="${kind}"><dt>${term}</dt><dd class="big">${value}${unit !== '' && html` <span>${unit}</span>`}</dd>
${note && html`<dd class="note">${note}</dd>`}</div>`;
}

/** A shape beside the word, for who does not tell colours apart. */
const ICONS: Readonly<Record<Tone, Html>> = {
  good: icon('<path d="M4.5 8.3 7 10.8l4.6-5"/>'),
  calm: icon('<path d="M8 4.6V8l2.3 1.6"/>'),
  attention: icon('<path d="M8 4.4v4.4M8 11.2v.1"/>'),
  bad: icon('<path d="m5.6 5.6 4.8 4.8m0-4.8-4.8 4.8"/>'),
};

function icon(path: string): Html {
  return trusted(
    `<svg viewBox="0 0 16 16" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="1.7" stroke-linecap="round" stroke-linejoin="round"><circle cx="8" cy="8" r="7"/>${path}</svg>`,
  );
}
