import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import { type Desktop, launchDesktop } from './support/desktop.ts';
import { ROOT } from './support/environment.ts';
import { expect, test } from './support/worker.ts';

const OWN = 'strata://app/';

let desktop: Desktop;
let app: ElectronApplication;
let page: Page;
/** A site that is not Strata's, and the requests that reached it. */
let foreign: Server;
let foreignUrl: string;
const visits: string[] = [];

test.beforeAll(async () => {
  foreign = createServer((request, response) => {
    visits.push(request.url ?? '');
    response.setHeader('content-type', 'text/html');
    response.end('<title>Foreign</title>');
  });
  await new Promise<void>((resolve) => foreign.listen(0, '127.0.0.1', resolve));
  foreignUrl = `http://127.0.0.1:${(foreign.address() as AddressInfo).port}/`;
  desktop = await launchDesktop();
  app = desktop.app;
  page = await app.firstWindow();
  await page.waitForLoadState('load');
});

test.afterAll(async () => {
  await desktop.close();
  foreign.closeAllConnections();
  await new Promise((resolve) => foreign.close(resolve));
});

test.describe.configure({ mode: 'serial' });

test('the page is isolated and sandboxed, and sees nothing of Node', async () => {
  const preferences = await app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents as unknown as {
      getLastWebPreferences(): Record<string, unknown>;
    };
    return contents.getLastWebPreferences();
  });
  expect(preferences).toMatchObject({ contextIsolation: true, sandbox: true, nodeIntegration: false });
  expect(preferences.webviewTag ?? false).toBe(false);
  const seen = await page.evaluate(() =>
    ['require', 'process', 'module', 'Buffer', 'global', 'electron', 'ipcRenderer'].filter(
      (name) => name in window,
    ),
  );
  expect(seen).toEqual([]);
});

test('the page has its own origin, not file://, and a strict CSP header', async () => {
  expect(await page.evaluate(() => location.origin)).toBe('strata://app');
  const answer = await page.reload();
  const policy = (await answer?.headerValue('content-security-policy')) ?? '';
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("script-src 'self';");
  expect(policy).toContain("connect-src 'none'");
  expect(policy).not.toMatch(/unsafe-|\*/);
});

test('the CSP is in force: no eval, no inline script, no request to elsewhere', async () => {
  const outcome = await page.evaluate(async (url) => {
    const script = document.createElement('script');
    script.textContent = 'window.inlineRan = true';
    document.head.append(script);
    const evaluated = await new Promise((resolve) => {
      // A timer runs in the page's own world, where the CSP holds; the debugger's calls bypass it.
      setTimeout(() => {
        try {
          resolve(new Function('return "ran"')());
        } catch {
          resolve('refused');
        }
      });
    });
    const fetched = await fetch(url).then(
      () => 'fetched',
      () => 'refused',
    );
    return { evaluated, fetched, inline: 'inlineRan' in window };
  }, foreignUrl);
  expect(outcome).toEqual({ evaluated: 'refused', fetched: 'refused', inline: false });
});

test('the page cannot be navigated away', async () => {
  visits.length = 0;
  for (const target of [foreignUrl, 'file:///etc/passwd', 'strata://other/']) {
    await page.evaluate((url) => location.assign(url), target).catch(() => undefined);
    await page.evaluate((url) => {
      const link = document.createElement('a');
      link.href = url;
      document.body.append(link);
      link.click();
      link.remove();
    }, target);
  }
  await page.waitForTimeout(300);
  expect(page.url()).toBe(OWN);
  expect(visits).toEqual([]);
});

test('the page opens no window and no web view', async () => {
  visits.length = 0;
  const opened = await page.evaluate((url) => {
    const view = document.createElement('webview');
    view.setAttribute('src', url);
    document.body.append(view);
    return [window.open(url), window.open('strata://app/')].map((result) => result === null);
  }, foreignUrl);
  expect(opened).toEqual([true, true]);
  await page.waitForTimeout(300);
  expect(await app.evaluate(({ webContents }) => webContents.getAllWebContents().length)).toBe(1);
  expect(visits).toEqual([]);
});

