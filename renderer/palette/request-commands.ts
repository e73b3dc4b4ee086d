import { FORM_IDS, FORMS } from '../../shared/input/forms.ts';
import { PROFILE_IDS, profileOf } from '../../shared/pipeline/releases/profile.ts';
import { openConfig, openFile } from '../app/take-input.ts';
import { shareShown } from '../share/lazy.ts';
import { useProxy } from '../store/proxy.ts';
import { dropConfig } from '../store/proxy-files.ts';
import { chooseForm, chooseRoute } from '../store/request.ts';
import { cancelSend, sendRequest } from '../store/sending.ts';
import { isSending, useSends } from '../store/sends.ts';
import { closeTab, newTab, nextTab, reopenTab, stepDraft } from '../store/tabs.ts';
import { type CompareWith, editRequest, layOutJson, show } from '../store/view.ts';
import { activeTab, useWorkspace } from '../store/workspace.ts';
import type { Command } from './command.ts';

const hasSeveralTabs = (): boolean => useWorkspace.getState().tabs.length > 1;

export const REQUEST: readonly Command[] = [
  { id: 'send', group: 'Request', label: 'Send the request', keys: 'Mod ⏎', run: () => void sendRequest() },
  {
    id: 'cancel',
    group: 'Request',
    label: 'Cancel the running request',
    words: ['stop'],
    keys: 'Esc',
    isPossible: () => isSending(useSends.getState()),
    run: cancelSend,
  },
  {
    id: 'share',
    group: 'Request',
    label: 'Share: report, page, picture, code …',
    words: ['report', 'export', 'markdown', 'html', 'issue'],
    keys: 'Mod ⇧ S',
    run: () => void shareShown(),
  },
  { id: 'edit', group: 'Request', label: 'Edit the request as JSON', run: () => editRequest() },
  {
    id: 'format',
    group: 'Request',
    label: 'Lay the JSON out',
    words: ['format', 'indent', 'pretty'],
    keys: 'Alt ⇧ F',
    run: layOutJson,
  },
  {
    id: 'save',
    group: 'Request',
    label: 'Save the request under a name …',
    words: ['keep', 'folder'],
    run: () => show({ screen: 'request', saving: true }),
  },
  { id: 'open', group: 'Request', label: 'Open a request from a file …', words: ['load'], run: openFile },
  {
    id: 'config',
    group: 'Request',
    label: 'Open the config.yaml of a LiteLLM proxy …',
    words: ['proxy', 'yaml', 'alias'],
    run: () => void openConfig(),
  },
  {
    id: 'no-config',
    group: 'Request',
    label: 'Take the proxy configuration away',
    words: ['proxy', 'yaml'],
    isPossible: () => useProxy.getState().loaded !== null,
    run: dropConfig,
  },
  {
    id: 'undo',
    group: 'Request',
    label: 'Undo: the version before',
    words: ['back'],
    keys: 'Mod Z',
    isPossible: () => (activeTab()?.back ?? 0) > 0,
    run: () => void stepDraft(-1),
  },
  {
    id: 'redo',
    group: 'Request',
    label: 'Redo: the version after',
    words: ['forth'],
    keys: 'Mod ⇧ Z',
    isPossible: () => (activeTab()?.forth ?? 0) > 0,
    run: () => void stepDraft(1),
  },
  {
    id: 'new-tab',
    group: 'Tabs',
    label: 'New request',
    words: ['tab'],
    keys: 'Alt N',
    run: () => void newTab(),
  },
  {
    id: 'close-tab',
    group: 'Tabs',
    label: 'Close this request',
    words: ['tab'],
    keys: 'Alt W',
    run: () => void closeTab(),
  },
  {
    id: 'reopen-tab',
    group: 'Tabs',
    label: 'Reopen the request closed last',
    words: ['tab'],
    keys: 'Alt ⇧ T',
    isPossible: () => useWorkspace.getState().closed.length > 0,
    run: () => void reopenTab(),
  },
  {
    id: 'next-tab',
    group: 'Tabs',
    label: 'Next request',
    words: ['tab'],
    keys: 'Alt PgDn',
    isPossible: hasSeveralTabs,
    run: () => void nextTab(1),
  },
  {
    id: 'last-tab',
    group: 'Tabs',
    label: 'Previous request',
    words: ['tab'],
    keys: 'Alt PgUp',
    isPossible: hasSeveralTabs,
    run: () => void nextTab(-1),
  },
];

function compareWith(other: CompareWith): void {
  chooseRoute('compare');
  show({ compareWith: other });
}

export const ROUTES: readonly Command[] = [
  {
    id: 'auto',
    group: 'Route',
    label: 'Route: as the model string says',
    words: ['auto'],
    run: () => chooseRoute('auto'),
  },
  { id: 'invoke', group: 'Route', label: 'Route: invoke', run: () => chooseRoute('invoke') },
  { id: 'converse', group: 'Route', label: 'Route: converse', run: () => chooseRoute('converse') },
  {
    id: 'compare',
    group: 'Route',
    label: 'Compare invoke and converse',
    words: ['both', 'side by side'],
    run: () => compareWith('route'),
  },
  ...PROFILE_IDS.map((id) => ({
    id: `compare-${id}`,
    group: 'Route',
    label: `Compare with ${profileOf(id).label}`,
    words: ['profile', 'release', 'what changed', 'diff'],
    run: () => compareWith(id),
  })),
];

export const READ_AS: readonly Command[] = [
  {
    id: 'form-auto',
    group: 'Form',
    label: 'Form: as the request says itself',
    words: ['auto', 'recognise'],
    run: () => chooseForm('auto'),
  },
  ...FORM_IDS.map((id) => ({
    id: `form-${id}`,
    group: 'Form',
    label: `Form: ${FORMS[id].label}`,
    words: ['read as', 'anthropic', 'openai', 'dialect'],
    run: () => chooseForm(id),
  })),
];
