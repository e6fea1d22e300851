/** How the page looks: quiet paper by day, quiet slate by night; colour is kept for what the weather does. */
export const PAGE_STYLE = `
:root {
  color-scheme: light dark;
  --paper: #f6f5f1; --card: #fffefb; --line: #e4e1d8; --ink: #23282d; --soft: #59636b; --faint: #707980;
  --up: #2f7d5c; --brown-out: #ad7311; --down: #b5443b; --lost: #7a5bb5;
  --accepted: #2b7f86; --alreadyThere: #9fcbc9; --refused: #d39a2a;
  --band-brown-out: rgb(211 154 42 / .13); --band-down: rgb(181 68 59 / .10);
  font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
}
@media (prefers-color-scheme: dark) { :root {
  --paper: #14181b; --card: #1b2024; --line: #2c3338; --ink: #e6e8e6; --soft: #9aa4ab; --faint: #87929a;
  --up: #5fbd93; --brown-out: #dca74a; --down: #e57a70; --lost: #b39ae6;
  --accepted: #4fb0b3; --alreadyThere: #2f6a6d; --refused: #d9a441;
  --band-brown-out: rgb(220 167 74 / .13); --band-down: rgb(229 122 112 / .13);
} }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); }
main { max-width: 68rem; margin: 0 auto; padding: 2.25rem 1.25rem 3rem; }
header { display: flex; gap: 2rem; align-items: baseline; justify-content: space-between; }
h1 { margin: 0; font-size: 1.35rem; font-weight: 650; letter-spacing: -.01em; }
h2 { margin: 0; font-size: 1rem; font-weight: 600; }
p { margin: .35rem 0 0; color: var(--soft); max-width: 46rem; text-wrap: pretty; }
a { color: var(--soft); text-underline-offset: .2em; white-space: nowrap; font-size: .9rem; }
.card { background: var(--card); border: 1px solid var(--line); border-radius: 14px; padding: 1.25rem 1.4rem; margin-top: 1.1rem; }
#weather { display: flex; flex-wrap: wrap; align-items: center; gap: .4rem 1.1rem; margin-top: 1.6rem; border-left: 5px solid var(--now); transition: border-color .4s; }
#weather { --now: var(--faint); }
#weather.up { --now: var(--up); } #weather.brown-out { --now: var(--brown-out); } #weather.down { --now: var(--down); }
#state { font-size: 1.5rem; font-weight: 650; letter-spacing: -.015em; color: var(--now); transition: color .4s; }
#explain { margin: 0; flex: 1 1 18rem; }
#soon { font-variant-numeric: tabular-nums; color: var(--soft); text-align: right; }
#climate { flex-basis: 100%; font-size: .85rem; color: var(--faint); }
#figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(9.5rem, 1fr)); gap: 1px; padding: 0; overflow: hidden; background: var(--line); }
#figures > div { background: var(--card); padding: 1.05rem 1.4rem 1.1rem; display: flex; flex-direction: column; }
#figures dt { order: 1; color: var(--soft); font-size: .88rem; }
#figures .note { order: 2; color: var(--faint); font-size: .8rem; min-height: 1.5em; }
#figures dd { margin: 0; }
#figures dd:not(.note) { font-size: 2rem; line-height: 1.2; font-weight: 600; letter-spacing: -.02em; font-variant-numeric: tabular-nums; }
#figures .good dd { color: var(--up); } #figures .bad dd { color: var(--down); }
.head { display: flex; flex-wrap: wrap; gap: .5rem 1rem; justify-content: space-between; align-items: center; }
.ranges { display: flex; gap: .2rem; }
button { font: inherit; font-size: .85rem; color: var(--soft); background: none; border: 1px solid transparent; border-radius: 7px; padding: .15rem .6rem; cursor: pointer; }
button:hover { color: var(--ink); }
button[aria-pressed="true"] { color: var(--ink); border-color: var(--line); background: var(--paper); }
:focus-visible { outline: 2px solid var(--accepted); outline-offset: 2px; }
#chart { display: block; width: 100%; height: 19rem; margin-top: .8rem; font-size: 12px; }
#chart text { fill: var(--faint); } #chart .mode { fill: var(--down); }
#chart .empty { fill: var(--soft); font-size: 14px; }
.grid { stroke: var(--line); shape-rendering: crispEdges; } .base { stroke: var(--faint); opacity: .6; shape-rendering: crispEdges; }
.band.brown-out { fill: var(--band-brown-out); } .band.down { fill: var(--band-down); }
.up, .lane.up { fill: var(--up); } .lane.brown-out { fill: var(--brown-out); } .lane.down { fill: var(--down); }
.accepted { fill: var(--accepted); background: var(--accepted); } .alreadyThere { fill: var(--alreadyThere); background: var(--alreadyThere); }
.refused { fill: var(--refused); background: var(--refused); } .failed { fill: var(--down); background: var(--down); } .lost { fill: var(--lost); background: var(--lost); }
.legend { display: flex; flex-wrap: wrap; gap: .2rem 1.3rem; margin: .6rem 0 0; padding: 0; list-style: none; font-size: .85rem; color: var(--soft); }
.legend i { display: inline-block; width: .7rem; height: .7rem; border-radius: 3px; margin-right: .45rem; }
.legend i.round { border-radius: 50%; width: .55rem; height: .55rem; }
.command { display: flex; align-items: center; gap: .8rem; margin-top: .7rem; padding: .55rem .6rem .55rem .9rem; background: var(--paper); border: 1px solid var(--line); border-radius: 9px; }
.command code { flex: 1; overflow-x: auto; white-space: nowrap; font: .9rem/1.5 ui-monospace, "Cascadia Mono", Menlo, Consolas, monospace; }
.command + small { display: block; margin: .25rem 0 0 .9rem; color: var(--faint); font-size: .82rem; }
@media (max-width: 40rem) { #figures { grid-template-columns: 1fr 1fr; } #figures > div { padding: .8rem 1rem; } #figures > div:first-child { grid-column: span 2; } header { flex-direction: column; gap: .4rem; } #soon { text-align: left; } #chart { height: 15rem; } }
@media (prefers-reduced-motion: reduce) { * { transition: none !important; } }
`;
