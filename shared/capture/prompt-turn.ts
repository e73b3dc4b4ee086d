interface UserTurn {
  readonly before: string;
  readonly behind: string;
  /** Words that any text may hold: they are a mark only where the other one follows. */
  readonly needsEnd?: true;
}

/** How forms of raw prompts mark what the user says. Prompts of LiteLLM are in `pipeline/families/text/prompts`. */
const USER_TURNS: readonly UserTurn[] = [
  // Llama 3 and 4, https://www.llama.com/docs/model-cards-and-prompt-formats/
  { before: '<|start_header_id|>user<|end_header_id|>', behind: '<|eot_id|>' },
  { before: '<|header_start|>user<|header_end|>', behind: '<|eot|>' },
  // Mistral and Llama 2, https://docs.aws.amazon.com/bedrock/latest/userguide/model-parameters-mistral-text-completion.html
  { before: '[INST]', behind: '[/INST]' },
  // Qwen, and whatever else was trained on ChatML
  { before: '<|im_start|>user', behind: '<|im_end|>' },
  // DeepSeek, https://docs.aws.amazon.com/bedrock/latest/userguide/model-parameters-deepseek.html
  { before: '<｜User｜>', behind: '<｜Assistant｜>' },
  // Claude's text completions, https://docs.aws.amazon.com/bedrock/latest/userguide/model-parameters-anthropic-claude-text-completion.html
  { before: '\n\nHuman:', behind: '\n\nAssistant:', needsEnd: true },
  // Titan Text, https://docs.aws.amazon.com/bedrock/latest/userguide/model-parameters-titan-text.html
  { before: 'User:', behind: '\nBot:', needsEnd: true },
];

/** Instructions within the first turn of a prompt for Llama 2 end so. */
const SYSTEM_END = '<</SYS>>';

const behindSystem = (turn: string): string => {
  const end = turn.lastIndexOf(SYSTEM_END);
  return end === -1 ? turn : turn.slice(end + SYSTEM_END.length);
};

/**
 * What the user said last in a raw prompt, without the marks of its form; the prompt itself where it has none. A turn
 * that was begun and not ended goes on to the end of the prompt.
 */
export function userTurnOf(prompt: string): string {
  for (const { before, behind, needsEnd } of USER_TURNS) {
    const from = prompt.lastIndexOf(before);
    if (from === -1) continue;
    const begin = from + before.length;
    const end = prompt.indexOf(behind, begin);
    if (end === -1 && needsEnd) continue;
    const said = behindSystem(prompt.slice(begin, end === -1 ? undefined : end)).trim();
    if (said !== '') return said;
  }
  return prompt;
}
