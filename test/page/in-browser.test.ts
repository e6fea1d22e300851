/**
 * The page as people see it: in a real browser, on a phone and at a desk, in light and dark, and on paper. Each morning
 * that is special in some way is looked at.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PageFacts } from '../../src/page/facts.ts';
import { pageHtml } from '../../src/page/page.ts';
import { type Browser, hasChromium, openBrowser } from '../support/browser.ts';
import { KENDAL, MORNINGS } from '../support/invented-nights.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Height of a small phone. */
const HEIGHT = 740;
const PHONE = { width: 360, height: HEIGHT };
const DESK = { width: 1280, height: 900 };

/** What must be read without looking for it, in the language of the reader. */
const READ: Readonly<Record<string, readonly [id: readonly string[], en: readonly string[]]>> = {
  ordinary: [
    ['2.041 catatan sampai di server', '3.120', '37', '3 jam 02 mnt'],
    ['2,041 records arrived on the server', '3,120', '37', '3 h 02 min'],
  ],
  'nothing has run yet': [
    ['Belum ada yang dikirim', 'vax-upload import'],
    ['Nothing has been sent yet', 'vax-upload import'],
  ],
  'a first night, all done, without an outage': [
    ['374 catatan sampai', 'Semua beres', 'tidak pernah'],
    ['374 records arrived', 'All done', 'never'],
  ],
  'nothing but outages': [
    ['Tidak ada yang sampai: server mati', '5.554', '7 jam'],
    ['Nothing arrived: the server could not be reached', '5,554', '7 h'],
  ],
  'a server that falls over every few minutes': [
    ['80 kali', '1 jam 20 mnt'],
    ['80 times', '1 h 20 min'],
  ],
  'five hundred facilities': [
    ['Dan 488 faskes lain', '2.041'],
    ['And 488 other facilities', '2,041'],
  ],
  'a run that was killed': [
    ['Terputus', '2.041 catatan sampai'],
    ['Cut off', '2,041 records arrived'],
  ],
  'a run that is at work': [
    ['Masih berjalan', '2.041 catatan sampai'],
    ['Still at work', '2,041 records arrived'],
  ],
  'access refused': [
    ['Server menolak kita', 'vax-upload doctor'],
    ['Server refuses us', 'vax-upload doctor'],
  ],
  'a resume that had nothing to do': [
    ['Tidak ada yang perlu dikirim', 'Semua beres'],
    ['There was nothing to send', 'All done'],
  ],
};

