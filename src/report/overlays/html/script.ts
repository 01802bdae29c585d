// Turns the parts of the page's script into one function; browsers run it as it stands.
import { KEYS } from './script/keys.ts';
import { LISTEN } from './script/listen.ts';
import { SELECT } from './script/select.ts';
import { STATE } from './script/state.ts';
import { ZOOM } from './script/zoom.ts';

export const SCRIPT = `(() => {${STATE}${ZOOM}${SELECT}${KEYS}${LISTEN}})();\n`;
