import { isArray, type JsonObject } from '../json/json.ts';
import { has } from '../pipeline/releases/behaviours.ts';
import type { Release } from '../pipeline/releases/release.ts';
import { NO_END } from './chat.ts';
import type { HandedForm } from './hand-back.ts';
import { type Broken, type Decoded, type Piece, piece } from './piece.ts';
import { finishOfResponse } from './said-finish.ts';
import { saidInMessages } from './said-messages.ts';
import { calling, firstOf, objectAt, textOf, usageIn } from './said-parts.ts';

/** Members of a delta that a reader of Bedrock's answers gives. */
const DELTA = new Set([
  'content',
  'tool_calls',
  'reasoning_content',
  'thinking_blocks',
  'provider_specific_fields',
]);

/** What one chunk of a chat says. */
function ofChunk(value: JsonObject, at: number): Piece {
  const choice = firstOf(value.choices);
  const delta = Object.fromEntries(
    Object.entries(objectAt(choice, 'delta')).filter(([key, member]) => DELTA.has(key) && member !== null),
  );
  const finish = typeof choice.finish_reason === 'string' ? choice.finish_reason : null;
  const trace = value.trace ?? null;
  return piece(at, delta, { finish, trace, usage: usageIn(value.usage), saysEmpty: delta.content === '' });
}

interface ResponseSigns {
  /** A call stands somewhere in the stream. */
  readonly called: boolean;
  /** The release announces items as they come. */
  readonly inOrder: boolean;
}

/** A thought whose words are hidden: its item alone tells of it. */
const HIDDEN: JsonObject = { reasoning_content: '', thinking_blocks: [{ type: 'redacted_thinking' }] };

/** What one event of the Responses API says; null for one that only frames others. */
function ofResponse(value: JsonObject, at: number, { called, inOrder }: ResponseSigns): Piece | null {
  switch (value.type) {
    case 'response.output_text.delta':
      return piece(at, { content: textOf(value.delta) });
    case 'response.reasoning_summary_text.delta':
      return piece(at, { reasoning_content: textOf(value.delta) });
    case 'response.output_item.added': {
      const item = objectAt(value, 'item');
      if (item.type === 'reasoning') return inOrder ? piece(at, HIDDEN) : null;
      if (item.type === 'message') return piece(at, { content: '' }, { saysEmpty: true });
      return item.type === 'function_call'
        ? piece(at, calling(item.call_id ?? null, item.name ?? null, ''))
        : null;
    }
    case 'response.function_call_arguments.delta':
      return piece(at, calling(null, null, textOf(value.delta)));
    case 'response.completed':
    case 'response.incomplete': {
      const response = objectAt(value, 'response');
      return piece(at, {}, { finish: finishOfResponse(response, called), usage: usageIn(response.usage) });
    }
    default:
      return null;
  }
}

/** A message that ends and was never announced: a call came before it, which the release lost for want of an id. */
function lostCall(events: readonly JsonObject[]): readonly Piece[] {
  const ends = events.some(({ type }) => type === 'response.output_text.done');
  const announced = events.some(({ type }) => type === 'response.output_item.added');
  return ends && !announced ? [piece(0, calling(null, null, '…'))] : [];
}

function saidInResponses(events: readonly JsonObject[], release: Release): readonly Piece[] {
  const signs: ResponseSigns = {
    called: events.some(({ type }) => textOf(type).includes('function_call')),
    inOrder: has(release, 'responses-items-in-order'),
  };
  return [...lostCall(events), ...events.flatMap((value, at) => ofResponse(value, at, signs) ?? [])];
}

function piecesOf(events: readonly JsonObject[], form: HandedForm, release: Release): readonly Piece[] {
  if (form === 'chat') return events.map(ofChunk);
  return form === 'messages' ? saidInMessages(events, release) : saidInResponses(events, release);
}

/** The error that an event of a stream is; null for other events. */
export function errorOf(event: JsonObject): Broken | null {
  const { error = null } = event.type === 'response.failed' ? objectAt(event, 'response') : event;
  if (error === null || isArray(error)) return null;
  const given: JsonObject = typeof error === 'object' ? error : { message: error };
  return { type: textOf(given.type), message: textOf(given.message) };
}

/** What the answer of Bedrock's said that a stream was made of, as far as the stream tells. */
export function saidIn(events: readonly JsonObject[], form: HandedForm, release: Release): Decoded {
  const [error = null] = events.flatMap((event) => errorOf(event) ?? []);
  // That an answer just ended is for the release to notice; other errors are Bedrock's.
  const broken = error === null || error.message.includes(NO_END.message) ? null : error;
  const told = events.filter((event) => errorOf(event) === null);
  return { pieces: piecesOf(told, form, release), broken, knowsItsEnd: true };
}
