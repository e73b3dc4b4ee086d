import { implement } from '@orpc/server';
import { contract } from '../../shared/contract/contract.ts';
import type { EditedText } from '../../shared/contract/inspect-session.ts';
import type { Workspace } from './workspace.ts';

/** Knows the texts that drafts are told by; null for one that is forgotten. */
interface Texts {
  whole(given: string | EditedText): string | null;
}

/** Binds the part of the contract that keeps the user's requests. */
export function workspaceRoutes(workspace: Workspace, texts: Texts) {
  const os = implement(contract).workspace;
  return {
    state: os.state.handler(() => workspace.state()),
    open: os.open.handler(({ input }) => workspace.open(input.id)),
    put: os.put.handler(async ({ input: { tab, draft, step } }) => {
      const text = texts.whole(draft.text);
      const session = typeof draft.text === 'string' ? undefined : draft.text.session;
      return text === null ? null : workspace.put(tab, { ...draft, text }, step, session);
    }),
    step: os.step.handler(({ input }) => workspace.step(input.id, input.by)),
    close: os.close.handler(({ input }) => workspace.close(input.id)),
    reopen: os.reopen.handler(({ input }) => workspace.reopen(input.id)),
    save: os.save.handler(({ input }) => workspace.save(input, input.draft)),
    saved: os.saved.handler(({ input }) => workspace.saved(input.id)),
    remove: os.remove.handler(({ input }) => workspace.remove(input.id)),
  };
}
