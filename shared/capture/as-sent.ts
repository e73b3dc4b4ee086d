import type { Alteration, Change, HeaderList } from './exchange.ts';
import { rewritten } from './rule.ts';

/** A request as it went on. */
export interface AsSent {
  readonly model: string | null;
  readonly body: string;
  readonly headers: HeaderList;
}

function changed(sent: AsSent, change: Change): AsSent {
  switch (change.kind) {
    case 'body':
      return { ...sent, body: change.text };
    case 'member':
      return { ...sent, body: rewritten(sent.body, change.member, change.json) ?? sent.body };
    case 'model':
      return { ...sent, model: change.model };
    case 'headers':
      return { ...sent, headers: change.headers };
  }
}

/** What went on in place of what came: a captured request with what was altered of it done once more, in its order. */
export const asSent = (came: AsSent, alterations: readonly Alteration[]): AsSent =>
  alterations.flatMap(({ changes = [] }) => changes).reduce(changed, came);

/** Alterations after which another request goes on than came. */
export const MAKES_ANOTHER: readonly Alteration['kind'][] = ['edited', 'rewritten'];

/** Whether the answer is one to another request than the one that came. */
export const answersAnother = (alterations: readonly Alteration[]): boolean =>
  alterations.some(({ kind }) => MAKES_ANOTHER.includes(kind));
