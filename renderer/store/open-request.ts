import type { Draft } from '../../shared/contract/workspace.ts';
import { notify } from './notices.ts';
import { replaceRequest } from './request.ts';
import { newTab } from './tabs.ts';
import { activeTab } from './workspace.ts';

/**
 * Shows another request: in place of the one at hand, with a way back, or in a tab of its own where that has a name, so
 * that nothing else comes to stand under it.
 */
export function openRequest(change: Partial<Draft>, label: string): void {
  if (!activeTab()?.named) {
    replaceRequest(change, label);
    return;
  }
  void newTab(change);
  notify(label);
}
