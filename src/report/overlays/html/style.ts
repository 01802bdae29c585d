// Names the page's style sheet: the paper, the staff, the table, and what changes on narrow screens.
import { palette } from '../palette.ts';

const PAGE = `
* { box-sizing: border-box; }
html { color-scheme: light dark; }
body {
  margin: 0 auto; padding: 1.5rem clamp(1rem, 2.5vw, 2.5rem) 3rem; max-width: 120rem;
  background: var(--paper); color: var(--ink);
  font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
}
button { font: inherit; color: inherit; background: none; border: 0; padding: 0; cursor: pointer; text-align: inherit; }
:focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; }
h1, h2, p, dl, dd, ul, ol { margin: 0; padding: 0; }
ul, ol { list-style: none; }
h2 { font-size: 1rem; font-weight: 650; margin-bottom: .5rem; }
.quiet { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; margin: 0; }
.skip { position: absolute; left: 1rem; top: -4rem; padding: .5rem 1rem; background: var(--panel); color: var(--focus); z-index: 9; }
.skip:focus { top: 1rem; }
.none { color: var(--soft); }

header { display: flex; flex-wrap: wrap; align-items: baseline; justify-content: space-between; gap: .25rem 2.5rem; }
h1 { font-size: 1.375rem; font-weight: 650; line-height: 1.3; letter-spacing: -.01em; overflow-wrap: anywhere; }
h1 span { font-weight: 400; color: var(--soft); }
header dl { display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; font-variant-numeric: tabular-nums; }
header dl div { display: flex; gap: .4rem; }
dt { color: var(--soft); }
`;

