/** The two bodies of an exchange, as the store numbers them. */
export const REQUEST = 0;
export const RESPONSE = 1;
export type Part = typeof REQUEST | typeof RESPONSE;
