import type { Json } from '../../../json/json.ts';
import type { Context } from '../../call/context.ts';
import type { Family } from '../../call/family.ts';
import type { FamilyId } from '../../call/model.ts';
import { objectOf } from '../../call/params.ts';
import { type Row, type Table, walkTable } from '../../call/table.ts';
import { rule } from '../../ledger/rule.ts';
import { STREAM_IN_PATH } from '../text/form.ts';
import { plainTexts } from '../text/plain-texts.ts';
import { chatMessages } from './messages.ts';
import { keptAll } from './table.ts';

const SOURCE = 'Strata strict profile; AWS page of the model';

const MESSAGES = rule({
  id: 'build.strict.messages',
  stage: 'build',
  fate: 'mapped',
  text: 'The model takes messages; LiteLLM would send it a prompt string, which Bedrock refuses.',
  source: SOURCE,
});
const TEXT = rule({
  id: 'build.strict.text',
  stage: 'build',
  fate: 'kept',
  text: 'The message is sent as it is, its content as one string.',
  source: SOURCE,
});

/** A chat form that the strict profile uses where LiteLLM has none for the model. */
export interface StrictChat {
  readonly id: FamilyId;
  readonly label: string;
  /** What its rules are called where the family has more than one form. */
  readonly rules?: string;
  /** Parameters sent under their own names. */
  readonly kept: readonly string[];
  /** Parameters that need more than that. */
  readonly table?: Table;
  readonly accepts?: readonly string[];
  /** True where content must be a string. */
  readonly plain?: boolean;
}

function messagesOf(plain: boolean, context: Context): Json {
  if (!plain) return chatMessages(context.messages, context);
  return plainTexts(context.messages, context).map(({ value, at }) =>
    context.trace.whole({ ...value }, at, TEXT),
  );
}

/** Makes a family of a chat form: messages and parameters side by side, without a model. */
export function strictChat({
  id,
  label,
  rules = id,
  kept,
  table = {},
  accepts = [],
  plain = false,
}: StrictChat): Family {
  const rows: Table = { ...keptAll(`strict.${rules}`, SOURCE, kept), ...table, stream: STREAM_IN_PATH };
  return {
    id,
    label,
    supported: () => Object.keys(rows),
    accepts: () => accepts,
    map: (params, context) => walkTable(rows, params, context),
    build: (params, context) => {
      const rest = objectOf(params, context.trace);
      const messages = messagesOf(plain, context);
      const body = context.trace.inherit({ messages, ...rest }, rest);
      return { body: context.trace.member(body, 'messages', '/messages', MESSAGES), headers: {} };
    },
  };
}

/** `max_completion_tokens` of a form that knows only `max_tokens`. */
export const TO_MAX_TOKENS: Row = {
  to: 'max_tokens',
  rule: rule({
    id: 'map.strict.max_completion_tokens',
    stage: 'map',
    fate: 'renamed',
    text: 'max_completion_tokens is called max_tokens in this body form.',
    source: SOURCE,
  }),
};

/** The family of LiteLLM, and in its place another one where the strict profile knows better. */
export function strictly(family: Family, applies: (base: string) => boolean, strict: Family): Family {
  const chosen = ({ profile, model }: Context): Family =>
    profile.strict && applies(model.baseModel) ? strict : family;
  return {
    id: family.id,
    label: family.label,
    supported: (context) => chosen(context).supported(context),
    accepts: (context) => chosen(context).accepts(context),
    map: (params, context) => chosen(context).map(params, context),
    build: (params, context) => chosen(context).build(params, context),
  };
}
