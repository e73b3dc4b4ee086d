import { isArray, isObject, type Json, type JsonObject } from '../../shared/json/json.ts';

/** Messages behind a prompt of one form; null where it is not of that form. */
type ReadPrompt = (prompt: string) => readonly JsonObject[] | null;

const message = (role: string, content: string): JsonObject => ({ role, content: content.trim() });

/** A header with the role in front of each text; the last one opens the answer. Source: litellm `constants.py`. */
const llama: ReadPrompt = (prompt) => {
  const [start, ...turns] = prompt.split('<|start_header_id|>');
  if (start !== '<|begin_of_text|>' || turns.length < 2) return null;
  return turns.slice(0, -1).map((turn) => {
    const [role = '', text = ''] = turn.split('<|end_header_id|>', 2);
    return message(role, text.replace('<|eot_id|>', ''));
  });
};

/** `[INST]` around what people and instructions say. Source: litellm `prompt_templates/factory.py`, `mistral_instruct_pt`. */
const mistral: ReadPrompt = (prompt) => {
  const [start, ...turns] = prompt.split('[INST] ');
  if (start !== '<s>' || turns.length === 0) return null;
  return turns.flatMap((turn) => {
    const [said = '', answer = ''] = turn.split('[/INST]', 2);
    const asked = message(said.startsWith('\n') ? 'system' : 'user', said);
    const answered = answer.replace('</s>', '').trim();
    return answered === '' ? [asked] : [asked, message('assistant', answered)];
  });
};

const FORMS: readonly ReadPrompt[] = [llama, mistral];

/** A chat completion that may stand behind a raw prompt of LiteLLM's templates for Llama 3 and Mistral; null for others. */
export function chatBehindPrompt({ prompt, max_gen_len, ...rest }: JsonObject): JsonObject | null {
  if (typeof prompt !== 'string') return null;
  for (const read of FORMS) {
    const messages = read(prompt);
    if (messages)
      return { messages, ...rest, ...(max_gen_len === undefined ? {} : { max_tokens: max_gen_len }) };
  }
  return null;
}

/** A call for embeddings that may stand behind a body of Titan's or Cohere's; null for others. */
export function embeddingsBehind({ inputText, texts, ...rest }: JsonObject): JsonObject | null {
  const input: Json | undefined = inputText ?? texts;
  const isInput = typeof input === 'string' || isArray(input ?? null);
  return isInput && input !== undefined && !isObject(rest.textGenerationConfig ?? null)
    ? { input, ...rest }
    : null;
}
