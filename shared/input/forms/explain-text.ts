import { isCutOff, isLog } from './debug-log.ts';

interface Kind {
  readonly holds: (text: string) => boolean;
  readonly message: string;
  readonly hint: string;
}

const WHAT_IS_READ =
  'Paste the call itself: litellm.completion(…), client.chat.completions.create({…}), converse(…), fetch(…).';

/** A request of a .http file whose body lies in another file, behind the sign `<`. */
const BODY_OF_A_FILE =
  /^(?:POST|PUT)[ \t][^\n]*\r?\n(?:[\w-]+:[^\n]*\r?\n)*[ \t]*\r?\n<@?[ \t]*[^\s{][^\n]*$/m;

/** JSON that a text processor gave typographic quotes. */
const CURLY_QUOTES = /^\s*\{\s*[“”„]/;

/** A request as YAML writes it. */
const AS_YAML = /^(?:model|messages|input|prompt):[ \t]*(?:[\w"'/.:-]+[ \t]*)?\r?$/m;

/** Clients of AWS and others in languages that are not read. */
const OTHER_LANGUAGE =
  /\b(?:aws\.String\(|bedrockruntime\.\w+Input\{|anthropic\.MessageNewParams\{|openai\.ChatCompletion(?:NewParams|Request)\{|(?:Converse|InvokeModel)\w*Request\.builder\(\)|new (?:Converse|InvokeModel)\w*Request\b|\.converse\(\)\s*\.model_id\()/;

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
    holds: (text) => CURLY_QUOTES.test(text),
    message: 'This JSON has typographic quotes: “ and ” instead of "',
    hint: 'Replace them, or copy the text from where a text processor has not changed it.',
  },
  {
    holds: (text) => BODY_OF_A_FILE.test(text),
    message: 'The body of this request lies in another file, which is not in the text',
    hint: 'Paste the content of that file in place of the line with <.',
  },
  {
    holds: (text) => OTHER_LANGUAGE.test(text),
    message: 'This is code of a language that Strata does not read: it reads Python and JavaScript',
    hint: 'Paste the request as JSON, or what a debug log says was sent.',
  },
  {
    holds: (text) =>
      /^[^\S\r\n\u2028\u2029]*(?:- )?(?:model_list|litellm_settings|router_settings|general_settings|model_name|litellm_params)\s*:/m.test(
        text,
      ),
    message: 'This is the configuration of a LiteLLM proxy, not a request',
    hint: 'Open it beside the model (Proxy), or drop the file on the window.',
  },
  {
    holds: (text) => /^\s*model:/.test(text) && (text.match(new RegExp(AS_YAML, 'gm')) ?? []).length > 1,
    message: 'This is a request written in YAML, which is not read',
    hint: 'Paste it as JSON: {"model": …, "messages": […]}.',
  },
  {
    holds: (text) =>
      /^\s*(?:HTTP\/[\d.]+ \d{3}|data: ?\{|event: |(?:ModelResponse|ChatCompletion|Message|Response)\(id=)/.test(
        text,
      ),
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
