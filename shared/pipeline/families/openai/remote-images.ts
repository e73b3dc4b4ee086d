import { isArray, isObject, type Json } from '../../../json/json.ts';
import { crash } from '../../call/failures.ts';
import type { Message } from '../../messages/message.ts';

const isRemote = (url: Json | undefined): url is string =>
  typeof url === 'string' && /^https?:\/\//.test(url);

function remoteImage(part: Json): string | null {
  if (!isObject(part) || part.type !== 'image_url') return null;
  const { image_url: image } = part;
  const url = isObject(image) ? image.url : image;
  return isRemote(url) ? url : null;
}

/**
 * Ends the call (throws `Stop`, `crashed`) where an image is named by its web address: LiteLLM
 * downloads it and sends the bytes, which Strata does not. Source: `inline_remote_media`, LiteLLM 1.109.1.
 */
export function refuseRemoteImages(messages: readonly Message[]): void {
  for (const { value } of messages) {
    const url = isArray(value.content)
      ? value.content.map(remoteImage).find((found) => found !== null)
      : null;
    if (!url) continue;
    const message = `LiteLLM downloads ${url} and sends the bytes; Strata does not fetch files, so use a data URL instead.`;
    crash(message, 'ImageFetchError');
  }
}
