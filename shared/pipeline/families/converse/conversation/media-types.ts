import { lookUp } from '../../../../json/look-up.ts';

/** Formats that Converse takes, as LiteLLM lists them. */
export const IMAGES = ['png', 'jpeg', 'gif', 'webp'];
export const VIDEOS = ['mp4', 'mov', 'mkv', 'webm', 'flv', 'mpeg', 'mpg', 'wmv', '3gp'];

/** Media type → document format, by the file extensions that Python's `mimetypes` and LiteLLM's own list know. */
const DOCUMENTS: Readonly<Record<string, string>> = {
  'application/pdf': 'pdf',
  'text/csv': 'csv',
  'application/msword': 'doc',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
  'application/vnd.ms-excel': 'xls',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
  'text/html': 'html',
  'text/plain': 'txt',
  'text/markdown': 'md',
};

/** A piece of media: what kind of block it becomes, and its format. */
export interface MediaKind {
  readonly kind: 'image' | 'document' | 'video';
  readonly format: string;
}

/** The block kind and format for a media type; null where LiteLLM raises an error. */
export function mediaKind(mediaType: string, format: string): MediaKind | null {
  if (mediaType.startsWith('application') || mediaType.startsWith('text')) {
    const known = mediaType.toLowerCase();
    const document = lookUp(DOCUMENTS, known);
    return document === undefined ? null : { kind: 'document', format: document };
  }
  if (![...IMAGES, ...VIDEOS].includes(format)) return null;
  return { kind: VIDEOS.some((video) => format.startsWith(video)) ? 'video' : 'image', format };
}
