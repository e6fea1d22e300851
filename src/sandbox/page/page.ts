/**
 * The page of the training server: one file, nothing from anywhere else, so that it works where the network does not.
 */
import { createHash } from 'node:crypto';
import type { Reply } from '../reply.ts';
import { PAGE_SCRIPT } from './page-script.ts';
import { PAGE_STYLE } from './page-style.ts';
import { type PageWords, pageWords } from './page-words.ts';

/**
 * The page in the language that is asked for: a tag or an `Accept-Language` header. `token` opened it, and opens it in
 * the other language.
 */
export function page(language: string | undefined, token: string): Reply {
  const { lang, words } = pageWords(language);
  return {
    status: 200,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-language': lang,
      vary: 'accept-language',
      'content-security-policy': POLICY,
      'referrer-policy': 'no-referrer',
    },
    body: html(lang, words, token),
  };
}

/** Only this script and this style, and only this server: a page that cannot talk to anybody else. */
const POLICY = [
  "default-src 'none'",
  `script-src '${hash(PAGE_SCRIPT)}'`,
  `style-src '${hash(PAGE_STYLE)}'`,
  "connect-src 'self'",
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

function hash(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}

const ICON =
  'data:image/svg+xml,%3Csvg xmlns=%22http://www.w3.org/2000/svg%22 viewBox=%220 0 16 16%22%3E%3Crect width=%2216%22 height=%2216%22 rx=%224%22 fill=%22%232b7f86%22/%3E%3Cpath d=%22M3 10h2l2-5 2 7 2-4h2%22 fill=%22none%22 stroke=%22white%22 stroke-width=%221.5%22/%3E%3C/svg%3E';

function html(lang: string, words: PageWords, token: string): string {
  const figure = (id: string, label: string, note: string) =>
    `<div id="${id}"><dt>${label}</dt><dd id="n-${id}">0</dd><dd id="note-${id}" class="note">${note}</dd></div>`;
  const key = (kind: keyof PageWords['legend'], shape = '') =>
    `<li><i class="${kind} ${shape}"></i>${words.legend[kind]}</li>`;
  const range = (seconds: number, index: number) =>
    `<button value="${seconds}" aria-pressed="${index === 0}">${words.ranges[index]}</button>`;
  const command = (id: string, note: string) =>
    `<div class="command"><code id="${id}"></code><button>${words.copy}</button></div><small>${note}</small>`;
  return `<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${words.title}</title>
<link rel="icon" href="${ICON}">
<style>${PAGE_STYLE}</style>
</head>
<body>
<main>
<header><div><h1>${words.title}</h1><p>${words.lead}</p></div><a href="?token=${token}&amp;lang=${words.otherTag}" lang="${words.otherTag}">${words.other}</a></header>
<noscript><p>${words.noScript}</p></noscript>
<section class="card" id="weather"><div id="state" role="status"></div><p id="explain"></p><div id="soon"></div><div id="climate"></div></section>
<dl class="card" id="figures">
${figure('stored', words.stored, '')}
${figure('doubled', words.doubled, words.doubledGood)}
${figure('refused', words.refusedRecords, words.refusedNote)}
${figure('failed', words.failed, '')}
${figure('lost', words.lost, words.lostNote)}
</dl>
<section class="card">
<div class="head"><h2>${words.chart}</h2><div class="ranges">${[60, 600, 3600].map(range).join('')}</div></div>
<svg id="chart" role="img" aria-label="${words.chart}"></svg>
<ul class="legend">${key('accepted')}${key('alreadyThere')}${key('refused')}${key('lost', 'round')}${key('failed', 'round')}</ul>
</section>
<section class="card"><h2>${words.how}</h2><p>${words.howLead}</p>${command('send', words.sendNote)}${command('list', words.effectsNote)}</section>
</main>
<script type="application/json" id="words">${JSON.stringify(words)}</script>
<script>${PAGE_SCRIPT}</script>
</body>
</html>
`;
}
