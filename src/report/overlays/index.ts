// Lists the overlays: what other programs can show of a call.
import type { Overlay } from './overlay.ts';

export const OVERLAYS = {
  audacity: {
    about: 'label tracks for Audacity, a file for each role',
    extension: '.assistant.txt',
    load: () => import('./audacity.ts'),
  },
  webvtt: {
    about: 'captions with voices, for players and browsers (WebVTT)',
    extension: '.vtt',
    load: () => import('./webvtt.ts'),
  },
  textgrid: {
    about: 'a tier for each role, for Praat and ELAN',
    extension: '.TextGrid',
    load: () => import('./textgrid.ts'),
  },
  rttm: {
    about: 'diarization reference, with the time to score in a UEM file',
    extension: '.rttm',
    load: () => import('./rttm.ts'),
  },
  seglst: {
    about: 'segments with words as JSON, for meeteval',
    extension: '.seglst.json',
    load: () => import('./seglst.ts'),
  },
  trace: {
    about: 'Chrome trace JSON, for Perfetto',
    extension: '.trace.json',
    load: () => import('./trace.ts'),
  },
  mermaid: {
    about: 'a Gantt chart for Markdown pages that draw Mermaid',
    extension: '.mmd',
    load: () => import('./mermaid.ts'),
  },
  svg: { about: 'a picture of the staff', extension: '.svg', load: () => import('./svg.ts') },
  html: {
    about: 'a page to pan, zoom and listen, in one file',
    extension: '.html',
    load: () => import('./html.ts'),
  },
} as const satisfies Record<string, Overlay>;

export type OverlayName = keyof typeof OVERLAYS;
