/** The guide with pictures. */
export const GUIDE = 'https://github.com/strata-inspector/strata/blob/main/docs/guide.md';
