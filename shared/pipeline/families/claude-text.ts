import { crash } from '../call/failures.ts';
import type { Family } from '../call/family.ts';
import { rowsFor, type Table, walkTable } from '../call/table.ts';
import { rule } from '../ledger/rule.ts';
import { formOf, promptBody, renderPrompt, STREAM_IN_PATH, stopList } from './text/form.ts';

const rows = rowsFor(
  'claude-text',
  'LiteLLM AmazonAnthropicConfig.map_openai_params; AWS Claude text completions',
);

const TABLE: Table = {
  max_tokens: rows.renamed('max_tokens', 'max_tokens_to_sample'),
  max_completion_tokens: rows.renamed('max_completion_tokens', 'max_tokens_to_sample'),
  temperature: rows.kept('temperature'),
  top_p: rows.kept('top_p'),
  stop: rows.mapped(
    'stop',
    'stop_sequences',
    'stop is called stop_sequences in this body form and is a list.',
    ({ value }, context) => stopList(value, context),
  ),
  stream: STREAM_IN_PATH,
};

const MAX_TOKENS = rule({
  id: 'build.claude-text.max-tokens',
  stage: 'build',
  fate: 'added',
  text: 'Claude text completions want max_tokens_to_sample; 256 is LiteLLM’s default.',
  source: 'LiteLLM AmazonAnthropicConfig',
});

/**
 * Claude 2 and Instant, text completions. 1.87, 1.90 and 1.109 fail on every such call: the class
 * for it lacks an attribute that the common transform reads. The strict profile sends what they meant.
 */
export const claudeText: Family = {
  id: 'claude-text',
  label: 'Claude 2 and Instant (text)',
  supported: () => ['max_tokens', 'max_completion_tokens', 'temperature', 'stop', 'top_p', 'stream'],
  accepts: () => ['max_tokens_to_sample', 'top_k', 'stop_sequences', 'anthropic_version'],
  map: (params, context) => walkTable(TABLE, params, context),
  build: (params, context) => {
    if (!context.profile.strict) {
      crash("'AmazonAnthropicConfig' object has no attribute 'aws_authentication_params'");
    }
    const prompt = renderPrompt(formOf('by-model', context), context);
    const body = promptBody('prompt', prompt, params, context);
    if (Object.hasOwn(body, 'max_tokens_to_sample')) return { body, headers: {} };
    body.max_tokens_to_sample = 256;
    return { body: context.trace.member(body, 'max_tokens_to_sample', null, MAX_TOKENS), headers: {} };
  },
};
