// Turns a browser tab into what a test does with it: load, look, press keys, move the mouse, and hear complaints.
import { writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import type { Params } from './chromium.ts';

type Send = (method: string, params?: Params) => Promise<Params>;

/** A key's code, and the character that it types. */
const KEYS: Readonly<Record<string, { code: number; text?: string }>> = {
  Tab: { code: 9 },
  Enter: { code: 13, text: '\r' },
  Escape: { code: 27 },
  End: { code: 35 },
  Home: { code: 36 },
  ArrowLeft: { code: 37 },
  ArrowUp: { code: 38 },
  ArrowRight: { code: 39 },
  ArrowDown: { code: 40 },
  '+': { code: 187, text: '+' },
  '-': { code: 189, text: '-' },
  '0': { code: 48, text: '0' },
};

export class Page {
  /** Errors of the console, of scripts, of the page's policy, and failed loads. */
  readonly complaints: string[] = [];
  /** Every address that the page asked for, after its own. */
  readonly requests: string[] = [];
  readonly #send: Send;
  #own = '';
  #loaded: () => void = () => {};

  constructor(send: Send) {
    this.#send = send;
  }

  async begin(width: number, height: number, scheme: string): Promise<void> {
    for (const domain of ['Page', 'Runtime', 'Log', 'Network']) await this.#send(`${domain}.enable`);
    const size = { width, height, deviceScaleFactor: 1, mobile: false };
    await this.#send('Emulation.setDeviceMetricsOverride', size);
    const features = [
      { name: 'prefers-color-scheme', value: scheme },
      { name: 'prefers-reduced-motion', value: 'reduce' },
    ];
    await this.#send('Emulation.setEmulatedMedia', { features });
  }

  hear(method: string, params: Params): void {
    if (method === 'Page.loadEventFired') this.#loaded();
    if (method === 'Runtime.exceptionThrown' || method === 'Log.entryAdded')
      this.complaints.push(JSON.stringify(params));
    if (method === 'Runtime.consoleAPICalled' && params.type !== 'log')
      this.complaints.push(JSON.stringify(params));
    if (method !== 'Network.requestWillBeSent') return;
    const { url } = params.request as { url: string };
    if (url !== this.#own) this.requests.push(url);
  }

  async load(path: string): Promise<void> {
    const loaded = new Promise<void>((resolve) => {
      this.#loaded = resolve;
    });
    this.#own = pathToFileURL(path).href;
    await this.#send('Page.navigate', { url: this.#own });
    await loaded;
    await this.settle();
  }

  /** Waits until what was done has been drawn. */
  async settle(): Promise<void> {
    // A frame for the scrolling, one for what answers it, one for the tip of what has the focus then.
    const drawn =
      'new Promise((done) => { const frame = (left) => requestAnimationFrame(() => left === 0 ? done() : frame(left - 1)); frame(3); })';
    await this.evaluate(drawn);
  }

  async evaluate(expression: string): Promise<unknown> {
    const answer = await this.#send('Runtime.evaluate', {
      expression,
      awaitPromise: true,
      returnByValue: true,
      userGesture: true,
    });
    if (answer.exceptionDetails !== undefined) throw new Error(JSON.stringify(answer.exceptionDetails));
    return (answer.result as { value?: unknown }).value;
  }

  async press(...names: string[]): Promise<void> {
    for (const key of names) {
      const { code, text } = KEYS[key] ?? { code: 0 };
      const event = { key, windowsVirtualKeyCode: code, ...(text === undefined ? {} : { text }) };
      await this.#send('Input.dispatchKeyEvent', { type: 'keyDown', ...event });
      await this.#send('Input.dispatchKeyEvent', { type: 'keyUp', key, windowsVirtualKeyCode: code });
      await this.settle();
    }
  }

  /** The middle of what a selector finds first, in px of the view. */
  async middleOf(selector: string): Promise<[number, number]> {
    const rect = `document.querySelector(${JSON.stringify(selector)}).getBoundingClientRect()`;
    const [x, y] = (await this.evaluate(
      `(({ x, y, width, height }) => [x + width / 2, y + height / 2])(${rect})`,
    )) as [number, number];
    return [x, y];
  }

  async hover(x: number, y: number): Promise<void> {
    await this.#mouse('mouseMoved', x, y);
    await this.settle();
  }

  async click(selector: string): Promise<void> {
    const [x, y] = await this.middleOf(selector);
    await this.drag([x, y], [x, y]);
  }

  async drag(from: [number, number], to: [number, number]): Promise<void> {
    await this.#mouse('mouseMoved', ...from);
    await this.#mouse('mousePressed', ...from);
    const steps = from[0] === to[0] && from[1] === to[1] ? [] : [0.25, 0.5, 0.75, 1];
    for (const share of steps) {
      await this.#mouse(
        'mouseMoved',
        from[0] + (to[0] - from[0]) * share,
        from[1] + (to[1] - from[1]) * share,
      );
    }
    await this.#mouse('mouseReleased', ...to);
    await this.settle();
  }

  async wheel(x: number, y: number, deltaY: number, ctrl = false): Promise<void> {
    const modifiers = ctrl ? 2 : 0;
    await this.#send('Input.dispatchMouseEvent', { type: 'mouseWheel', x, y, deltaX: 0, deltaY, modifiers });
    await this.settle();
  }

  async screenshot(path: string, whole = false): Promise<void> {
    const { data } = await this.#send('Page.captureScreenshot', { captureBeyondViewport: whole });
    writeFileSync(path, Buffer.from(String(data), 'base64'));
  }

  async #mouse(type: string, x: number, y: number): Promise<void> {
    const button = type === 'mouseMoved' ? 'none' : 'left';
    const buttons = type === 'mouseReleased' ? 0 : 1;
    await this.#send('Input.dispatchMouseEvent', { type, x, y, button, buttons, clickCount: 1 });
  }
}
