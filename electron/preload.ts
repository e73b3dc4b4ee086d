import { ipcRenderer } from 'electron';
import { PORT_CHANNEL } from './hosts/desktop/channel.ts';

/**
 * All that the page gets from the desktop host: when it asks, one port to the inspector, once per
 * loaded page. Nothing else of Electron or Node is exposed.
 *
 * The page has its port at once: what it asks waits in there while the host is still reading its engine.
 */
function askForPort(event: MessageEvent): void {
  const fromThisPage = event.source === window && event.origin === location.origin;
  if (!fromThisPage || event.data?.type !== 'strata:port-request') return;
  window.removeEventListener('message', askForPort);
  const { port1, port2 } = new MessageChannel();
  ipcRenderer.postMessage(PORT_CHANNEL, null, [port1]);
  window.postMessage({ type: 'strata:port' }, location.origin, [port2]);
}

window.addEventListener('message', askForPort);
