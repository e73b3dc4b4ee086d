/** Preload to main process: brings the one port over which the page speaks to the inspector. */
export const PORT_CHANNEL = 'strata:port';
