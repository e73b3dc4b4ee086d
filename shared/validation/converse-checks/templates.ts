import { isArray, isObject, type Json, type JsonObject } from '../../json/json.ts';
import type { Check } from '../families/family.ts';
import { about, begunAnswer, blocksOf, contentOf, lacking, messagesOf, standing } from './request.ts';

/** What the server of an open model says where its prompt template gives up, as Converse hands it on. */
const templateError = (message: string): string => {
  const error = {
    code: 'validation_error',
    message: `ErrorEvent { error: APIError { type: "BadRequestError", code: Some(400), message: ${JSON.stringify(message)}, param: None } }`,
    param: null,
    type: 'invalid_request_error',
  };
  return `The model returned the following errors: ${JSON.stringify({ error })}`;
};

const idOf = (block: JsonObject): string | undefined => {
  const call = block.toolUse ?? block.toolResult ?? null;
  const id = isObject(call) ? call.toolUseId : undefined;
  return typeof id === 'string' ? id : undefined;
};

// Longer ids are shortened before a server that wants at least nine sees them: those that Bedrock makes pass.
const BOUNDS = { exactly: /^[a-zA-Z0-9]{9}$/, 'at least': /^.{9}/s } as const;

const callIds: Check = (body, { row }) => {
  const bound = row.nineCharacterIds;
  if (!bound) return [];
  const wrong = blocksOf(body).find(({ block }) => !BOUNDS[bound.is].test(idOf(block) ?? 'ninechars'));
  if (!wrong) return [];
  const member = Object.hasOwn(wrong.block, 'toolUse') ? 'toolUse' : 'toolResult';
  const said = `Tool call id was ${idOf(wrong.block)} but must be a-z, A-Z, 0-9, with a length of 9.`;
  return [
    standing(bound, {
      pointer: `${wrong.pointer}/${member}/toolUseId`,
      sentence:
        bound.is === 'exactly' ? templateError(said) : `The model returned the following errors: ${said}`,
      why: 'The prompt template of the model knows calls by nine letters and digits.',
    }),
  ];
};

const continued = begunAnswer(
  ({ continues }) => continues,
  templateError(
    'Cannot set `add_generation_prompt` to True when the last message is from the assistant. Consider using `continue_final_message` instead.',
  ),
);

const NOT_IN_TURN = 'Conversation roles must alternate user/assistant/user/assistant/...';

/** A system message stands where the template wants the user's. */
const systemTurn: Check = ({ system }, { row }) => {
  const allowed = row.systemTurn;
  if (!allowed || allowed.is || !isArray(system ?? null) || (system as readonly Json[]).length === 0)
    return [];
  return [
    standing(allowed, {
      pointer: '/system',
      sentence: templateError(NOT_IN_TURN),
      why: 'The prompt template of the model has no place for a system message.',
      fixes: [{ kind: 'drop', pointer: '/system' }],
    }),
  ];
};

/** A choice of one tool is handed on as no choice. */
const toolParser: Check = ({ toolConfig }, { row }) => {
  const given = row.toolParser;
  const { tools, toolChoice } = isObject(toolConfig ?? null) ? (toolConfig as JsonObject) : {};
  if (!given || given.is || tools === undefined) return [];
  const any = isObject(toolChoice ?? null) && Object.hasOwn(toolChoice as JsonObject, 'any');
  return [
    standing(given, {
      pointer: '/toolConfig',
      sentence: templateError(
        any
          ? 'tool_choice="required" requires --tool-call-parser to be set'
          : '"auto" tool choice requires --enable-auto-tool-choice and --tool-call-parser to be set',
      ),
      why: 'The server of the model was started without a reader of tool calls.',
      fixes: [{ kind: 'drop', pointer: '/toolConfig' }],
    }),
  ];
};

const toolTurns: Check = (body, { row }) => {
  const allowed = row.toolTurns;
  if (!allowed || allowed.is) return [];
  const at = messagesOf(body).findIndex((message) =>
    contentOf(message).some((block) => Object.hasOwn(block, 'toolResult')),
  );
  if (at < 0) return [];
  return [
    standing(allowed, {
      pointer: `/messages/${at}`,
      key: 'toolResult',
      sentence: templateError(NOT_IN_TURN),
      why: 'The prompt template of the model has no turn for the results of tools.',
    }),
  ];
};

const resultStatus: Check = (body, { row }) => {
  const allowed = row.resultStatus;
  if (!allowed || allowed.is) return [];
  const given = blocksOf(body).find(
    ({ block: { toolResult = null } }) => isObject(toolResult) && Object.hasOwn(toolResult, 'status'),
  );
  if (!given) return [];
  const pointer = `${given.pointer}/toolResult/status`;
  return [
    standing(allowed, {
      pointer,
      sentence: lacking('status'),
      why: 'The model does not take the status of a result.',
      fixes: [{ kind: 'drop', pointer }],
    }),
  ];
};

/** Rules of prompt templates, which speak after everything that Converse checks itself. */
export const TEMPLATE_CHECKS: readonly Check[] = [
  about(['toolResult'], resultStatus),
  systemTurn,
  toolParser,
  about(['toolResult'], toolTurns),
  continued,
  about(['toolUse', 'toolResult'], callIds),
];
