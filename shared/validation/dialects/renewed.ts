/**
 * Claude's validator was renewed in the spring of 2026: the old words were last seen on 18 March (lijunzh/koda #501), the
 * new ones first on 21 May on Claude's own API and on 1 July on Converse (pensarai/apex #887).
 */
export const RENEWED_SINCE = '2026-05';

/** Whether Claude answers in its newer words on a day, `YYYY-MM-DD`; the older ones where none is asked about. */
export const isRenewed = (asOf: string | null): boolean => asOf !== null && asOf >= RENEWED_SINCE;
