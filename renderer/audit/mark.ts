import { segments } from '../../shared/json/pointer.ts';
import type { AuditCell } from '../../shared/pipeline/audit/cell.ts';

/** What a cell shows, by shape and colour. */
export type MarkId = 'leaked' | 'nested' | 'sent' | 'lost' | 'refused' | 'crashed' | 'unsent';

interface Mark {
  /** The same shape as a character, for plain text. */
  readonly sign: string;
  readonly label: string;
  readonly meaning: string;
}

/** All marks, the most telling first. */
export const MARKS: Readonly<Record<MarkId, Mark>> = {
  leaked: {
    sign: '●',
    label: 'leaked',
    meaning: 'An internal or unknown key stands at the top of the body.',
  },
  nested: {
    sign: '◐',
    label: 'leaked inside',
    meaning: 'It leaked into another object of the body, or its content did.',
  },
  lost: {
    sign: '○',
    label: 'lost',
    meaning: 'Dropped although the caller set it, and no error says so.',
  },
  refused: { sign: '✕', label: 'refused', meaning: 'LiteLLM refuses the whole request because of it.' },
  crashed: { sign: '!', label: 'crashed', meaning: 'The release fails on this call by a defect of its own.' },
  sent: {
    sign: '→',
    label: 'forwarded',
    meaning: 'Meant for Bedrock, and sent: in the body, a header or the path.',
  },
  unsent: { sign: '·', label: 'not sent', meaning: 'Used by LiteLLM itself and rightly not sent.' },
};
export const MARK_IDS = Object.keys(MARKS) as readonly MarkId[];

const MARK_OF_FATE: Readonly<Record<AuditCell['fate'], MarkId>> = {
  kept: 'sent',
  renamed: 'sent',
  mapped: 'sent',
  moved: 'sent',
  added: 'sent',
  consumed: 'unsent',
  dropped: 'lost',
  refused: 'refused',
  crashed: 'crashed',
  leaked: 'leaked',
};

/** The mark of a cell. A leak below the top level of the body has a mark of its own. */
export function markOf({ fate, at }: AuditCell): MarkId {
  const mark = MARK_OF_FATE[fate];
  return mark === 'leaked' && (at === null || segments(at).length > 1) ? 'nested' : mark;
}

export const isLeak = (cell: AuditCell): boolean => cell.fate === 'leaked';
