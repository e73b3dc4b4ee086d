/** The largest request text taken, in UTF-16 units; larger input is refused with a clear message. */
export const MAX_TEXT = 32 * 1024 * 1024;