const STAFF = `
.timeline { position: sticky; top: 0; z-index: 2; background: var(--paper); padding: .75rem 0 .75rem; border-bottom: 1px solid var(--line); }
.tools { display: flex; align-items: center; gap: 1rem; min-height: 2rem; margin-bottom: .5rem; }
.range { margin-left: auto; color: var(--soft); font-variant-numeric: tabular-nums; white-space: nowrap; }
.zoom { display: flex; border: 1px solid var(--rule); border-radius: 7px; overflow: clip; }
.zoom button { min-width: 2.25rem; height: 2rem; padding: 0 .6rem; text-align: center; }
.zoom button + button { border-left: 1px solid var(--rule); }
.zoom button:hover { background: var(--lit); }
.zoom button:focus-visible { outline-offset: -3px; border-radius: 7px; }
.player { flex: 1 1 auto; max-width: 40rem; }
.player audio { display: block; width: 100%; height: 2.25rem; }
.player p { color: var(--dead); }

.staff { position: relative; display: grid; grid-template-columns: auto minmax(0, 1fr); }
.names { padding: 54px .9rem 0 0; text-align: right; color: var(--soft); }
.names span { display: block; height: 42px; line-height: 42px; }
.view { overflow: auto hidden; border-radius: 3px; cursor: grab; scrollbar-width: thin; scrollbar-color: var(--rule) transparent; touch-action: pan-x pan-y; }
.view.dragging { cursor: grabbing; user-select: none; }
.track { position: relative; width: 100%; min-width: 100%; padding-bottom: 6px; overflow: hidden; }
.grid, .grid i, .cursor { position: absolute; top: 0; bottom: 0; }
.grid { left: 0; right: 0; }
.grid i { border-left: 1px solid var(--line); margin-top: 6px; padding-left: 5px; color: var(--soft); font: 12px/1 inherit; font-style: normal; font-size: 12px; line-height: 14px; font-variant-numeric: tabular-nums; white-space: nowrap; }
.flags { position: relative; z-index: 6; height: 28px; margin-top: 26px; }
.flag { position: absolute; font-style: normal; cursor: pointer; }
.flag::before { content: ""; position: absolute; top: 22px; height: 132px; border-left: 1px dotted var(--soft); }
.flag b { position: absolute; left: calc(var(--shift, 0px) - 10px); top: 1px; min-width: 20px; height: 20px; padding: 0 3px; border-radius: 10px; border: 1.5px solid var(--ink); background: var(--paper); text-align: center; font: 650 11px/17px system-ui, sans-serif; }
.flag.crowded::before { display: none; }
.flag.crowded b { left: -3px; top: 21px; min-width: 6px; width: 6px; height: 6px; padding: 0; border: 0; background: var(--ink); font-size: 0; }
.flag:hover b, .flag.now b { background: var(--ink); color: var(--paper); }
.flag.now { z-index: 3; }
.flag.now.crowded::before { display: block; }
.flag.now.crowded b { left: -10px; top: 1px; min-width: 20px; width: auto; height: 20px; padding: 0 3px; font-size: 11px; line-height: 20px; }

.lane { position: relative; height: 42px; }
.lane::before { content: ""; position: absolute; inset: 50% 0 auto; border-top: 1px solid var(--line); }
.lane i, .lane li { position: absolute; top: 6px; height: 30px; min-width: 3px; }
.lane.assistant { --voice: var(--assistant); --on-voice: var(--on-assistant); }
.lane.user { --voice: var(--user); --on-voice: var(--on-user); }
.bar { display: block; width: 100%; height: 100%; border-radius: 4px; background: var(--voice); color: var(--on-voice); overflow: hidden; container-type: inline-size; }
.bar > span { display: block; padding: 0 .5em; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; font-size: 13px; line-height: 30px; }
.bar b { font-weight: 700; font-variant-numeric: tabular-nums; }
.bar em { font-style: italic; }
@container (max-width: 96px) { .bar span span { display: none; } }
@container (max-width: 36px) { .bar > span { padding: 0 0 0 .3em; text-overflow: clip; } .bar.doubt > span { padding: 0 .15em; margin-left: 1px; } }
@container (max-width: 15px) { .bar > span { display: none; } }
.bar.doubt { color: var(--ink); border: 1.5px solid var(--voice); background: repeating-linear-gradient(-45deg, var(--voice) 0 1.5px, transparent 1.5px 7px) var(--panel); }
.bar.doubt > span { width: fit-content; max-width: 100%; line-height: 20px; margin: 3.5px 0 0 4px; padding: 0 .35em; border-radius: 3px; background: var(--panel); }
.bar.no-start { border-left-style: dotted; border-top-left-radius: 0; border-bottom-left-radius: 0; }
.bar.no-end { border-right-style: dotted; border-top-right-radius: 0; border-bottom-right-radius: 0; }
.bar:hover { filter: brightness(1.12); }
.bar.lit { box-shadow: 0 0 0 1.5px var(--paper), 0 0 0 3.5px var(--ink); }
.bar:focus-visible { outline-offset: 1px; }
li:has(:focus-visible) { z-index: 4; }
i.wait { background: radial-gradient(circle, var(--wait) 1.6px, transparent 1.9px) 0 50% / 8px 8px repeat-x; }
i.dead { background: linear-gradient(var(--dead) 0 0) 50% 50% / 100% 2px no-repeat, repeating-linear-gradient(90deg, var(--dead) 0 2px, transparent 2px 8px) 50% 50% / 100% 12px no-repeat; }
i.both { background: var(--both); border-radius: 2px; }
.lane i.both { top: 12px; height: 18px; }
i.both.doubt, .legend i.doubt { background: repeating-linear-gradient(-45deg, var(--both) 0 1.5px, transparent 1.5px 6px); border: 1px dashed var(--both); }
.cursor { z-index: 5; margin-left: -1px; border-left: 2px solid var(--dead); pointer-events: none; }
.cursor::before { content: ""; position: absolute; left: -6px; top: 0; border: 5px solid transparent; border-top: 7px solid var(--dead); }
.tip { position: absolute; z-index: 6; width: max-content; max-width: min(30rem, 90%); padding: .5rem .75rem; border: 1px solid var(--rule); border-radius: 7px; background: var(--panel); box-shadow: 0 6px 24px rgb(0 0 0 / .16); pointer-events: none; font-size: 14px; }
.tip b { margin-right: .35em; }
.tip q { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 4; overflow: hidden; margin-top: .25rem; quotes: "\\201c" "\\201d"; }
.legend { display: flex; flex-wrap: wrap; gap: .2rem 1.25rem; margin-top: .6rem; color: var(--soft); font-size: 13px; }
.legend li { display: flex; align-items: center; gap: .45rem; }
.legend i { width: 24px; height: 12px; border-radius: 3px; }
.legend .assistant { background: var(--assistant); }
.legend .user { background: var(--user); }
`;

