import { ipcRenderer } from 'electron';
import { PORT_CHANNEL } from './hosts/desktop/channel.ts';

/**
 * All that the page gets from the desktop host: when it asks, one port to the inspector, once per
 * loaded page. Nothing else of Electron or Node is exposed.
 */
function askForPort(event: MessageEvent): void {
  const fromThisPage = event.source === window && event.origin === location.origin;
  if (!fromThisPage || event.data?.type !== 'strata:port-request') return;
  window.removeEventListener('message', askForPort);
  ipcRenderer.once(PORT_CHANNEL, ({ ports }) => {
    window.postMessage({ type: 'strata:port' }, location.origin, [...ports]);
  });
  ipcRenderer.send(PORT_CHANNEL);
}

window.addEventListener('message', askForPort);
