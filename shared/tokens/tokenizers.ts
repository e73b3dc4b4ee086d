/** What a model family adds to the tokens of the words, fitted to recorded counts. All figures are tokens. */
export interface Tokenizer {
  readonly models: RegExp;
  /** What the words cost, as a multiple of `textTokens`. */
  readonly words: number;
  /** Around the whole prompt: before its first part, after its last. */
  readonly lead: number;
  readonly tail: number;
  /** Around a prompt that is one text on the invoke route. */
  readonly raw: number;
  /** For each message after the first. */
  readonly message: number;
  /** For a system prompt, beside its words. */
  readonly system: number;
  /** The instruction that comes with tools, where the model chooses and where a call is forced. */
  readonly tools: number;
  readonly forced: number;
  /** For each tool, beside its words. */
  readonly tool: number;
  /** For a tool call and for a result, beside their words. */
  readonly call: number;
  readonly result: number;
  /** For thinking that is switched on with a budget. */
  readonly thinking: number;
  /** Whether the prompt template leaves out what earlier answers thought in plain words. */
  readonly forgets: boolean;
  /** For structured output, beside the schema's words; 0 where only the sampler reads the schema. */
  readonly schema: number;
  /** Pixels for one token; 0 where every image costs `image`. */
  readonly pixels: number;
  readonly image: number;
  /** For documents with citations switched on. */
  readonly citations: number;
  /** For each page of a document, beside its words. */
  readonly page: number;
  /** Bytes of video for one token. */
  readonly videoBytes: number;
}

const PLAIN: Omit<Tokenizer, 'models'> = {
  words: 1,
  lead: 0,
  tail: 0,
  raw: 0,
  message: 2,
  system: 0,
  tools: 20,
  forced: 20,
  tool: 8,
  call: 25,
  result: 20,
  thinking: 0,
  forgets: false,
  schema: 0,
  pixels: 225,
  image: 1500,
  citations: 0,
  page: 60,
  videoBytes: 400,
};

const CLAUDE = {
  ...PLAIN,
  lead: 4.3,
  tail: 3.3,
  message: 2.5,
  tool: 8,
  call: 38,
  result: 19,
  thinking: 29,
  schema: 140,
  pixels: 750,
  image: 1600,
  citations: 590,
  page: 1580,
} as const;

/** Claude since Opus 4.7, whose tokens are others. */
export const CLAUDE_SINCE_OPUS_4_7 =
  /claude-opus-4-[7-9]|claude-(opus|sonnet|haiku)-[5-9]|claude-(fable|mythos)/;

/**
 * One row a tokenizer; the first that fits counts. Fitted to 488 distinct recorded requests of
 * public test suites (2024 to 2026): the counts in their answers, and CountTokens itself for Claude
 * Sonnet 4. The tool instructions of Claude 3 and 3.5 are those of Anthropic's page "Tool use",
 * later ones were measured; one token for 750 pixels is from Anthropic's page "Vision".
 */
export const TOKENIZERS: readonly Tokenizer[] = [
  {
    ...CLAUDE,
    models: CLAUDE_SINCE_OPUS_4_7,
    words: 1.22,
    tools: 600,
    forced: 710,
  },
  { ...CLAUDE, models: /claude-[a-z]+-4-[5-9]/, tools: 496, forced: 592 },
  { ...CLAUDE, models: /claude-([a-z]+-4|3-7|3-5-[a-z]+-20241022)/, tools: 320, forced: 290 },
  { ...CLAUDE, models: /claude-3-5/, tools: 292, forced: 261 },
  { ...CLAUDE, models: /claude-3-haiku/, tools: 266, forced: 340 },
  { ...CLAUDE, models: /claude-3-opus/, tools: 530, forced: 281 },
  { ...CLAUDE, models: /claude-3/, tools: 159, forced: 235 },
  { ...CLAUDE, models: /claude-(v|instant)/, raw: 5, lead: 6, message: 4, page: 50 },
  {
    ...PLAIN,
    models: /nova-2/,
    words: 0.84,
    lead: 49,
    tools: 790,
    forced: 790,
    tool: 24,
    call: 12,
    result: 12,
    thinking: 50,
    pixels: 700,
    image: 700,
    page: 2600,
    videoBytes: 370,
  },
  {
    ...PLAIN,
    models: /nova/,
    tools: 345,
    forced: 350,
    tool: 0,
    call: 11,
    result: 10,
    pixels: 0,
    image: 1825,
    page: 1600,
    videoBytes: 270,
  },
  { ...PLAIN, models: /titan/, lead: 1 },
  { ...PLAIN, models: /j2-/, words: 0.78 },
  { ...PLAIN, models: /jamba/, lead: 9 },
  { ...PLAIN, models: /llama4/, lead: 13, message: 5, tools: 70, forced: 70, tool: 24, pixels: 236 },
  { ...PLAIN, models: /llama3-[1-3]/, lead: 14, message: 5, system: 20, tools: 60, forced: 60 },
  { ...PLAIN, models: /llama3/, lead: 14, message: 5 },
  { ...PLAIN, models: /gpt-oss/, lead: 67, message: 3 },
  { ...PLAIN, models: /qwen/, forgets: true, lead: 9, message: 4, system: 3, tools: 130, forced: 130 },
  { ...PLAIN, models: /kimi/, lead: 9, message: 4, tools: 10, forced: 10, tool: 8, call: 12, result: 10 },
  { ...PLAIN, models: /deepseek/, forgets: true, lead: 5 },
  { ...PLAIN, models: /minimax/, lead: 20 },
  {
    ...PLAIN,
    models: /mistral|mixtral/,
    lead: 8,
    tools: 14,
    forced: 14,
    tool: 8,
    call: 45,
    result: 35,
    pixels: 225,
  },
  { ...PLAIN, models: /palmyra/, lead: 8, tools: 20, forced: 20 },
  { ...PLAIN, models: /./, lead: 8, message: 4 },
];

/** The tokenizer that counts for a model id. */
export function tokenizerOf(modelId: string): Tokenizer {
  return TOKENIZERS.find(({ models }) => models.test(modelId)) ?? { ...PLAIN, models: /./ };
}
