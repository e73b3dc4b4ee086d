import '@fontsource-variable/inter/wght.css';
import '@fontsource-variable/jetbrains-mono/wght.css';
import './theme/tokens.css';
import './theme/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/App.tsx';
import { followDesk } from './app/desk.ts';
import { Guard } from './app/Guard.tsx';
import { openOnLive } from './capture/first-view.ts';
import { followCapture } from './capture/store.ts';
import { keepConnected } from './store/connection.ts';
import { followFaults } from './store/faults.ts';
import { followRequest, onceInspected } from './store/inspection.ts';
import { followInstalled } from './store/installed.ts';
import { applyLook } from './store/look.ts';
import { followProxy } from './store/proxy.ts';
import { followSimulator } from './store/simulator.ts';
import { applyTheme } from './store/view.ts';
import { followWorkspace } from './store/workspace.ts';
import { allowStyles } from './theme/nonce.ts';
import { loadAhead } from './ui/on-demand.tsx';

allowStyles();
applyTheme();
applyLook();
followRequest();
followInstalled();
followWorkspace();
followProxy();
followSimulator();
followCapture();
openOnLive();
followFaults();
followDesk();
void keepConnected();
void onceInspected().then(loadAhead);

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <Guard name="The window">
        <App />
      </Guard>
    </StrictMode>,
  );
}
