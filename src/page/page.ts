/**
 * The report as one page: facts in, HTML out. Nothing in it comes from anywhere else or goes anywhere: its policy allows
 * its own style and nothing more, no script either. Pure; it loads the chart library, so load it where it is needed.
 */
import { createHash } from 'node:crypto';
import type { Language } from '../text/language.ts';
import { messagesFor } from '../text/messages-for.ts';
import { figuresOf } from '../text/numbers.ts';
import { PAGE_WORDS } from '../text/page-for.ts';
import type { PageFacts } from './facts.ts';
import { html, trusted } from './html.ts';
import { PAGE_BEGIN } from './page-begin.ts';
import { answer, headline, keyFigures } from './parts/answer.ts';
import { facilities } from './parts/facilities.ts';
import { lastNights } from './parts/last-nights.ts';
import { nightLine } from './parts/night-line.ts';
import { outcomes } from './parts/outcomes.ts';
import type { Voice } from './parts/part.ts';
import { problems } from './parts/problems.ts';
import { todoList } from './parts/todo-list.ts';
import { STYLE } from './style.ts';
import { timesOf } from './times.ts';

const POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`,
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** `timeZone`: an IANA name. */
export function pageHtml(facts: PageFacts, language: Language, timeZone: string): string {
  const say = PAGE_WORDS[language];
  const times = timesOf(language, timeZone);
  const voice: Voice = { say, messages: messagesFor(language), figures: figuresOf(language), times };
  const { night } = facts;
  const made = `${times.day(facts.madeAt, true)} ${times.clock(facts.madeAt)} ${times.zone(facts.madeAt)}`;
  return html`${trusted(PAGE_BEGIN)}<html lang="${say.lang}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${trusted(POLICY)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<meta name="format-detection" content="telephone=no">
<meta name="description" content="${headline(facts, voice)}">
<title>${say.title(night ? times.date(night.day) : times.day(facts.madeAt))}</title>
<style>${trusted(STYLE)}</style>
</head>
<body>
<header>
${answer(facts, voice)}
</header>
<main>
${keyFigures(facts, voice)}
${todoList(facts, voice)}
${night && [nightLine(facts, night, voice), lastNights(facts, voice), outcomes(night, voice)]}
${night && [facilities(facts, voice), problems(facts, voice)]}
</main>
<footer>
<p>${say.made(made, facts.version)} ${say.privacy}</p>
</footer>
</body>
</html>
`.text;
}
