import { type Caching, type Capabilities, cell, changed } from './capability.ts';
import { ISSUED_BETAS, REFUSED_BETAS, TAKEN_BETAS } from './claude-betas.ts';
import * as seen from './claude-evidence.ts';
import * as measured from './claude-measured.ts';

const EVERYWHERE = ['system', 'messages', 'tools'] as const;
export const caching = (leastTokens: number, ttl: Caching['ttl']): Caching => ({
  places: EVERYWHERE,
  points: 4,
  ttl,
  leastTokens,
});
export const FIVE_MINUTES = ['5m'] as const;
export const UP_TO_AN_HOUR = ['5m', '1h'] as const;
export const WORLDWIDE = ['us', 'eu', 'jp', 'au', 'apac', 'global', 'us-gov'] as const;

const MEDIA = cell(['image', 'document'], seen.NO_VIDEO, seen.FEATURES) satisfies Capabilities['media'];

/** What all Claude models of the messages API have in common. */
export const COMMON = {
  ownValidator: cell(true, seen.OWN_VALIDATOR),
  textForm: cell<'refused by name' | null>(null, seen.NO_TEXT_FORM),
  system: cell(true, seen.FEATURES),
  systemInMessages: cell(false, seen.SYSTEM_ROLE),
  media: MEDIA,
  s3: cell(['document'], seen.NO_S3),
  imagesAsSaid: cell(true, ...seen.IMAGE_FORMATS),
  tiers: cell([], seen.TIERS),
  optimized: cell([], ...seen.OPTIMIZED),
  imageLength: cell(5_242_880, ...seen.IMAGE_LENGTH),
  imageSide: cell({ most: 8000, many: 20, mostOfMany: 2000 }, ...seen.IMAGE_SIDE),
  images: changed(cell(100, ...seen.IMAGES), '2025-12-01', cell(20, seen.TWENTY_IMAGES), '2025-10-07'),
  citations: changed(cell(true, seen.CITATIONS), '2025-06', cell(false, seen.NO_CITATIONS), '2025-02-26'),
  tools: cell('any', seen.FEATURES),
  toolName: changed(cell(128, seen.LONG_NAMES), '2025-09', cell(64, seen.SHORT_NAMES), '2025-08-05'),
  toolChoice: cell(['auto', 'any', 'tool'], seen.FEATURES),
  betas: cell(
    { taken: TAKEN_BETAS, refused: REFUSED_BETAS, issued: ISSUED_BETAS },
    ...seen.BETAS_4_6,
    measured.TRIED_ALL,
  ),
} satisfies Partial<Capabilities>;