test('a link to evidence opens in the user’s browser, and only over https on a site that is cited', async () => {
  await app.evaluate(({ shell }) => {
    const opened: string[] = [];
    Object.assign(globalThis, { openedOutside: opened });
    shell.openExternal = async (url) => void opened.push(url);
  });
  const cited = 'https://github.com/BerriAI/litellm/issues/30239';
  const targets = [
    cited,
    cited.replace('https', 'http'),
    'https://github.com.test/',
    foreignUrl,
    'file:///etc/passwd',
  ];
  for (const target of targets) {
    await page.evaluate((url) => {
      const link = document.createElement('a');
      link.href = url;
      link.target = '_blank';
      link.rel = 'noopener noreferrer';
      document.body.append(link);
      link.click();
      link.remove();
    }, target);
  }
  await page.waitForTimeout(300);
  const opened = await app.evaluate(
    () => (globalThis as unknown as { openedOutside: string[] }).openedOutside,
  );
  expect(opened).toEqual([cited]);
  expect(page.url()).toBe(OWN);
});

test('permission requests are denied', async () => {
  const outcome = await page.evaluate(async () => {
    const names = ['geolocation', 'notifications', 'camera', 'microphone', 'clipboard-read', 'midi'];
    const states = await Promise.all(
      names.map(async (name) => {
        const { state } = await navigator.permissions.query({ name: name as PermissionName });
        return `${name}: ${state}`;
      }),
    );
    const located = await new Promise((resolve) =>
      navigator.geolocation.getCurrentPosition(
        () => resolve('located'),
        (error) => resolve(error.code === error.PERMISSION_DENIED ? 'denied' : 'failed'),
      ),
    );
    const filmed = await navigator.mediaDevices.getUserMedia({ video: true }).then(
      () => 'filmed',
      (error: Error) => error.name,
    );
    return { granted: states.filter((state) => state.endsWith('granted')), located, filmed };
  });
  expect(outcome.granted).toEqual([]);
  expect(outcome.located).toBe('denied');
  expect(outcome.filmed).not.toBe('filmed');
});

/** Asks the preload script for a port and calls the inspector on it; null where nobody answers. */
async function callInspector(target: Page): Promise<string | null> {
  return target.evaluate(
    () =>
      new Promise<string | null>((resolve) => {
        window.addEventListener('message', (event) => {
          const port = event.ports[0];
          if (!port) return;
          port.onmessage = (answer) => resolve(JSON.stringify(answer.data));
          port.postMessage(JSON.stringify({ i: '1', p: { u: '/host' } }));
        });
        window.postMessage({ type: 'strata:port-request' }, location.origin);
        setTimeout(() => resolve(null), 2000);
      }),
  );
}

async function openWindow(url: string): Promise<Page> {
  const opened = app.waitForEvent('window');
  await app.evaluate(
    ({ BrowserWindow }, { target, preload }) => {
      const window = new BrowserWindow({ show: false, webPreferences: { preload, sandbox: true } });
      void window.loadURL(target);
    },
    { target: url, preload: path.join(ROOT, 'out/preload/preload.cjs') },
  );
  const window = await opened;
  await window.waitForLoadState('load');
  return window;
}

test('a foreign page gets no answer from the inspector, even with the preload script', async () => {
  const stranger = await openWindow(foreignUrl);
  expect(await callInspector(stranger)).toBeNull();
  await stranger.close();
  // The same call from a page of the own origin is answered: the check above tests the sender.
  const friend = await openWindow(`${OWN}no-such-file`);
  expect(await callInspector(friend)).toContain('desktop');
  await friend.close();
});

test('a page gets one port and no more', async () => {
  const friend = await openWindow(`${OWN}no-such-file`);
  expect(await callInspector(friend)).not.toBeNull();
  expect(await callInspector(friend)).toBeNull();
  await friend.close();
});
