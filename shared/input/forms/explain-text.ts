import { isCutOff, isLog } from './debug-log.ts';

interface Kind {
  readonly holds: (text: string) => boolean;
  readonly message: string;
  readonly hint: string;
}

const WHAT_IS_READ =
  'Paste the call itself: litellm.completion(…), client.chat.completions.create({…}), converse(…), fetch(…).';

/** Texts in which no call was found, and what they are, most telling first. */
const KINDS: readonly Kind[] = [
  {
    holds: isCutOff,
    message: 'This log begins to say what LiteLLM sent and is cut off before the body ends',
    hint: 'Paste the block to its last line, the one that ends with }’.',
  },
  {
    holds: isLog,
    message: 'This log has no call to a model',
    hint: 'LiteLLM writes “POST Request Sent from LiteLLM” with LITELLM_LOG=DEBUG or --detailed_debug: paste that block.',
  },
  {
    holds: (text) =>
      /^[^\S\r\n\u2028\u2029]*(?:model_list|litellm_settings|router_settings|general_settings)\s*:/m.test(
        text,
      ),
    message: 'This is the configuration of a LiteLLM proxy, not a request',
    hint: 'Open it beside the model (Proxy), or drop the file on the window.',
  },
  {
    holds: (text) => /^\s*(?:HTTP\/[\d.]+ \d{3}|data: ?\{|event: )/.test(text),
    message: 'This is an answer, not a request',
    hint: 'Paste the request that led to it.',
  },
  {
    holds: (text) =>
      /^[^\S\r\n\u2028\u2029]*(?:Traceback \(most recent call last\)|[\w.]*(?:Error|Exception): )/m.test(
        text,
      ),
    message: 'This is an error that a program met; the call that led to it is not in it',
    hint: WHAT_IS_READ,
  },
  {
    holds: (text) =>
      /^[^\S\r\n\u2028\u2029]*(?:#!\/|(?:\$ )?(?:curl|docker|export(?= \w+=)|sudo|pip3?|npm|uv) )/m.test(
        text,
      ),
    message: 'These are commands, and none of them sends a request to a model',
    hint: 'Paste the curl, HTTPie or AWS CLI command that has the request.',
  },
  {
    holds: (text) =>
      /^[^\S\r\n\u2028\u2029]*(?:import |from \w+ import |def |async def |class |const |let |var |export |function |await |[A-Za-z_][\w.]*[^\S\r\n]*=[^\S\r\n]*\S)/m.test(
        text,
      ),
    message: 'This is code, and it has no call that Strata knows',
    hint: WHAT_IS_READ,
  },
];

/** What a text is in which no call was found, and what to paste instead; null where it is nothing known. */
export function explainText(text: string): { readonly message: string; readonly hint: string } | null {
  const kind = KINDS.find(({ holds }) => holds(text));
  return kind ? { message: kind.message, hint: kind.hint } : null;
}