const TABLES = `
.below { display: grid; grid-template-columns: minmax(0, 1fr) minmax(18rem, 24rem); gap: 2.5rem; padding-top: 1.25rem; }
.turns { scroll-margin-top: 24rem; }
.turns:focus { outline: none; }
.scroll { overflow-x: auto; }
table { width: 100%; border-collapse: collapse; font-size: 14px; }
th, td { padding: .4rem .7rem; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); }
th:first-child, td:first-child { padding-left: .5rem; }
thead th { font-weight: 500; color: var(--soft); white-space: nowrap; border-color: var(--rule); }
.number { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
td.wait { font-weight: 600; }
tbody .notes { min-width: 7rem; color: var(--soft); overflow-wrap: anywhere; }
tbody tr { cursor: pointer; scroll-margin: 24rem 0 1rem; }
tbody tr:hover, .below li:hover { background: color-mix(in srgb, var(--lit) 55%, transparent); }
tbody tr.now, .below li.now { background: var(--lit); }
tr.now th, li.now { box-shadow: inset 3px 0 0 var(--ink); }
tbody th button { min-width: 1.75rem; font-weight: 650; text-decoration: underline; text-decoration-color: var(--rule); text-underline-offset: 3px; overflow-wrap: anywhere; }
.said { min-width: 18rem; overflow-wrap: anywhere; }
td.said p { padding-left: .6rem; border-left: 3px solid var(--voice); }
td.said p + p { margin-top: .3rem; }
td.said .user { --voice: var(--user); }
td.said .assistant { --voice: var(--assistant); }
aside li { border-bottom: 1px solid var(--line); scroll-margin: 24rem 0 1rem; }
aside button { display: grid; grid-template-columns: minmax(1.9rem, auto) minmax(3.6rem, auto) 1fr; column-gap: .6rem; width: 100%; padding: .45rem .6rem; align-items: baseline; }
aside button b { justify-self: start; min-width: 20px; height: 20px; padding: 0 3px; border: 1.5px solid currentColor; border-radius: 10px; text-align: center; font: 650 11px/17px system-ui, sans-serif; }
aside time { color: var(--soft); font-variant-numeric: tabular-nums; }
aside strong { font-weight: 600; }
aside span { grid-column: 2 / -1; color: var(--soft); font-size: 14px; overflow-wrap: anywhere; }
`;

const PLACES = `
@media (max-width: 64rem) {
  .below { grid-template-columns: minmax(0, 1fr); gap: 1.75rem; }
  .below aside { order: -1; }
  aside ol { display: grid; grid-template-columns: 1fr 1fr; column-gap: 2rem; }
  th, td { padding-inline: .5rem; }
}
@media (max-width: 40rem) { aside ol { display: block; } .tools { flex-wrap: wrap; } .player { flex-basis: 100%; } }
@media (max-height: 40rem) { .timeline { position: static; } .turns, tbody tr, aside li { scroll-margin-top: 1rem; } }
@media (prefers-reduced-motion: no-preference) {
  .bar, .flag b, tbody tr, .below li { transition: background-color .12s, filter .12s; }
}
@media (forced-colors: active) {
  .bar, .lane i, .legend i { forced-color-adjust: none; }
  .tip, .flag b { border-color: CanvasText; }
}
@media print { .timeline { position: static; } .tools, .skip { display: none; } }
`;

export const STYLE = `${palette(':root')}${PAGE}${STAFF}${TABLES}${PLACES}`;
