// Turns an installed Chromium into pages that a test can drive, over the DevTools protocol on a pipe.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { Page } from './page.ts';

export type Params = Record<string, unknown>;
export type Heard = (method: string, params: Params) => void;

interface Answer {
  id?: number;
  sessionId?: string;
  method?: string;
  params?: Params;
  result?: Params;
  error?: { message: string };
}

export class Chromium {
  readonly #process: ChildProcess;
  readonly #profile: string;
  readonly #commands: Writable;
  readonly #waiting = new Map<number, { resolve(result: Params): void; reject(error: Error): void }>();
  readonly #heard = new Map<string, Heard>();
  #last = 0;
  #rest = '';

  constructor(path: string) {
    this.#profile = mkdtempSync(join(tmpdir(), 'turnline-browser-'));
    const flags = ['--headless=new', '--no-sandbox', '--disable-gpu', '--hide-scrollbars', '--mute-audio'];
    const quiet = ['--no-first-run', '--disable-background-networking', '--disable-component-update'];
    this.#process = spawn(
      path,
      [...flags, ...quiet, '--remote-debugging-pipe', `--user-data-dir=${this.#profile}`, 'about:blank'],
      { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] },
    );
    this.#commands = this.#process.stdio[3] as Writable;
    const answers = this.#process.stdio[4] as Readable;
    answers.setEncoding('utf8').on('data', (text: string) => this.#take(text));
    this.#process.on('exit', () => {
      for (const { reject } of this.#waiting.values()) reject(new Error('the browser has gone'));
    });
  }

  send(method: string, params: Params = {}, sessionId?: string): Promise<Params> {
    const id = ++this.#last;
    this.#commands.write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
    return new Promise((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
  }

  /** A page of its own, with nothing loaded. */
  async open(width: number, height: number, scheme: 'light' | 'dark' = 'light'): Promise<Page> {
    const { targetId } = await this.send('Target.createTarget', { url: 'about:blank' });
    const { sessionId } = await this.send('Target.attachToTarget', { targetId, flatten: true });
    const session = String(sessionId);
    const page = new Page((method, params) => this.send(method, params, session));
    this.#heard.set(session, (method, params) => page.hear(method, params));
    await page.begin(width, height, scheme);
    return page;
  }

  async close(): Promise<void> {
    const gone = new Promise((resolve) => this.#process.once('exit', resolve));
    await this.send('Browser.close').catch(() => {});
    await gone;
    rmSync(this.#profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }

  /** Answers and events are JSON documents with a NUL after each. */
  #take(text: string): void {
    const documents = (this.#rest + text).split('\0');
    this.#rest = documents.pop() ?? '';
    for (const document of documents) {
      const { id, sessionId, method, params, result, error } = JSON.parse(document) as Answer;
      if (id === undefined) {
        this.#heard.get(sessionId ?? '')?.(method ?? '', params ?? {});
        continue;
      }
      if (error === undefined) this.#waiting.get(id)?.resolve(result ?? {});
      else this.#waiting.get(id)?.reject(new Error(error.message));
      this.#waiting.delete(id);
    }
  }
}