const why = hasChromium() ? '' : ' (skipped: no Chromium)';
describe.skipIf(!hasChromium())(`the page in a browser${why}`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'vax-page-'));
  let browser: Browser;
  let page: Page;
  /** Whatever the page asked for, and whatever the browser had to forbid it. */
  const asked: string[] = [];

  beforeAll(async () => {
    browser = await openBrowser();
    page = await browser.context.newPage();
    page.on('request', (request) => asked.push(request.url()));
    page.on('console', (message) => asked.push(message.text()));
  });
  afterAll(async () => {
    await browser[Symbol.asyncDispose]();
    rmSync(folder, { recursive: true, force: true });
  });

  async function open(facts: PageFacts, language: 'id' | 'en', look: Look): Promise<void> {
    const file = join(folder, 'page.html');
    writeFileSync(file, pageHtml(facts, language, 'Asia/Jakarta'));
    await page.setViewportSize(look.size);
    await page.emulateMedia({ colorScheme: look.colours, media: look.media ?? 'screen' });
    asked.length = 0;
    const address = pathToFileURL(file).href;
    await page.goto(address);
    expect(asked).toEqual([address]);
  }

  interface Look {
    readonly size: typeof PHONE;
    readonly colours: 'light' | 'dark';
    readonly media?: 'print';
  }

  /** Of the page as it stands: too wide, cut off, and what a reader with a screen reader or weak eyes stumbles over. */
  async function faults(): Promise<string[]> {
    const { scrollWidth, innerWidth } = await page.evaluate<{ scrollWidth: number; innerWidth: number }>(
      '({ scrollWidth: document.documentElement.scrollWidth, innerWidth })',
    );
    const cut = await page.evaluate<string[]>(`[...document.querySelectorAll('svg[role=img]')].flatMap((svg) => {
      const frame = svg.getBoundingClientRect();
      return [...svg.querySelectorAll('text')].filter((text) => {
        const { left, right, top, bottom } = text.getBoundingClientRect();
        return left < frame.left - 1 || right > frame.right + 1 || top < frame.top - 1 || bottom > frame.bottom + 1;
      }).map((text) => text.textContent);
    })`);
    await page.evaluate(AXE);
    const { violations } = await page.evaluate<AxeResults>('axe.run({ resultTypes: ["violations"] })');
    return [
      ...cut.map((text) => `cut off: ${text}`),
      ...(scrollWidth > innerWidth ? [`${scrollWidth} px wide in ${innerWidth}`] : []),
      ...violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(' | ')}`),
    ];
  }

  const texts = (): Promise<string> => page.evaluate<string>('document.body.innerText');

  it('every morning is looked at', () => {
    expect(Object.keys(READ)).toEqual(Object.keys(MORNINGS));
  });

  it.each(Object.keys(MORNINGS))('%s', async (name) => {
    const facts = MORNINGS[name] ?? KENDAL;
    const [indonesian = [], english = []] = READ[name] ?? [];
    await open(facts, 'id', { size: PHONE, colours: 'light' });
    expect(await faults()).toEqual([]);
    const shown = await texts();
    for (const words of indonesian) expect(shown).toContain(words);
    await open(facts, 'en', { size: DESK, colours: 'dark' });
    expect(await faults()).toEqual([]);
    const said = await texts();
    for (const words of english) expect(said).toContain(words);
    expect(said + shown).not.toMatch(/undefined|NaN|Infinity|\[object/);
  });

  it('the answer and its figures are on the first screen of a phone', async () => {
    await open(KENDAL, 'id', { size: PHONE, colours: 'dark' });
    expect(await faults()).toEqual([]);
    const lowest = await page.evaluate<number>('document.querySelector("dl").getBoundingClientRect().bottom');
    expect(lowest).toBeLessThan(HEIGHT);
  });

  it('one of the two drawings of each chart is shown, and it has a name', async () => {
    for (const size of [PHONE, DESK]) {
      await open(KENDAL, 'en', { size, colours: 'light' });
      const shown = await page.evaluate<string[]>(
        '[...document.querySelectorAll("svg[role=img]")].filter((one) => one.getBoundingClientRect().width > 0).map((one) => one.getAttribute("aria-label"))',
      );
      expect(shown).toHaveLength(4);
      expect(shown[0]).toBe(
        'Chart: 2,041 records arrived. At best 13 a minute, at 00:01. The server was away 4 times, 3 h 02 min in all.',
      );
    }
  });

  it('on paper: no dark ground, the figures of all charts as tables, nothing cut off', async () => {
    await open(KENDAL, 'en', { size: { width: 690, height: 1000 }, colours: 'dark', media: 'print' });
    const paper = await page.evaluate<{ ground: string; hidden: number; wide: number }>(`({
      ground: getComputedStyle(document.body).backgroundColor,
      hidden: [...document.querySelectorAll('table')].filter((one) => one.getBoundingClientRect().height < 20).length,
      wide: document.documentElement.scrollWidth,
    })`);
    expect(paper).toEqual({ ground: 'rgb(255, 255, 255)', hidden: 0, wide: 690 });
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
    // A4, in points.
    expect(pdf).toMatch(/\/MediaBox \[0 0 59\d[.\d]* 84\d/);
    expect(pdf.match(/\/Type \/Page\b/g)?.length).toBeLessThanOrEqual(5);
  });

  it('names that strangers have typed are text, in charts as well', async () => {
    const typed = '<img src="x.example" onerror="alert(1)"> & \u202egnp.exe "x"';
    const shown = '<img src="x.example" onerror="alert(1)"> & gnp.exe "x"';
    const named = {
      ...KENDAL,
      target: typed,
      facilities: [{ name: typed, landed: 1, waiting: 2, forPerson: 3 }],
      unfinished: [typed],
    };
    await open(named, 'en', { size: DESK, colours: 'light' });
    expect(await faults()).toEqual([]);
    expect(await page.evaluate<number>('document.querySelectorAll("img, script, a").length')).toBe(0);
    const all = await page.evaluate<string>('document.body.textContent');
    // At the top, in what is to do, in the wide chart and in its table.
    expect(all.split(shown)).toHaveLength(5);
  });
});
