import { closed, list, number, oneOf, open, text } from '../schema/build.ts';
import { type FamilyRules, family } from './family.ts';

const mediaSource = closed({
  base64String: text(),
  s3Location: closed({ uri: text(), bucketOwner: text() }, { required: ['uri'] }),
});

const marengo2 = family({
  id: 'marengo-2',
  dialect: 'everit',
  source: 'AWS page "TwelveLabs Marengo Embed 2.7"',
  schema: closed(
    {
      inputType: oneOf(['video', 'text', 'audio', 'image']),
      inputText: text(),
      startSec: number(),
      lengthSec: number(),
      useFixedLengthSec: number(),
      minClipSec: number(),
      textTruncate: oneOf(['end', 'none']),
      embeddingOption: list(oneOf(['visual-text', 'visual-image', 'audio'])),
      mediaSource,
    },
    { required: ['inputType'], unconfirmed: ['additionalProperties'] },
  ),
});

const marengo3 = family({
  id: 'marengo-3',
  dialect: 'everit',
  source: 'AWS page "TwelveLabs Marengo Embed 3.0"',
  schema: closed(
    {
      inputType: oneOf(['video', 'text', 'audio', 'image', 'text_image']),
      text: open({ inputText: text() }),
      image: open({ mediaSource }),
      text_image: open({ inputText: text(), mediaSource }),
      audio: open({ mediaSource }),
      video: open({ mediaSource }),
    },
    { required: ['inputType'], unconfirmed: ['additionalProperties'] },
  ),
});

/** TwelveLabs Marengo Embed 2.7 and 3.0. Their dialect is not on record. */
export const marengoRules = (base: string): FamilyRules =>
  base.includes('marengo-embed-3') ? marengo3 : marengo2;
