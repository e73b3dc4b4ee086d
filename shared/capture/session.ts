/** A client's own name of its conversation (Claude Code); where none is sent, Strata groups calls by how they begin. */
export const SESSION = 'x-claude-code-session-id';
