/** Formats that Converse takes, as LiteLLM lists them. */
export const IMAGES = ['png', 'jpeg', 'gif', 'webp'];
export const VIDEOS = ['mp4', 'mov', 'mkv', 'webm', 'flv', 'mpeg', 'mpg', 'wmv', '3gp'];

/** Document format → media type, by the file extensions that Python's `mimetypes` and LiteLLM's own list know. */
export const DOCUMENT_TYPES: Readonly<Record<string, string>> = {
  pdf: 'application/pdf',
  csv: 'text/csv',
  doc: 'application/msword',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xls: 'application/vnd.ms-excel',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  html: 'text/html',
  txt: 'text/plain',
  md: 'text/markdown',
};

const DOCUMENTS: ReadonlyMap<string, string> = new Map(
  Object.entries(DOCUMENT_TYPES).map(([format, mediaType]) => [mediaType, format]),
);

/** A piece of media: what kind of block it becomes, and its format. */
export interface MediaKind {
  readonly kind: 'image' | 'document' | 'video';
  readonly format: string;
}

/** The block kind and format for a media type; null where LiteLLM raises an error. */
export function mediaKind(mediaType: string, format: string): MediaKind | null {
  if (mediaType.startsWith('application') || mediaType.startsWith('text')) {
    const document = DOCUMENTS.get(mediaType.toLowerCase());
    return document === undefined ? null : { kind: 'document', format: document };
  }
  if (![...IMAGES, ...VIDEOS].includes(format)) return null;
  return { kind: VIDEOS.some((video) => format.startsWith(video)) ? 'video' : 'image', format };
}
