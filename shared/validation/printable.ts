/** A value as compact JSON; values nested too deep to print are cut. */
export function compactJson(value: unknown): string {
  try {
    return JSON.stringify(value) ?? '';
  } catch {
    // Printing recurses: text nested tens of thousands deep runs it out of stack.
    return '…';
  }
}
