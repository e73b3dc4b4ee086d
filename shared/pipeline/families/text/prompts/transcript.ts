import { isArray, isObject, type JsonArray } from '../../../../json/json.ts';
import { lookUp } from '../../../../json/look-up.ts';
import { child, type Pointer } from '../../../../json/pointer.ts';
import { crash } from '../../../call/failures.ts';
import { pythonText } from '../../../python/repr.ts';
import { strip } from '../../../python/space.ts';
import { PromptWriter, promptForm, roleAt, roleOf } from './prompt.ts';

const PLACEHOLDERS: Readonly<Record<string, string>> = {
  image_url: '<image>',
  video_url: '<video>',
  audio_url: '<audio>',
};

/** Text parts and placeholders for media, joined by blanks; other parts are left out. */
function writeParts(writer: PromptWriter, parts: JsonArray, at: Pointer): void {
  let first = true;
  const fragment = (pointer: Pointer, text: string): void => {
    writer.literal(first ? '' : ' ').from(pointer, text);
    first = false;
  };
  parts.forEach((part, i) => {
    const here = child(at, i);
    if (typeof part === 'string') {
      fragment(here, part);
      return;
    }
    if (!isObject(part)) return;
    const type = part.type;
    if (type === 'text') {
      const { text = '' } = part;
      if (typeof text !== 'string') crash('the text of a content part is not a string');
      writer.uses(child(here, 'type'));
      fragment(child(here, 'text'), text);
    } else if (typeof type === 'string' && Object.hasOwn(PLACEHOLDERS, type)) {
      fragment(child(here, 'type'), lookUp(PLACEHOLDERS, type) ?? '');
    }
  });
}

/**
 * A transcript of lines `role: text`: what TwelveLabs Pegasus gets as its `inputPrompt`.
 * Source: litellm `amazon_twelvelabs_pegasus_transformation.py`, 1.87 to 1.109.
 */
export const transcript = promptForm(
  'transcript',
  'All messages become one text of lines, each with its role in front.',
  'LiteLLM AmazonTwelveLabsPegasusConfig._convert_messages_to_prompt',
  (messages) => {
    const writer = new PromptWriter();
    messages.forEach((message, i) => {
      writer
        .literal(i === 0 ? '' : '\n')
        .from(roleAt(message), roleOf(message))
        .literal(': ');
      const content = message.value.content;
      const at = message.contentAt;
      if (isArray(content)) writeParts(writer, content, at);
      else if (content !== undefined) writer.from(at, pythonText(content));
    });
    return writer.finish(strip);
  },
);
