import { isObject } from '../../../json/json.ts';
import { lookUp } from '../../../json/look-up.ts';
import type { Context } from '../../call/context.ts';
import { crash } from '../../call/failures.ts';
import { noteUnsent, type Params } from '../../call/params.ts';
import { rowsFor, type Table, unmappedRule, walkTable } from '../../call/table.ts';
import { ANSWER_TOOL } from '../../messages/made-up.ts';
import { refusesForcedTools } from '../../models/capabilities.ts';
import { lists, standIn } from '../../models/claude.ts';
import { ANSWER_TOKENS } from '../../models/efforts.ts';
import type { Target } from '../../models/target.ts';
import { has } from '../../releases/behaviours.ts';
import { STREAM_IN_PATH } from '../text/form.ts';
import { Draft } from './draft.ts';
import { checkValues } from './odd-values.ts';
import { CLAUDE_RULES as RULE } from './rules.ts';
import { STEPS } from './steps.ts';
import { claudeTarget } from './target.ts';
import { adaptiveThinking } from './thinking.ts';

/** Where the caller sets no limit, a thinking budget decides max_tokens. */
function leaveRoom(draft: Draft): void {
  const { given } = draft;
  const thinking = draft.out.get('thinking');
  if (!thinking || given.has('max_tokens') || given.has('max_completion_tokens')) return;
  if (!isObject(thinking.value) || thinking.value.type !== 'enabled') return;
  const budget = thinking.value.budget_tokens;
  if (typeof budget === 'string') crash('budget_tokens must be a number for max_tokens to be added to it.');
  if (typeof budget === 'number') draft.set('max_tokens', budget + ANSWER_TOKENS, null, RULE.thinkingRoom);
}

const rows = rowsFor('claude-as-text', 'LiteLLM 1.80 AmazonAnthropicConfig.map_openai_params');

/** What 1.80 makes of OpenAI's parameters for every Claude behind 3.7: names of the text completions. */
const AS_TEXT: Table = {
  max_tokens: rows.renamed('max_tokens', 'max_tokens_to_sample'),
  max_completion_tokens: rows.renamed('max_completion_tokens', 'max_tokens_to_sample'),
  temperature: rows.kept('temperature'),
  top_p: rows.kept('top_p'),
  stop: rows.renamed('stop', 'stop_sequences'),
  stream: STREAM_IN_PATH,
};

/** True where a schema is forced by a tool: the release then asks after a model that knows no other way. */
const mapsForStandIn = (own: Target): boolean =>
  has(own.release, 'response-format-maps-for-stand-in') &&
  !(has(own.release, 'native-schemas-need-no-stand-in') && lists(own, 'supports_native_structured_output'));

/** What was mapped for a stand-in, in the form of thinking that the model itself takes. */
function adaptThinking(draft: Draft): void {
  const param = draft.out.get('thinking');
  const adaptive = param && adaptiveThinking(param.value, draft.own, draft.context.dropParams);
  if (!adaptive) return;
  draft.replace('thinking', adaptive.thinking, param.from, RULE.thinkingAdaptive);
  if (adaptive.effort === null || draft.out.has('output_config')) return;
  const config = draft.context.trace.whole({ effort: adaptive.effort }, param.from, RULE.thinkingAdaptive);
  draft.set('output_config', config, param.from, RULE.thinkingAdaptive);
}

/** Takes the wish for the answer's tool back where the model itself refuses to be forced. */
function releaseTools({ out, own }: Draft): void {
  const choice = out.get('tool_choice')?.value;
  if (isObject(choice) && choice.name === ANSWER_TOOL && refusesForcedTools(own)) out.delete('tool_choice');
}

/** The map stage for Claude on invoke. Source: `AmazonAnthropicClaudeConfig.map_openai_params`. */
export function mapClaude(params: Params, context: Context): Params {
  const own = claudeTarget(context);
  const isLater = own.base.includes('anthropic') && !own.base.startsWith('anthropic.claude-3');
  if (isLater && has(own.release, 'later-claude-mapped-as-text')) return walkTable(AS_TEXT, params, context);
  checkValues(params, context);
  const schema = params.has('response_format') && mapsForStandIn(own);
  const draft = new Draft(params, context, schema ? standIn(own) : own, own);
  for (const [key, param] of params) {
    const step = lookUp(STEPS, key);
    if (step) step(param, draft);
    else noteUnsent(param, unmappedRule(key), context.trace);
  }
  leaveRoom(draft);
  if (schema) {
    adaptThinking(draft);
    releaseTools(draft);
  }
  return draft.out;
}
