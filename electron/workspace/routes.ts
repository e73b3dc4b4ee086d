import { implement } from '@orpc/server';
import { contract } from '../../shared/contract/contract.ts';
import type { Workspace } from './workspace.ts';

/** Binds the part of the contract that keeps the user's requests. */
export function workspaceRoutes(workspace: Workspace) {
  const os = implement(contract).workspace;
  return {
    state: os.state.handler(() => workspace.state()),
    open: os.open.handler(({ input }) => workspace.open(input.id)),
    put: os.put.handler(({ input }) => workspace.put(input.tab, input.draft, input.step)),
    step: os.step.handler(({ input }) => workspace.step(input.id, input.by)),
    close: os.close.handler(({ input }) => workspace.close(input.id)),
    reopen: os.reopen.handler(({ input }) => workspace.reopen(input.id)),
    save: os.save.handler(({ input }) => workspace.save(input, input.draft)),
    saved: os.saved.handler(({ input }) => workspace.saved(input.id)),
    remove: os.remove.handler(({ input }) => workspace.remove(input.id)),
  };
}
