import type { Context } from '../../call/context.ts';
import type { Family } from '../../call/family.ts';
import type { FamilyId } from '../../call/model.ts';
import { noteUnsent, type Param, type Params } from '../../call/params.ts';
import { rowsFor, type Table, walkTable } from '../../call/table.ts';
import { type Rule, rule } from '../../ledger/rule.ts';
import { isInternalAnywhere } from '../../releases/registry.ts';
import { strictChat, strictly } from '../openai/strict-chat.ts';
import { CHAT_SUPPORTED } from '../openai/table.ts';
import { promptBody, renderPrompt, STREAM_IN_PATH } from '../text/form.ts';
import { chatMl } from '../text/prompts/chatml.ts';

const NOT_COPIED = rule({
  id: 'build.not-copied',
  stage: 'build',
  fate: 'dropped',
  text: 'LiteLLM copies only the parameters it knows into this body form; this one is not among them and vanishes without an error.',
  source: 'LiteLLM AmazonQwen3Config and AmazonTwelveLabsPegasusConfig.transform_request',
});
const INTERNAL_NOT_COPIED = rule({
  id: 'build.internal-not-copied',
  stage: 'build',
  fate: 'consumed',
  text: 'A parameter that steers LiteLLM; this body form copies only what it knows, so it does not leak.',
  source: 'LiteLLM AmazonQwen3Config and AmazonTwelveLabsPegasusConfig.transform_request',
});

/** The rule for a parameter that a family with a fixed list of keys leaves behind. */
export const notCopied = (key: string): Rule => (isInternalAnywhere(key) ? INTERNAL_NOT_COPIED : NOT_COPIED);

const rows = rowsFor('qwen', 'LiteLLM AmazonQwen3Config.map_openai_params');

const SUPPORTED: readonly string[] = ['max_tokens', 'temperature', 'top_p', 'top_k', 'stop', 'stream'];

const TABLE: Table = {
  max_tokens: { ...rows.renamed('max_tokens', 'max_gen_len'), to: 'max_tokens' },
  temperature: rows.kept('temperature'),
  top_p: rows.kept('top_p'),
  top_k: rows.kept('top_k'),
  stop: rows.kept('stop'),
  stream: STREAM_IN_PATH,
};

/** Parameter → key of the body, in the body's order. */
const COPIED: readonly (readonly [string, string])[] = [
  ['max_tokens', 'max_gen_len'],
  ['temperature', 'temperature'],
  ['top_p', 'top_p'],
  ['top_k', 'top_k'],
  ['stop', 'stop'],
];

function copied(params: Params, context: Context): Params {
  const out = new Map<string, Param>();
  for (const [key, to] of COPIED) {
    const param = params.get(key);
    if (param) out.set(to, param);
  }
  for (const [key, param] of params) {
    if (!COPIED.some(([name]) => name === key)) noteUnsent(param, notCopied(key), context.trace);
  }
  return out;
}

function imported(id: FamilyId, label: string): Family {
  return {
    id,
    label,
    supported: () => SUPPORTED,
    accepts: () => ['top_k'],
    map: (params, context) => walkTable(TABLE, params, context),
    build: (params, context) => {
      const prompt = renderPrompt(chatMl, context);
      return { body: promptBody('prompt', prompt, copied(params, context), context), headers: {} };
    },
  };
}

/**
 * Qwen 2 and Qwen 3, imported. LiteLLM sends the same form to Bedrock's own Qwen 3, which wants
 * messages and gets them when strict.
 */
export function qwenFamily(id: FamilyId, label: string): Family {
  const chat = strictChat({ id, label, kept: CHAT_SUPPORTED, accepts: ['top_k', 'metadata', 'verbosity'] });
  return strictly(imported(id, label), (base) => base.startsWith('qwen.'), chat);
}
