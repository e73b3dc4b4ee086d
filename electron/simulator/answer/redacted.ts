/** A prompt that holds it makes Claude's thinking come back encrypted (Claude docs, "Extended thinking"). */
const TRIGGER =
  'ANTHROPIC_MAGIC_STRING_TRIGGER_REDACTED_THINKING_46C9A13E193C177646C7398A98432ECCCE4C1253D5E2D82641AC0E52CC2876CB';

/** Whether a prompt asks for thinking that is given encrypted. */
export const asksForRedaction = (prompt: string): boolean => prompt.includes(TRIGGER);
