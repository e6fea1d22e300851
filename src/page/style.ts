/**
 * How the page looks: on a phone, at a desk, on paper, in light and dark. Fonts are those of the reader's machine; no
 * part comes from anywhere else. Colours mean something: green arrived, blue waits, amber needs a person, red-brown the
 * server is away; each is also said in words.
 */
const LIGHT = `--page:#f3f5f4;--card:#fff;--ink:#15211d;--muted:#51605a;--line:#d9e0dc;
--landed:#0d7465;--waiting:#5d7393;--person:#a1510b;--away:#a8503f;--away-band:#f6e4df;--run-band:#a9cfc6;--on-away:#fff;
--quiet:#8b9892;--good:#0b6b5d;--good-back:#dff1ec;--calm:#3d5575;--calm-back:#e5ecf5;
--attention:#8a4407;--attention-back:#fbecd9;--bad:#933222;--bad-back:#fae5e0;--code:#eef2f0`;

const DARK = `--page:#0f1513;--card:#18201d;--ink:#e7eeea;--muted:#a9b8b1;--line:#2d3833;
--landed:#4dbba8;--waiting:#8fa9cf;--person:#eaa25a;--away:#d98a78;--away-band:#36231f;--run-band:#2f5a51;--on-away:#1a0f0c;
--quiet:#77857f;--good:#7bd9c6;--good-back:#15342d;--calm:#adc5ea;--calm-back:#1d2a3c;
--attention:#f3bd83;--attention-back:#3a2712;--bad:#f2a795;--bad-back:#3d1f19;--code:#212b27`;

const BASE = `
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{margin:0;background:var(--page);color:var(--ink);
font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","DejaVu Sans",sans-serif;overflow-wrap:anywhere}
main,header,footer{max-width:52rem;margin:0 auto;padding:0 1rem}
header{padding-top:1.25rem}
h1,h2,h3,p,ol,ul,dl,dd,figure{margin:0}
h1{font-size:1.75rem;line-height:1.2;letter-spacing:-.015em;font-weight:700;margin:.6rem 0 .35rem;text-wrap:balance}
h2{font-size:1.15rem;line-height:1.3;letter-spacing:-.01em;font-weight:650}
h3{font-size:.95rem;font-weight:650;margin:1.1rem 0 .2rem}
.muted,.lead,figcaption,footer{color:var(--muted)}
.lead{margin:.15rem 0 .8rem;font-size:.95rem}
.eyebrow{font-size:.85rem;color:var(--muted)}
section{background:var(--card);border:1px solid var(--line);border-radius:.75rem;padding:1rem;margin:0 0 1rem}
.badge{display:inline-flex;align-items:center;gap:.45rem;padding:.2rem .7rem .2rem .55rem;border-radius:2rem;
font-size:.9rem;font-weight:650;margin-top:.75rem}
.badge svg{width:1rem;height:1rem;flex:none}
.good{color:var(--good);background:var(--good-back)}
.calm{color:var(--calm);background:var(--calm-back)}
.attention{color:var(--attention);background:var(--attention-back)}
.bad{color:var(--bad);background:var(--bad-back)}
`;

const ANSWER = `
.figures{display:grid;gap:.75rem;margin:1.1rem 0 1rem}
.figures div{background:var(--card);border:1px solid var(--line);border-left:.3rem solid var(--quiet);
border-radius:.6rem;padding:.65rem .9rem}
.figures dt{font-size:.9rem;color:var(--muted)}
.figures dd.big{font-size:1.5rem;line-height:1.25;font-weight:700;letter-spacing:-.01em;font-variant-numeric:tabular-nums}
.figures dd.big span{font-size:1rem;font-weight:400;letter-spacing:0}
.figures dd.note{font-size:.9rem;color:var(--muted)}
.figures .is-waiting{border-left-color:var(--waiting)}
.figures .is-person{border-left-color:var(--person)}
.figures .is-away{border-left-color:var(--away)}
.progress{margin:.7rem 0 0}
.progress svg{height:.5rem;margin:0 0 .3rem;border-radius:.25rem}
.progress figcaption{font-size:.9rem}
.todo{padding-left:1.4rem}
.todo.one{list-style:none;padding:0}
.todo li{margin:.6rem 0 0}
.todo li::marker{color:var(--muted);font-weight:650}
.todo .why{display:block;color:var(--muted);font-size:.9rem}
code{font:.875rem/1.4 ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;background:var(--code);
border-radius:.35rem;padding:.15rem .4rem}
.todo code{display:block;width:fit-content;margin-top:.35rem}
`;

