import { isObject, type JsonObject } from '../../../../json/json.ts';
import type { Trace } from '../../../ledger/trace.ts';
import { pointerOf } from '../origins.ts';
import { built } from '../rules.ts';

const FLATTENED = built(
  'computer-tool-flattened',
  'mapped',
  'The computer tool’s parameters stand beside its type and name in Claude’s form.',
);
const AS_IS = built('computer-tool', 'kept', 'Claude’s own tool goes out as it is.');
const NAMED = built(
  'computer-tool-name',
  'added',
  'Claude wants a name for its own tools; LiteLLM fills it in.',
);

const DEFAULT_NAMES: readonly (readonly [string, string])[] = [
  ['bash_', 'bash'],
  ['text_editor_', 'str_replace_editor'],
];

/** One of Claude's own tools in Claude's form. Source: `_transform_computer_use_tools`, all three releases. */
export function computerTool(tool: JsonObject, trace: Trace): JsonObject {
  const at = pointerOf(tool, trace);
  const type = typeof tool.type === 'string' ? tool.type : '';
  if (type.startsWith('computer_') && isObject(tool.function)) {
    const { name = 'computer', parameters } = tool.function;
    return trace.whole({ type, name, ...(isObject(parameters) ? parameters : {}) }, at, FLATTENED);
  }
  const named = DEFAULT_NAMES.find(([prefix]) => type.startsWith(prefix))?.[1];
  if (tool.name !== undefined || named === undefined) return trace.whole(tool, at, AS_IS);
  return trace.member(trace.whole({ ...tool, name: named }, at, AS_IS), 'name', null, NAMED);
}
