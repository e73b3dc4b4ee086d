import { MessagesSquare } from 'lucide-react';
import type { ExchangeRow } from '../../shared/capture/exchange.ts';
import { Button } from '../ui/Button.tsx';
import { groupConversations, useGrouping } from './grouping.ts';

interface GroupButtonProps {
  readonly rows: readonly ExchangeRow[];
  /** False where the list is in another order than that of time, or is of one conversation. */
  readonly possible: boolean;
}

/** True where two calls of one conversation are listed. */
function hasConversation(rows: readonly ExchangeRow[]): boolean {
  const seen = new Set<string>();
  for (const { conversation } of rows) {
    if (conversation === null) continue;
    if (seen.has(conversation)) return true;
    seen.add(conversation);
  }
  return false;
}

/** Lists each conversation as one call, or all its calls one by one. Not there where no two listed calls belong together. */
export function GroupButton({ rows, possible }: GroupButtonProps) {
  const grouped = useGrouping((state) => state.grouped);
  if (!hasConversation(rows)) return null;
  return (
    <Button
      small
      disabled={!possible}
      aria-pressed={grouped && possible}
      title={
        possible
          ? 'Each conversation as one line: its newest call, the earlier ones below it'
          : 'Conversations are grouped in the order of time'
      }
      onClick={() => groupConversations(!grouped)}
    >
      <MessagesSquare size={13} aria-hidden /> Conversations
    </Button>
  );
}