const FIGURES = `
figure>svg{display:block;width:100%;height:auto;font-family:inherit;margin:.4rem 0}
figure>svg.desk{display:none}
.keys{display:flex;flex-wrap:wrap;gap:.2rem 1rem;list-style:none;padding:0;font-size:.9rem;color:var(--muted)}
.keys li{display:flex;align-items:center;gap:.4rem}
.keys svg{width:.75rem;height:.75rem;margin:0;flex:none}
.note{color:var(--muted);font-size:.9rem}
table{border-collapse:collapse;width:100%;font-size:.9rem;font-variant-numeric:tabular-nums}
th,td{text-align:left;padding:.4rem .5rem;border-bottom:1px solid var(--line);vertical-align:top}
th:first-child,td:first-child{padding-left:0}
th:last-child,td:last-child{padding-right:0}
thead th{color:var(--muted);font-weight:500;font-size:.85rem;vertical-align:bottom}
tbody th{font-weight:400}
tfoot th,tfoot td{font-weight:650;border-bottom:0}
tbody tr:last-child>*{border-bottom-color:transparent}
tfoot tr>*{border-top:1px solid var(--line)}
.n{text-align:right;white-space:nowrap}
details{margin-top:.6rem}
summary{cursor:pointer;color:var(--calm);font-size:.9rem;padding:.35rem 0;width:fit-content}
summary:focus-visible,a:focus-visible{outline:2px solid var(--calm);outline-offset:2px;border-radius:.2rem}
.problems td:last-child{color:var(--muted)}
.tag{display:inline-block;font-size:.8rem;color:var(--muted)}
footer{font-size:.85rem;padding-bottom:2rem}
@media (max-width:39.99rem){
.problems thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.problems tr{display:grid;grid-template-columns:1fr auto;border-bottom:1px solid var(--line);padding:.6rem 0}
.problems tr:last-child{border-bottom:0}
.problems tr>*{border:0;padding:0}
.problems tbody th{font-weight:650;padding-right:1rem}
.problems td:last-child{grid-column:1/-1;padding-top:.2rem}
}
@media (min-width:40rem){
h1{font-size:2.25rem}
header{padding-top:2.25rem}
section{padding:1.4rem 1.6rem}
.figures{grid-template-columns:repeat(3,1fr)}
.figures dd.big{font-size:1.75rem}
figure svg.phone{display:none}
figure svg.desk{display:block}
}
`;

const PAPER = `
@page{size:A4;margin:14mm 14mm 16mm}
@media print{
:root{color-scheme:light;${LIGHT};--page:#fff;--code:#fff}
body{font-size:10.5pt;line-height:1.4}
main,header,footer{max-width:none;padding:0}
header{padding-top:0}
h1{font-size:20pt}
h2{font-size:13pt}
h2,h3,.lead,.keys{break-after:avoid}
section{border:0;border-top:1px solid var(--line);border-radius:0;padding:5mm 0 0;margin:0 0 5mm}
figure,.figures,.todo li,tr{break-inside:avoid}
thead{display:table-header-group}
tfoot{display:table-row-group}
tfoot tr{break-before:avoid}
tbody tr:last-child{break-after:avoid}
.figures dd.big{font-size:15pt}
.figures dd.big span{font-size:10.5pt}
.badge{background:none;border:1px solid;print-color-adjust:economy}
.figures{grid-template-columns:repeat(3,1fr)}
.figures div{border-radius:0}
code{border:1px solid var(--line)}
figure svg.phone{display:none}
figure svg.desk{display:block;max-width:165mm}
summary,.screen{display:none}
details::details-content{content-visibility:visible;block-size:auto;height:auto}
details:not([open])>*:not(summary){display:revert}
th,td{padding:1.2mm 2mm}
a{color:inherit;text-decoration:none}
}
@media not print{.paper{display:none}}
`;

/** The style of the page as one text: a policy may name it by its hash. */
export const STYLE = `:root{color-scheme:light dark;${LIGHT}}
@media screen and (prefers-color-scheme:dark){:root{${DARK}}}
${BASE}${ANSWER}${FIGURES}${PAPER}`;
