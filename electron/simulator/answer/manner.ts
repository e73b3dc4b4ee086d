import { isObject, type JsonObject } from '../../../shared/json/json.ts';
import { CLAUDE_SINCE_OPUS_4_7 } from '../../../shared/tokens/tokenizers.ts';
import { type Answer, type Ask, type Block, blockText, type Piece } from './answer.ts';
import { citationIn } from './citations.ts';

/** How the models of a generation answer, as recorded answers show it. */
interface Manner {
  readonly models: RegExp;
  /** Whether they reason without being asked, only when asked, or never. */
  readonly reasoning: 'always' | 'asked' | 'never';
  /** Whether their reasoning is signed. */
  readonly signed: boolean;
  /** How a tool's input travels: with an empty delta first and a value at a time, whole, or in pieces. */
  readonly toolInput: 'by-value' | 'whole' | 'pieces';
  /** Reasoning stands behind the text where the answer comes whole. */
  readonly reasonsLast?: true;
  /** On the invoke route they reason only where the prompt opens a thought. */
  readonly byPrompt?: true;
  /** A stream opens with an empty block of text. */
  readonly emptyFirst?: true;
  /** By Converse a tool call names its type, whole or streamed (recorded from 2026 on). */
  readonly typesTools?: true;
  /** Thinking is given as its signature alone unless a summary is asked for. */
  readonly hidesThinking?: true;
  /** On the invoke route the model's name stands first, and where it thought, its last counts are whole. */
  readonly namedFirst?: true;
  /** Whether answers cite passages of documents where that is asked for. */
  readonly cites?: true;
  /** On the invoke route the counts of the cache are given by lifetime too. */
  readonly countsByLifetime?: true;
  /**
   * On the invoke route `stop_details`, the tokens of thoughts and the tier are told (Claude Opus 4.8, recorded:
   * pydantic-ai cassette `test_mid_conversation_system_prompt_on_bedrock`).
   */
  readonly tellsDetails?: true;
}

const PLAIN = { reasoning: 'never', signed: false, toolInput: 'pieces' } as const;
const CLAUDE = { signed: true, toolInput: 'by-value', cites: true } as const;

/** The first row that fits a model counts. */
const MANNERS: readonly Manner[] = [
  {
    ...CLAUDE,
    models: CLAUDE_SINCE_OPUS_4_7,
    reasoning: 'asked',
    hidesThinking: true,
    typesTools: true,
    namedFirst: true,
    countsByLifetime: true,
    tellsDetails: true,
  },
  {
    ...CLAUDE,
    models: /claude-[a-z]+-4-[56]/,
    reasoning: 'asked',
    typesTools: true,
    namedFirst: true,
    countsByLifetime: true,
  },
  { ...CLAUDE, models: /claude-(3-7|[a-z]+-4)/, reasoning: 'asked' },
  { ...CLAUDE, models: /claude/, reasoning: 'never' },
  { models: /nova-2/, reasoning: 'asked', signed: false, toolInput: 'whole' },
  { models: /nova/, reasoning: 'never', signed: false, toolInput: 'whole' },
  { ...PLAIN, models: /deepseek\.r1/, reasoning: 'always', reasonsLast: true, byPrompt: true },
  { ...PLAIN, models: /gpt-oss/, reasoning: 'always', emptyFirst: true },
  { ...PLAIN, models: /kimi.*thinking|kimi-k3|minimax/, reasoning: 'always' },
  { ...PLAIN, models: /qwen3|glm|deepseek\.v3|kimi-k2\.5/, reasoning: 'asked' },
  { ...PLAIN, models: /./ },
];

/** The manner of a model; a hidden model has none of its own. */
export function mannerOf(modelId: string): Manner {
  return MANNERS.find(({ models }) => models.test(modelId)) ?? { ...PLAIN, models: /./ };
}

/** What is asked of a model that may reason on its own, or not at all. */
export function askInManner(ask: Ask, modelId: string, converse: boolean): Ask {
  const { reasoning, byPrompt } = mannerOf(modelId);
  return reasoning === 'asked' || (byPrompt && !converse)
    ? ask
    : { ...ask, reasoning: reasoning === 'always' };
}

