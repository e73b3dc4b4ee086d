import type { Json } from '../../json/json.ts';
import type { Context } from '../call/context.ts';
import type { Family } from '../call/family.ts';
import { noteUnsent, type Params } from '../call/params.ts';
import { walkTable } from '../call/table.ts';
import { rule } from '../ledger/rule.ts';
import { strictCommandR } from './cohere/command-r-strict.ts';
import { COHERE_SUPPORTED, COHERE_TABLE, COMMAND_R_ACCEPTS } from './cohere/table.ts';
import { strictly } from './openai/strict-chat.ts';
import { formOf, promptBody, renderPrompt } from './text/form.ts';
import { type CohereToolResult, cohereText, cohereToolResults } from './text/prompts/cohere.ts';

const SOURCE = 'LiteLLM AmazonInvokeConfig.transform_request, cohere_message_pt';

const HISTORY = rule({
  id: 'build.command-r.history',
  stage: 'build',
  fate: 'added',
  text: 'LiteLLM puts the whole conversation into message and always sends a chat_history for tool results.',
  source: SOURCE,
});
const TOOL_RESULT = rule({
  id: 'build.command-r.tool-result',
  stage: 'build',
  fate: 'mapped',
  text: 'A tool message becomes an entry of chat_history with the call it answers.',
  source: SOURCE,
});
const HISTORY_OVERRIDDEN = rule({
  id: 'build.command-r.history-overridden',
  stage: 'build',
  fate: 'dropped',
  text: 'LiteLLM writes its own chat_history over the one in the call.',
  source: SOURCE,
});

/** Says which parts of the messages went into the history; the container itself is the transform's. */
function historyOf(results: readonly CohereToolResult[], { trace }: Context): Json {
  const entries = results.map((result) => {
    const call = trace.whole(
      { name: result.name, parameters: result.parameters },
      result.callFrom,
      TOOL_RESULT,
    );
    const outputs = trace.whole([result.output], result.outputFrom, TOOL_RESULT);
    return trace.whole({ call, outputs }, [...result.callFrom, ...result.outputFrom], TOOL_RESULT);
  });
  return trace.whole(entries, null, HISTORY);
}

function withoutHistory(params: Params, context: Context): Params {
  const given = params.get('chat_history');
  if (!given) return params;
  noteUnsent(given, HISTORY_OVERRIDDEN, context.trace);
  const left = new Map(params);
  left.delete('chat_history');
  return left;
}

const asLitellm: Family = {
  id: 'command-r',
  label: 'Cohere Command R',
  supported: () => COHERE_SUPPORTED,
  accepts: () => [...COMMAND_R_ACCEPTS, 'chat_history', 'tool_results'],
  map: (params, context) => walkTable(COHERE_TABLE, params, context),
  build: (params, context) => {
    const form = formOf(cohereText, context);
    if (form !== cohereText) {
      // With a template of the call's own there is no history but the caller's.
      return { body: promptBody('message', renderPrompt(form, context), params, context), headers: {} };
    }
    const results = cohereToolResults(context.messages);
    const said = results.flatMap((result) => [...result.callFrom, ...result.outputFrom]);
    const prompt = renderPrompt(form, context, said);
    const body = promptBody('message', prompt, withoutHistory(params, context), context);
    body.chat_history = historyOf(results, context);
    return { body, headers: {} };
  },
};

/** Cohere Command R and R+ where the call leaves the route to LiteLLM. */
export const commandR = strictly(asLitellm, () => true, strictCommandR);
