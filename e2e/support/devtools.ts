import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { WebSocket } from 'ws';
import { CHROMIUM_FLAGS } from './environment.ts';

interface Target {
  readonly type: string;
  readonly url: string;
  readonly webSocketDebuggerUrl: string;
}

/** Where the debugger of a just started Chromium listens; it says so on stderr. */
async function debuggerOf(child: ChildProcess): Promise<string> {
  let text = '';
  for await (const part of child.stderr ?? []) {
    text += String(part);
    const found = /DevTools listening on (ws:\S+)/.exec(text)?.[1];
    if (found) return found;
  }
  throw new Error(`The app ended before its window came up:\n${text}`);
}

/** A desktop app that runs as people run it: no Node debugger in it, only the one of its page. */
export interface DebuggedApp {
  /** Leads a process group of its own. */
  readonly process: ChildProcess;
  readonly page: DebuggedPage;
  /** Its exit code, `null` where a signal ended it. */
  readonly exited: Promise<number | null>;
}

/**
 * Starts a desktop app with the debugger of its page only.
 *
 * @param userData the folder for its user data
 */
export async function startDebugged(
  executable: string,
  args: readonly string[],
  userData: string,
  env: Readonly<Record<string, string>> = {},
): Promise<DebuggedApp> {
  const child = spawn(
    executable,
    [...CHROMIUM_FLAGS, `--user-data-dir=${userData}`, '--remote-debugging-port=0', ...args],
    { stdio: ['ignore', 'ignore', 'pipe'], detached: true, env: { ...process.env, ...env } },
  );
  const exited = once(child, 'exit').then(([code]) => code);
  return { process: child, exited, page: await DebuggedPage.attach(await debuggerOf(child)) };
}

/** The one page of a Chromium whose debugger listens, for where Playwright cannot attach. */
export class DebuggedPage {
  readonly #socket: WebSocket;
  #id = 0;

  private constructor(
    readonly url: string,
    socket: WebSocket,
  ) {
    this.#socket = socket;
  }

  /** @param browserUrl the `ws:` address that Chromium prints when its debugger listens */
  static async attach(browserUrl: string): Promise<DebuggedPage> {
    const list = `http://${new URL(browserUrl).host}/json/list`;
    for (;;) {
      const targets: readonly Target[] = await (await fetch(list)).json();
      const page = targets.find((target) => target.type === 'page' && target.url !== '');
      if (page) {
        const socket = new WebSocket(page.webSocketDebuggerUrl);
        await once(socket, 'open');
        return new DebuggedPage(page.url, socket);
      }
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  /** The value of an expression in the page. */
  async evaluate(expression: string): Promise<unknown> {
    const answer = await this.#call('Runtime.evaluate', { expression, returnByValue: true });
    return answer?.result?.value;
  }

  /** Closes the page as its window's close button does. */
  async close(): Promise<void> {
    this.#socket.send(JSON.stringify({ id: ++this.#id, method: 'Page.close' }));
    await once(this.#socket, 'close');
  }

  async #call(method: string, params: object): Promise<{ readonly result?: { readonly value?: unknown } }> {
    const id = ++this.#id;
    this.#socket.send(JSON.stringify({ id, method, params }));
    for (;;) {
      const [data] = await once(this.#socket, 'message');
      const message = JSON.parse(String(data));
      if (message.id === id) return message.result;
    }
  }
}
