import { z } from 'zod';
import { FORM_IDS } from '../../shared/input/forms.ts';
import { readRequest } from '../../shared/input/read-request.ts';
import type { InputProblem } from '../../shared/input/text-range.ts';
import { isTooDeep, NestedTooDeep } from '../../shared/json/depth.ts';
import type { Json } from '../../shared/json/json.ts';
import { errorText } from '../../shared/pipeline/call/failures.ts';
import type { ModuleSettings, TransformInput } from '../../shared/pipeline/call/result.ts';
import { type ProfileId, profileOf, readProfileId } from '../../shared/pipeline/releases/profile.ts';
import { standingText } from '../../shared/pipeline/releases/standing.ts';
import { type Entrance, enter } from '../inspector/enter.ts';
import { DAY } from '../inspector/today.ts';
import { ToolError } from './tool.ts';

const MOST_CHARACTERS = 4 * 1024 * 1024;

/** How a release is named, for every tool that takes one. */
export const profileInput = z
  .string()
  .max(40)
  .describe(
    'The LiteLLM release that makes the body: litellm-1.96.2 (any version), litellm-1.96 (its latest patch), litellm-latest, or strict (only what Bedrock accepts). Default: litellm-latest',
  );

/** JSON as text or as it is: agents hand over both. */
export const textOrObject = (most: number) =>
  z.union([z.string().max(most), z.record(z.string(), z.unknown())]);

/** The text of what was handed over. @throws NestedTooDeep */
export function asText(given: z.infer<ReturnType<typeof textOrObject>>): string {
  if (typeof given === 'string') return given;
  if (isTooDeep(given as Json)) throw new NestedTooDeep();
  return JSON.stringify(given);
}

export const requestInput = textOrObject(MOST_CHARACTERS).describe(
  'The request: the keyword arguments of the LiteLLM call as JSON, or as text a curl command, Python or JavaScript that makes the call (nothing is run), or a log that holds it',
);

/** What a request goes through, the same for every tool that takes one. */
export const callInput = {
  request: requestInput,
  profile: profileInput.optional(),
  api: z
    .enum(FORM_IDS)
    .optional()
    .describe(
      'The form the request is in: chat for litellm.completion, messages for litellm.anthropic_messages … Default: what it says itself; read_as of inspect_request tells. max_tokens and thinking alone fit both chat and messages',
    ),
  route: z
    .enum(['invoke', 'converse'])
    .optional()
    .describe('Takes this route whatever the model string says. Default: that of the model string'),
  drop_params: z.boolean().optional().describe('litellm.drop_params = True'),
  modify_params: z.boolean().optional().describe('litellm.modify_params = True'),
};
/** The day of a verdict: models come to the end of their lives. */
export const dayInput = z
  .string()
  .regex(DAY)
  .optional()
  .describe('Answers as Bedrock does on this day, YYYY-MM-DD. Default: today');

export type CallInput = z.infer<z.ZodObject<typeof callInput>>;

/** What {@link profileAnswer} gives, as a tool's output says it. */
export const profileOutput = { profile: z.string(), exactness: z.string() };

/** A list of things that are told apart by their names; each may hold more. */
export const listOf = (shape: z.ZodRawShape = {}) => z.array(z.looseObject(shape));

/** The profile that a text names. Throws {@link ToolError}. */
export function readProfile(text: string | undefined): ProfileId {
  const id = readProfileId(text ?? 'litellm-latest');
  if (id) return id;
  throw new ToolError(
    `${JSON.stringify(text)} names no release. Write litellm-1.96.2, litellm-1.96, litellm-latest or strict.`,
  );
}

/** A profile as an answer names it: what was asked for, and which recorded behaviour stands for it. */
export function profileAnswer(id: ProfileId): { readonly profile: string; readonly exactness: string } {
  const { label, standing, strict } = profileOf(id);
  return { profile: label, exactness: strict ? 'Strata’s own' : standingText(standing) };
}

export const settingsOf = (call: CallInput): ModuleSettings => ({
  dropParams: call.drop_params,
  modifyParams: call.modify_params,
});

/** What is wrong with a request and where, in one line. */
export function sentenceOf({ message, hint, range }: InputProblem): string {
  const end = /[.!?]$/.test(message) ? '' : '.';
  return `Line ${range.line}, column ${range.column}: ${message}${end} ${hint}`;
}

/** What was handed over as a request, read, with the way that it takes into LiteLLM. Throws {@link ToolError} with line and column. */
export function readEntrance(call: CallInput): Entrance {
  const read = readRequest(asText(call.request), call.api ?? 'auto');
  if (!read.ok) {
    const [first] = read.problems;
    throw new ToolError(first ? sentenceOf(first) : 'The request cannot be read.');
  }
  return { read, config: null, deployment: 0, settings: settingsOf(call) };
}

/** The call that a text makes, at the point where LiteLLM's stages begin. Throws {@link ToolError}. */
export function readCall(call: CallInput, profile: ProfileId): TransformInput {
  const entrance = readEntrance(call);
  const entered = enter(entrance.read.request, entrance, profile);
  if (!entered.ok) throw new ToolError(errorText(entered.error));
  return { ...entered.entered.input, ...(call.route ? { route: call.route } : {}) };
}
