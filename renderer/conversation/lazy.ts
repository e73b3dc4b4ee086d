import { onDemand } from '../ui/on-demand.tsx';

/** The conversation. */
export const ConversationTab = onDemand(async () => (await import('./ConversationTab.tsx')).ConversationTab);
