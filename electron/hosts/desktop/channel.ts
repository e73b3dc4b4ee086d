/** Preload asks on it for the page's one port; the main process answers with that port. */
export const PORT_CHANNEL = 'strata:port';
