import { closed, integer, number, open, text } from '../schema/build.ts';
import { family } from './family.ts';

/** TwelveLabs Pegasus 1.2. Its dialect is not on record. */
export const pegasus = family({
  id: 'pegasus',
  dialect: 'everit',
  source: 'AWS page "TwelveLabs Pegasus 1.2"',
  schema: closed(
    {
      inputPrompt: text(),
      mediaSource: open({
        base64String: text(),
        s3Location: open({ uri: text(), bucketOwner: text() }),
      }),
      temperature: number({ minimum: 0, maximum: 1 }),
      maxOutputTokens: integer({ maximum: 4096 }),
      responseFormat: open(),
    },
    { required: ['inputPrompt', 'mediaSource'], unconfirmed: ['additionalProperties'] },
  ),
});
