import { isArray, isObject, type Json, type JsonObject } from '../../json/json.ts';
import { child, type Pointer } from '../../json/pointer.ts';
import { withMembers } from '../blocks/edit.ts';
import { crash } from '../call/failures.ts';
import { rulesIn } from '../ledger/rule.ts';
import type { Trace } from '../ledger/trace.ts';
import { isTruthy } from '../python/truth.ts';
import { has } from '../releases/behaviours.ts';
import type { Release } from '../releases/release.ts';

const ADVISOR_TOOL = 'advisor_20260301';

const parsing = rulesIn('parse', 'advisor', 'LiteLLM AdvisorOrchestrationHandler');

const RULE = {
  kept: parsing('kept', 'kept', 'The same in the call that LiteLLM makes with an advisor.'),
  tool: parsing('tool', 'mapped', 'LiteLLM runs the advisor itself and gives the model a tool to ask it.'),
  stream: parsing(
    'stream',
    'consumed',
    'With an advisor LiteLLM asks for whole answers and streams them itself.',
  ),
  unheard: parsing('unheard', 'dropped', 'Up to 1.87 the call with an advisor loses this parameter.'),
  metadata: parsing('metadata', 'added', 'A call with an advisor always carries metadata.'),
  feedback: parsing('feedback', 'mapped', 'What the advisor said before goes on as text.'),
  history: parsing(
    'history',
    'consumed',
    'The advisor’s earlier turn is told in the text before it, or not at all.',
  ),
} as const;

/** Parameters that the call with an advisor does not hand on up to 1.87. */
const UNHEARD: readonly string[] = [
  'metadata',
  'stop_sequences',
  'system',
  'temperature',
  'thinking',
  'tool_choice',
  'top_k',
  'top_p',
];

const QUESTION = 'The question or challenge you want guidance on.';
const DESCRIPTION =
  "Consult a highly intelligent advisor model when you need expert guidance, want to verify your reasoning, or face a complex decision. Describe your question or challenge clearly in the 'question' field.";

const advisorTool = (): JsonObject => ({
  name: 'advisor',
  description: DESCRIPTION,
  input_schema: {
    type: 'object',
    properties: { question: { type: 'string', description: QUESTION } },
    required: ['question'],
  },
});

const isAdvisor = (tool: Json): tool is JsonObject => isObject(tool) && tool.type === ADVISOR_TOOL;

/** The tools of a call, each an object; throws `Stop` (`crashed`) for others. */
function checkedTools(tools: Json | undefined): readonly JsonObject[] {
  const given = isObject(tools) ? Object.keys(tools) : tools;
  if (!isTruthy(given) || (isArray(given) && given.length === 0)) return [];
  const list = isArray(given) ? given.filter(isObject) : [];
  if (!isArray(given) || list.length < given.length) {
    crash('LiteLLM takes every tool for an object.', 'AttributeError');
  }
  return list;
}

const isCall = (block: Json): block is JsonObject =>
  isObject(block) && block.type === 'server_tool_use' && block.name === 'advisor' && isTruthy(block.id);

function adviceOf(content: Json | undefined): string {
  if (typeof content === 'string') return content;
  if (!isArray(content)) return '';
  const block = content.find((item) => isObject(item) && item.type === 'text');
  return isObject(block) && typeof block.text === 'string' ? block.text : '';
}

function withFeedback(message: JsonObject, at: Pointer, trace: Trace): JsonObject {
  const { content } = message;
  if (message.role !== 'assistant' || !isArray(content) || !content.some(isCall)) return message;
  const ids = new Set<Json>(content.filter(isCall).map(({ id }) => id as Json));
  const isAnswer = (block: Json): block is JsonObject =>
    isObject(block) && block.type === 'advisor_tool_result' && ids.has(block.tool_use_id ?? null);
  const place = child(at, 'content');
  const blocks: Json[] = trace.whole([], place, RULE.kept);
  content.forEach((block, i) => {
    const from = child(place, i);
    if (!isCall(block) && !isAnswer(block)) {
      trace.member(blocks, blocks.length, from, RULE.kept);
      blocks.push(block);
      return;
    }
    const answers = isCall(block)
      ? content.filter((one) => isAnswer(one) && isObject(one) && one.tool_use_id === block.id)
      : [];
    const last = answers[answers.length - 1];
    const advice = isObject(last) ? adviceOf(last.content) : '';
    if (advice === '') {
      trace.note(from, RULE.history);
      return;
    }
    const text = `<advisor_feedback>\n${advice}\n</advisor_feedback>`;
    trace.member(blocks, blocks.length, from, RULE.feedback);
    blocks.push(trace.whole({ type: 'text', text }, from, RULE.feedback));
  });
  return withMembers(trace, { value: message, at }, { content: blocks });
}

/**
 * A call with Anthropic's advisor tool as LiteLLM makes it first: the tool is one that the model can
 * call, earlier advice is text, the answer comes in one piece. All other calls come back as they are.
 * Throws `Stop` (`crashed`) where the advisor names no model.
 * Source: `AdvisorOrchestrationHandler.handle`, LiteLLM 1.87.0, 1.90.0, 1.109.1.
 */
export function withAdvisor(request: JsonObject, release: Release, trace: Trace): JsonObject {
  if (!has(release, 'advisor-run-by-litellm')) return request;
  const tools = checkedTools(request.tools);
  const advisor = tools.find(isAdvisor);
  if (!advisor) return request;
  if (!isTruthy(advisor.model)) {
    crash('The advisor tool needs a "model": LiteLLM calls that model itself.', 'ValueError');
  }
  const out: Record<string, Json> = { ...request };
  for (const key of !has(release, 'advisor-keys-heard') ? UNHEARD : []) {
    if (!Object.hasOwn(out, key)) continue;
    trace.note(child('', key), RULE.unheard);
    delete out[key];
  }
  if (Object.hasOwn(out, 'stream')) trace.note('/stream', RULE.stream);
  delete out.stream;
  if (!isTruthy(out.metadata)) out.metadata = trace.whole({}, null, RULE.metadata);
  const list: Json[] = trace.whole([], '/tools', RULE.kept);
  tools.forEach((tool, i) => {
    const at = child('/tools', i);
    list.push(isAdvisor(tool) ? trace.whole(advisorTool(), at, RULE.tool) : tool);
    trace.member(list, i, at, isAdvisor(tool) ? RULE.tool : RULE.kept);
  });
  out.tools = list;
  if (isArray(request.messages)) {
    out.messages = request.messages.map((message, i) =>
      isObject(message) ? withFeedback(message, child('/messages', i), trace) : message,
    );
  }
  return out;
}