const FINE_GRAINED = 'fine-grained-tool-streaming-2025-05-14';

/** Whether the body asks for tool input as it is made, without buffering, by a beta or for each tool. */
function fineGrained(body: JsonObject): boolean {
  const extra = isObject(body.additionalModelRequestFields) ? body.additionalModelRequestFields : body;
  const betas = Array.isArray(extra.anthropic_beta) ? extra.anthropic_beta : [];
  const tools = Array.isArray(body.tools) ? body.tools : [];
  return (
    betas.includes(FINE_GRAINED) ||
    tools.some((tool) => isObject(tool) && tool.eager_input_streaming === true)
  );
}

/** Whether a piece of JSON text leaves the reader behind a whole member of the outermost object. */
function memberEnds(text: string): readonly boolean[] {
  let depth = 0;
  let quoted = false;
  let escaped = false;
  return [...text].map((character) => {
    if (escaped) escaped = false;
    else if (quoted && character === '\\') escaped = true;
    else if (character === '"') quoted = !quoted;
    else if (!quoted && '{['.includes(character)) depth += 1;
    else if (!quoted && '}]'.includes(character)) depth -= 1;
    return !quoted && ((character === ',' && depth === 1) || (character === '}' && depth === 0));
  });
}

/**
 * The pieces of a tool's input as a server sends them that holds them back until a member of the input is
 * whole: they leave together, after the time that all of them took.
 */
export function buffered(pieces: readonly Piece[]): readonly Piece[] {
  const ends = memberEnds(pieces.map(({ text }) => text).join(''));
  const out: Piece[] = [];
  let held: Piece[] = [];
  let at = 0;
  const release = (): void => {
    const tokens = held.reduce((sum, piece) => sum + piece.tokens, 0);
    out.push(...held.map((piece, i) => ({ ...piece, tokens: i === 0 ? tokens : 0 })));
    held = [];
  };
  for (const piece of pieces) {
    held.push(piece);
    const length = [...piece.text].length;
    if (ends.slice(at, at + length).includes(true)) release();
    at += length;
  }
  release();
  return out;
}

function toolPieces(block: Block, manner: Manner, body: JsonObject): readonly Piece[] {
  if (manner.toolInput === 'pieces') return block.pieces;
  if (manner.toolInput === 'whole')
    return [{ text: blockText(block), tokens: block.pieces.reduce((sum, { tokens }) => sum + tokens, 0) }];
  const pieces = fineGrained(body) ? block.pieces : buffered(block.pieces);
  return [{ text: '', tokens: 0 }, ...pieces];
}

const displayOf = (body: JsonObject): string | null => {
  const extra = isObject(body.additionalModelRequestFields) ? body.additionalModelRequestFields : body;
  const thinking = isObject(extra.thinking) ? extra.thinking : {};
  return typeof thinking.display === 'string' ? thinking.display : null;
};

/** The answer as the model gives it: signatures, hidden thinking, order, and how tool input travels. */
export function answerInManner(answer: Answer, modelId: string, body: JsonObject, streams: boolean): Answer {
  const manner = mannerOf(modelId);
  const display = displayOf(body);
  const hides = display === 'omitted' || (manner.hidesThinking === true && display !== 'summarized');
  const citation = manner.cites && !answer.guarded?.intervention ? citationIn(body) : null;
  const blocks = answer.blocks.map((block): Block => {
    if (block.kind === 'tool') return { ...block, pieces: toolPieces(block, manner, body) };
    if (block.kind === 'text') return citation === null ? block : { ...block, citation };
    const { redacted, ...open } = block;
    if (redacted && manner.signed) return { ...block, pieces: [] };
    return {
      ...open,
      pieces: hides ? [] : block.pieces,
      signature: manner.signed ? block.signature : '',
    };
  });
  const behind = manner.reasonsLast && !streams;
  const order = (block: Block): number => (block.kind === 'reasoning' ? 1 : 0);
  return { ...answer, blocks: behind ? [...blocks].sort((a, b) => order(a) - order(b)) : blocks };
}
