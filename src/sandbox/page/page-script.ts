/**
 * What the page does: it listens to /admin/events and draws. Plain JavaScript for the browser; it shows numbers and our
 * own words only, never anything that a client sent.
 */
export const PAGE_SCRIPT = String.raw`
const words = JSON.parse(document.getElementById('words').textContent);
const by = (id) => document.getElementById(id);
const say = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
const number = (n) => n.toLocaleString(document.documentElement.lang);
const put = (id, text) => { const at = by(id); if (at.textContent !== text) at.textContent = text; };

const seconds = new Map();
let spells = [], latest = null, heardAt = 0, connected = false, range = 60;
const now = () => latest ? latest.now + (connected ? performance.now() - heardAt : 0) : 0;

const stream = new EventSource('/admin/events' + location.search);
stream.onmessage = (message) => {
  const news = JSON.parse(message.data);
  if (latest && news.now < latest.now) { seconds.clear(); spells = []; }
  latest = news; heardAt = performance.now(); connected = true;
  for (const [second, counts] of news.seconds) seconds.set(second, counts);
  for (const spell of news.spells) if (!spells.some((known) => known.from === spell.from)) spells.push(spell);
  const oldest = news.now - 3600e3;
  spells = spells.filter((spell) => spell.until === null || spell.until > oldest);
  for (const second of seconds.keys()) if (second * 1000 < oldest) seconds.delete(second);
  show(); draw();
};
stream.onerror = () => { connected = false; show(); };
setInterval(() => { if (connected) show(); }, 250);

const spellNow = () => spells.findLast((spell) => spell.from <= now());

function lasting(ms) {
  const s = Math.max(1, Math.ceil(ms / 1000));
  const { h, m } = words.time;
  if (s < 60) return s + ' ' + words.time.s;
  if (s < 3600) return Math.ceil(s / 60) + ' ' + m;
  return Math.floor(s / 3600) + ' ' + h + ' ' + Math.floor(s % 3600 / 60) + ' ' + m;
}

function show() {
  const spell = connected ? spellNow() : undefined;
  const state = spell ? spell.state : 'away';
  by('weather').className = 'card ' + state;
  put('state', words.state[state]);
  put('explain', words.explain[spell && spell.mode || state]);
  const ends = spell && spell.until !== null;
  put('soon', ends ? say(words.soon, { change: words.changes[state], time: lasting(spell.until - now()) }) : '');
  if (!latest) return;
  const { totals, stored } = latest;
  put('n-stored', number(stored.total));
  put('note-stored', say(words.storedNote, { n: number(totals.accepted) }));
  put('n-doubled', number(stored.doubled));
  put('note-doubled', stored.doubled ? words.doubledBad : words.doubledGood);
  by('doubled').className = stored.doubled ? 'bad' : 'good';
  put('n-refused', number(totals.refused));
  put('n-failed', number(totals.failed));
  put('note-failed', say(words.ofRequests, { n: number(totals.requests) }));
  put('n-lost', number(totals.lost));
}

const COLUMNS = 60;
const KINDS = ['accepted', 'alreadyThere', 'refused'];
const nice = (n) => { const ten = 10 ** Math.floor(Math.log10(n)); return [1, 2, 3, 4, 6, 8, 10].map((f) => f * ten).find((top) => top >= n); };
const rect = (x, y, width, height, kind, round) =>
  '<rect x="' + x.toFixed(1) + '" y="' + y.toFixed(1) + '" width="' + Math.max(0, width).toFixed(1) + '" height="' + height.toFixed(1) + '" class="' + kind + '"' + (round ? ' rx="' + round + '"' : '') + '/>';
const text = (x, y, content, kind, anchor) => '<text x="' + x.toFixed(1) + '" y="' + y + '" class="' + kind + '" text-anchor="' + anchor + '">' + content + '</text>';

function draw() {
  const chart = by('chart');
  const { width, height } = chart.getBoundingClientRect();
  if (!latest || width === 0) return;
  const left = 40, right = width - 4, top = 26, base = height - 74, marks = height - 52, lane = height - 34;
  const step = range / COLUMNS, last = Math.floor(latest.now / 1000 / step), column = (right - left) / COLUMNS;
  const columns = [];
  for (let index = 0; index < COLUMNS; index += 1) columns.push({ accepted: 0, alreadyThere: 0, refused: 0, failed: 0, lost: 0 });
  for (const [second, counts] of seconds) {
    const into = columns[COLUMNS - 1 - (last - Math.floor(second / step))];
    if (into) for (const kind in into) into[kind] += counts[kind];
  }
  const most = Math.max(...columns.map((c) => KINDS.reduce((sum, kind) => sum + c[kind], 0))) / step;
  const scale = nice(Math.max(10, most));
  const end = (last + 1) * step * 1000, start = end - range * 1000;
  const x = (t) => left + (Math.min(Math.max(t, start), end) - start) / (end - start) * (right - left);
  let svg = '', front = '';
  for (const part of [0, .5, 1]) {
    const y = Math.round(base - part * (base - top)) + .5;
    svg += '<line class="' + (part ? 'grid' : 'base') + '" x1="' + left + '" x2="' + right + '" y1="' + y + '" y2="' + y + '"/>';
    svg += text(left - 8, y + 4, number(scale * part), '', 'end');
  }
  for (const spell of spells) {
    const from = x(spell.from), to = x(Math.min(spell.until === null ? Infinity : spell.until, latest.now));
    if (to <= from) continue;
    if (spell.state !== 'up') svg += rect(from, top, to - from, lane - top - 6, 'band ' + spell.state);
    front += rect(from, lane, to - from, 6, 'lane ' + spell.state);
    const label = spell.mode ? words.modes[spell.mode] : '';
    if (label && to - from > label.length * 3.5) front += text((from + to) / 2, top - 8, label, 'mode', 'middle');
  }
  columns.forEach((counts, index) => {
    const at = left + index * column, gap = column > 6 ? 2 : 1;
    let y = base;
    for (const kind of KINDS) {
      if (!counts[kind]) continue;
      const tall = Math.max(1.5, counts[kind] / step / scale * (base - top));
      y -= tall;
      svg += rect(at + gap / 2, y, column - gap, tall, kind);
    }
    const size = Math.min(7, column - .5);
    if (counts.failed) svg += rect(at + (column - size) / 2, marks - size / 2, size, size, 'failed', size / 2);
    if (counts.lost) svg += rect(at + (column - size) / 2, marks - 11 - size / 2, size, size, 'lost', size / 2);
  });
  svg += front + text(left, height - 10, '−' + words.ranges[[60, 600, 3600].indexOf(range)], '', 'start') + text(right, height - 10, words.now, '', 'end');
  if (latest.totals.requests === 0) svg += text((left + right) / 2, (top + base) / 2, words.waiting, 'empty', 'middle');
  chart.innerHTML = svg;
}
addEventListener('resize', draw);

for (const button of document.querySelectorAll('.ranges button')) button.onclick = () => {
  range = Number(button.value);
  for (const other of document.querySelectorAll('.ranges button')) other.setAttribute('aria-pressed', String(other === button));
  draw();
};
put('send', 'vax-upload import ' + words.file + ' --to ' + location.origin + '/v1');
put('list', 'curl "' + location.origin + '/admin/effects"');
for (const button of document.querySelectorAll('.command button')) button.onclick = async () => {
  await navigator.clipboard.writeText(button.parentElement.querySelector('code').textContent);
  button.textContent = words.copied;
  setTimeout(() => { button.textContent = words.copy; }, 1500);
};
fetch('/admin/weather' + location.search).then((answer) => answer.json()).then(({ preset, scale }) => {
  const name = preset[0].toUpperCase() + preset.slice(1);
  put('climate', say(words.preset, { preset: name, scale: scale === 1 ? words.real : say(words.faster, { n: number(scale) }) }));
});
`;
