import type { SimulatorSettings } from '../../../shared/contract/host.ts';
import { isObject, type JsonObject } from '../../../shared/json/json.ts';
import { textTokens } from '../../../shared/tokens/text.ts';
import type { InputUsage } from '../usage/input-usage.ts';
import type { Answer, Ask, Block, OfferedTool } from './answer.ts';
import { pick, type Random, randomText } from './random.ts';
import { asksForRedaction } from './redacted.ts';
import { sampleOf } from './sample.ts';
import { intoPieces, tokenize } from './tokens.ts';

const OPENINGS = [
  'Happy to help with that.',
  'Good question, and a short answer first.',
  'Here is what can be said about it.',
  'Let us take this step by step.',
] as const;

const SENTENCES = [
  'This answer was made on your own machine by the Strata simulator, so no account was charged.',
  'Your request passed the same rules by which Bedrock would have judged it.',
  'Each of these words travels in an event-stream message of its own, with two checksums and some padding.',
  'The gap between two messages follows the pace you set, and the seed makes every run come out alike.',
  'A small chunk size lets the first words appear at once; a large one holds them back until enough bytes have come.',
  'Offer a tool and name its purpose, and the next answer will be a call of that tool.',
  'Ask for thinking and you will see a reasoning block before the text.',
  'Lower the token limit and the answer stops early with the stop reason that the family uses.',
  'A stop sequence ends the text just before its first occurrence.',
  'Nothing of this left the loopback interface.',
] as const;

const THOUGHTS =
  'The user wants an answer. I read the request once more, look at what was set, and decide on a short reply that shows the stream at work.';

const SIGNATURE_ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const ID_ALPHABET = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789';

const ownText = (random: Random): string => {
  const left: string[] = [...SENTENCES];
  const chosen = Array.from({ length: 5 }, () => left.splice(Math.floor(random() * left.length), 1)[0]);
  return [pick(random, OPENINGS), ...chosen].join(' ');
};

const words = (text: string): readonly string[] => text.toLowerCase().match(/[\p{L}\p{N}]{4,}/gu) ?? [];

/** What the user said, without what agents put before it between tags of their own. */
const ownWords = (text: string): string =>
  text
    .split('<system-reminder>')
    .map((part, i) => (i === 0 ? part : part.split('</system-reminder>').slice(1).join(' ')))
    .join(' ');

/** A tool is asked for when the choice forces one, or the user's words touch its name or description. */
const toolToCall = (ask: Ask): OfferedTool | null => {
  const { toolChoice: choice, tools } = ask;
  if (choice === 'none' || tools.length === 0) return null;
  if (typeof choice === 'object') return tools.find((tool) => tool.name === choice.name) ?? null;
  if (choice === 'any') return tools[0] ?? null;
  if (ask.hasToolResult) return null;
  const said = new Set(words(ownWords(ask.lastUser)));
  return (
    tools.find((tool) => words(`${tool.name} ${tool.description}`).some((word) => said.has(word))) ?? null
  );
};

const jsonText = (ask: Ask, random: Random): string => {
  if (ask.json === true || ask.json === null) return JSON.stringify({ answer: ownText(random) });
  return JSON.stringify(sampleOf(ask.json, ask.lastUser));
};

/** Cuts text before the first stop sequence in it. */
const cutAtStop = (text: string, stops: readonly string[]): { text: string; stop: string | null } => {
  let end = text.length;
  let found: string | null = null;
  for (const stop of stops) {
    const at = stop === '' ? -1 : text.indexOf(stop);
    if (at >= 0 && at < end) {
      end = at;
      found = stop;
    }
  }
  return { text: text.slice(0, end), stop: found };
};

/** A block before the token limit is laid on it. */
type Draft =
  | { readonly kind: 'text' | 'reasoning'; readonly text: string }
  | { readonly kind: 'tool'; readonly name: string; readonly input: JsonObject };

const drafts = (ask: Ask, text: string): readonly Draft[] => {
  const thinking: readonly Draft[] = ask.reasoning ? [{ kind: 'reasoning', text: THOUGHTS }] : [];
  const tool = toolToCall(ask);
  if (!tool) return [...thinking, { kind: 'text', text }];
  const sample = sampleOf(tool.schema, ask.lastUser);
  return [...thinking, { kind: 'tool', name: tool.name, input: isObject(sample) ? sample : {} }];
};

/**
 * Makes the answer to a request. `text` is the answer text to give, or empty for one of the
 * simulator's own; `tokensPerFrame` as in the simulator's settings. The same request, settings and
 * random source give the same answer.
 */
export function compose(
  ask: Ask,
  { answer: text, tokensPerFrame }: Pick<SimulatorSettings, 'answer' | 'tokensPerFrame'>,
  random: Random,
  input: InputUsage = { inputTokens: textTokens(ask.prompt), cache: null },
): Answer {
  const wanted = text !== '' ? text : ask.json === null ? ownText(random) : jsonText(ask, random);
  const cut = cutAtStop(wanted, ask.stops);
  const blocks: Block[] = [];
  let left = ask.maxTokens ?? Number.POSITIVE_INFINITY;
  let outputTokens = 0;
  let full = false;
  for (const draft of drafts(ask, cut.text)) {
    if (full) break;
    const tokens = tokenize(draft.kind === 'tool' ? JSON.stringify(draft.input) : draft.text);
    const pieces = intoPieces(tokens.slice(0, left), tokensPerFrame, random);
    full = tokens.length > left;
    outputTokens += Math.min(tokens.length, left);
    left -= tokens.length;
    if (draft.kind === 'tool') {
      const id = randomText(random, 22, ID_ALPHABET);
      blocks.push({ kind: 'tool', id, name: draft.name, input: full ? {} : draft.input, pieces });
    } else if (draft.kind === 'reasoning') {
      blocks.push({
        kind: 'reasoning',
        pieces,
        signature: `EjE${randomText(random, 65, SIGNATURE_ALPHABET)}`,
        ...(asksForRedaction(ask.prompt) ? { redacted: true } : {}),
      });
    } else blocks.push({ kind: 'text', pieces });
  }
  const calls = blocks.some((block) => block.kind === 'tool');
  const stopped = !full && !calls && cut.stop !== null;
  return {
    blocks,
    stop: full ? 'length' : calls ? 'tool' : stopped ? 'stop-sequence' : 'end',
    stopSequence: stopped ? cut.stop : null,
    ...input,
    outputTokens,
  };
}
