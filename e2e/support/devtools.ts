import { once } from 'node:events';
import { WebSocket } from 'ws';

interface Target {
  readonly type: string;
  readonly url: string;
  readonly webSocketDebuggerUrl: string;
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
