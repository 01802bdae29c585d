// Names the picture's style sheet, which follows the reader's light or dark.
import { palette } from '../palette.ts';

export const STYLE = `
${palette('.turnline')}
.turnline { font: 13px system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; font-variant-numeric: tabular-nums; }
.turnline text { fill: var(--ink); }
.turnline .soft, .turnline text.soft { fill: var(--soft); }
.turnline .name { font-size: 20px; font-weight: 650; }
.turnline .name .soft { font-weight: 400; }
.turnline .strong { font-weight: 600; }
.turnline .end { text-anchor: end; }
.turnline .middle { text-anchor: middle; }
.turnline .paper { fill: var(--paper); }
.turnline .line { stroke: var(--line); fill: none; }
.turnline .rule { stroke: var(--rule); fill: none; }
.turnline .tick { font-size: 12px; }
.turnline .assistant { --voice: var(--assistant); --on-voice: var(--on-assistant); }
.turnline .user { --voice: var(--user); --on-voice: var(--on-user); }
.turnline .overlap { --voice: var(--both); }
.turnline .hatch { stroke: var(--voice); stroke-width: 2.4; fill: none; }
.turnline .bar { fill: var(--voice); }
.turnline .under { fill: var(--panel); }
.turnline .edge { stroke: var(--voice); stroke-width: 1.5; fill: none; }
.turnline .open { stroke: var(--voice); stroke-width: 1.5; stroke-dasharray: 1.5 2.5; fill: none; }
.turnline .label { font-size: 12px; fill: var(--on-voice); }
.turnline .doubtful { fill: var(--ink); stroke: var(--panel); stroke-width: 4px; paint-order: stroke; stroke-linejoin: round; }
.turnline .wait { stroke: var(--wait); stroke-width: 2.6; stroke-linecap: round; stroke-dasharray: 0 7; fill: none; }
.turnline .dead { stroke: var(--dead); stroke-width: 2; fill: none; }
.turnline .ticks { stroke: var(--dead); stroke-width: 11; stroke-dasharray: 1.6 4.4; fill: none; }
.turnline .stem { stroke: var(--soft); stroke-dasharray: 1 3; fill: none; }
.turnline .flag { fill: var(--paper); stroke: var(--ink); stroke-width: 1.4; }
.turnline .number { font-size: 11px; font-weight: 650; text-anchor: middle; }
`;
