import { isArray, type Json } from '../../json/json.ts';
import { objectOf } from '../call/params.ts';
import { rowsFor } from '../call/table.ts';
import { rule } from '../ledger/rule.ts';
import { STREAM_IN_PATH, stopList, textFamily } from './text/form.ts';

const rows = rowsFor('titan', 'LiteLLM AmazonTitanConfig.map_openai_params; AWS Amazon Titan Text models');

const CONFIG = rule({
  id: 'build.titan.config',
  stage: 'build',
  fate: 'added',
  text: 'Titan wants everything but the prompt inside textGenerationConfig.',
  source: 'LiteLLM AmazonInvokeConfig.transform_request',
});

/** `litellm.drop_params` leaves only the stop sequences that Titan takes, and of a single one nothing. */
const knownStops = (value: Json): Json =>
  isArray(value) ? value.filter((stop) => typeof stop === 'string' && /^(?:\|+|User:)$/.test(stop)) : [];

/** Amazon Titan Text. Unknown parameters land inside `textGenerationConfig`. */
export const titan = textFamily({
  id: 'titan',
  label: 'Amazon Titan Text',
  supported: ['max_tokens', 'max_completion_tokens', 'stop', 'temperature', 'top_p', 'stream'],
  accepts: ['maxTokenCount', 'stopSequences', 'topP'],
  table: {
    max_tokens: rows.renamed('max_tokens', 'maxTokenCount'),
    max_completion_tokens: rows.renamed('max_completion_tokens', 'maxTokenCount'),
    temperature: rows.kept('temperature'),
    top_p: rows.renamed('top_p', 'topP'),
    stop: rows.mapped(
      'stop',
      'stopSequences',
      'stop is called stopSequences in this body form; LiteLLM leaves a single string a string.',
      ({ value }, context) => stopList(context.settings.dropParams ? knownStops(value) : value, context),
    ),
    stream: STREAM_IN_PATH,
  },
  prompt: 'inputText',
  form: 'by-model',
  arrange: (prompt, params, { trace }) => {
    const config = trace.whole(objectOf(params, trace), null, CONFIG);
    const body = { inputText: prompt.text, textGenerationConfig: config };
    return trace.member(body, 'inputText', prompt.from, prompt.rule);
  },
});
