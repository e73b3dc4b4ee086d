/** On it the preload script sends the page's one port, which the main process answers on. */
export const PORT_CHANNEL = 'strata:port';
