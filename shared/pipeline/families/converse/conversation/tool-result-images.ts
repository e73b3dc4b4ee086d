import { isArray, isObject, type JsonObject } from '../../../../json/json.ts';
import type { Trace } from '../../../ledger/trace.ts';
import { IMAGE_FOLLOWS } from '../../../messages/made-up.ts';
import { built } from '../rules.ts';

const PLACEHOLDER = built(
  'tool-image-placeholder',
  'added',
  'This model takes no image inside a tool result; LiteLLM says in the result that the image follows.',
  'LiteLLM 1.109 tool_result_images',
);

const hasImage = (part: unknown): part is JsonObject => isObject(part) && 'image' in part;

/** Puts the images of a toolResult beside it, for models that refuse them inside (since 1.109). */
export function imagesBesideResults(blocks: readonly JsonObject[], trace: Trace): readonly JsonObject[] {
  return blocks.flatMap((block) => {
    const { toolResult } = block;
    if (!isObject(toolResult) || !isArray(toolResult.content)) return [block];
    const images = toolResult.content.filter(hasImage);
    if (images.length === 0) return [block];
    const others = toolResult.content.filter((part) => !hasImage(part));
    const kept = others.length > 0 ? others : [trace.whole({ text: IMAGE_FOLLOWS }, null, PLACEHOLDER)];
    const result = trace.inherit({ ...toolResult, content: kept }, toolResult);
    return [trace.inherit({ ...block, toolResult: result }, block), ...images];
  });
}
