import { isArray, isObject, type Json, type JsonObject } from '../../json/json.ts';
import { child } from '../../json/pointer.ts';
import { POINTS_KEY } from '../../pipeline/cache/points.ts';
import type { ModuleSettings } from '../../pipeline/call/result.ts';
import { readDropParams } from '../../pipeline/completion/control.ts';
import { AUTO_SUMMARY } from '../../pipeline/messages-api/summary.ts';
import { has } from '../../pipeline/releases/behaviours.ts';
import type { Profile } from '../../pipeline/releases/profile.ts';
import { parametersOf } from '../../pipeline/transform.ts';
import { Draft } from '../draft.ts';
import { type Origin, originAt } from '../origin.ts';
import { markInput } from './cache-points.ts';
import { BridgeFailure } from './draft-messages.ts';
import { takesResponses } from './endpoint.ts';
import { headersOfResponses } from './extra-headers.ts';
import { eachOnce, type GivenTool, hoistedTools } from './hoisted-tools.ts';
import { itemMarks } from './item-marks.ts';
import { type InputItem, inputItems, inputMessages } from './items.ts';
import { withinMarkLimit } from './mark-limit.ts';
import { CARRIED, carriedSince, NAMED, SAME_NAME } from './named-arguments.ts';
import { untranslatable } from './own-fields.ts';
import { withToolSearch } from './tool-search.ts';
import { chatToolChoice, chatTools } from './tools.ts';

const SOURCE = 'LiteLLM responses(), LiteLLMCompletionResponsesConfig';

/** Efforts by name that LiteLLM makes a `reasoning` of. */
const EFFORTS: ReadonlySet<Json> = new Set(['none', 'minimal', 'low', 'medium', 'high', 'xhigh']);

/** The chat call reads the provider off a model string from which it was taken already: a second `bedrock/` goes, too. */
const readAgain = (model: Json): Json =>
  typeof model === 'string' ? model.replace(/^bedrock\/(?=bedrock\/)/, '') : model;

class Bridge {
  readonly from: Draft;
  readonly to = new Draft();
  readonly release: Profile['release'];
  readonly #profile: Profile;
  readonly #settings: ModuleSettings;
  readonly #dropped: ReadonlySet<Json>;
  readonly #untranslatable: ReadonlySet<string>;

  constructor(from: Draft, profile: Profile, settings: ModuleSettings) {
    this.from = from;
    this.#settings = settings;
    this.#profile = profile;
    this.release = profile.release;
    const names = from.get('additional_drop_params') ?? null;
    this.#dropped = new Set(isArray(names) ? names : []);
    this.#untranslatable = untranslatable(from.request, this.#dropped, profile);
  }

  /** An argument of the Responses call, null for none or one that `additional_drop_params` takes away. */
  given(key: string): Json {
    return this.#dropped.has(key) ? null : (this.from.get(key) ?? null);
  }

  origin(pointer: string): Origin {
    return originAt(this.from.origins, pointer) ?? { from: 'proxy' };
  }

  put(key: string, value: Json, source: string): void {
    if (value !== null) this.to.set(key, value, this.origin(child('', source)), this.from.request, source);
  }

  lose(key: string, why: string): void {
    this.to.lose({ origin: this.origin(child('', key)), why, source: SOURCE });
  }

  /** Items of the input with their marks, and tools: those of the call and those that came among the items. */
  parts(): { readonly items: readonly InputItem[]; readonly tools: readonly GivenTool[] } {
    const given = this.given('tools') ?? [];
    const own = (isArray(given) ? given : []).map((tool, i) => ({ tool, from: child('/tools', i) }));
    const items = this.items();
    if (!has(this.release, 'responses-hoists-tools')) return { items, tools: own };
    const hoisted = hoistedTools(items);
    if (hoisted.items.length === items.length) return { items, tools: own };
    const tools = [...own, ...hoisted.tools];
    const once = has(this.release, 'responses-hoists-each-tool-once');
    const dropping = once && readDropParams(this.from.request, this.#profile);
    return { items: hoisted.items, tools: dropping ? eachOnce(tools) : tools };
  }

  items(): readonly InputItem[] {
    const items = inputItems(this.from.get('input') ?? null, '/input');
    const marked = markInput(items, this.from.request, this.#profile);
    if (!marked) return items;
    if (marked.points === null) this.to.remove(POINTS_KEY);
    else this.put(POINTS_KEY, marked.points, POINTS_KEY);
    for (const { from } of marked.lost) {
      const why = 'Before 1.95 LiteLLM sets cache marks on items with a role only and leaves all others out.';
      this.to.lose({ origin: this.origin(from), why, source: SOURCE });
    }
    return marked.items;
  }

  messages(items: readonly InputItem[]): void {
    const instructions = this.given('instructions');
    const first = instructions
      ? [{ from: '/instructions', message: { role: 'system', content: instructions } }]
      : [];
    const marks = itemMarks(this.from.request, this.#profile);
    const given = inputMessages(items, marks, this.release);
    const drafts = [...first, ...withinMarkLimit(given, this.from.request, this.#profile, marks)];
    this.to.set(
      'messages',
      drafts.map(({ message }) => message),
      this.origin('/input'),
    );
    drafts.forEach(({ from }, i) => void this.to.note(child('/messages', i), this.origin(from)));
  }

  tools(given: readonly GivenTool[]): void {
    const { tools, webSearch } = chatTools(given, this.release);
    const choice = chatToolChoice(this.given('tool_choice'), this.release);
    const calls = this.given('parallel_tool_calls');
    if (has(this.release, 'responses-empty-tools-dropped') && tools.length === 0) {
      if (choice !== null) this.lose('tool_choice', 'There is no tool to choose.');
      if (has(this.release, 'responses-empty-tools-drop-parallel')) {
        if (calls !== null) this.lose('parallel_tool_calls', 'There is no tool to call.');
        this.to.remove('parallel_tool_calls');
      }
    } else {
      this.put('tool_choice', choice, 'tool_choice');
      this.to.set(
        'tools',
        tools.map(({ tool }) => tool),
        this.origin('/tools'),
      );
      tools.forEach(({ from }, i) => void this.to.note(child('/tools', i), this.origin(from)));
    }
    if (webSearch === null) return;
    if (this.#takes('web_search_options')) this.put('web_search_options', webSearch, 'tools');
    else this.lose('tools', 'The model searches no web: since 1.92 LiteLLM leaves the tool for it out.');
  }

  /** True unless the release leaves out what the model is not known to take. */
  #takes(parameter: string): boolean {
    const model = this.from.get('model');
    if (!has(this.release, 'responses-web-search-by-model') || typeof model !== 'string') return true;
    return parametersOf(model, this.#profile.id)?.includes(parameter) ?? true;
  }

  /** An effort that a deployment names: as one that wants a summary, where the release hands that on. */
  effortWithSummary(): void {
    const effort = this.from.get('reasoning_effort') ?? null;
    if (!this.#settings.reasoningAutoSummary || has(this.release, 'responses-reasoning-whole')) return;
    if (EFFORTS.has(effort))
      this.put('reasoning_effort', { effort, summary: AUTO_SUMMARY }, 'reasoning_effort');
  }

  reasoning(): void {
    if (!has(this.release, 'responses-reasoning-read')) {
      this.lose('reasoning', 'Before 1.80.11 a chat call that is made of a Responses call has no reasoning.');
      return;
    }
    const given = this.given('reasoning');
    if (given === null) {
      this.effortWithSummary();
      return;
    }
    if (typeof given === 'string') {
      this.put('reasoning_effort', given === '' ? null : given, 'reasoning');
      return;
    }
    if (!isObject(given) || Object.keys(given).length === 0) return;
    if (has(this.release, 'responses-reasoning-whole')) {
      this.put('reasoning_effort', given.effort ?? null, 'reasoning');
      if (given.summary !== undefined)
        this.lose('reasoning', 'A summary of the reasoning has no place in a chat call.');
      return;
    }
    const whole = given.summary !== undefined || given.effort === undefined;
    this.put('reasoning_effort', whole ? given : (given.effort ?? null), 'reasoning');
  }

  text(): void {
    const text = this.given('text');
    if (!isObject(text)) return;
    const format = isObject(text.format ?? null) ? (text.format as JsonObject) : {};
    if (format.type === 'json_schema') {
      const { name = 'response_schema', schema = {}, strict = false } = format;
      this.put('response_format', { type: 'json_schema', json_schema: { name, schema, strict } }, 'text');
    } else if (format.type === 'json_object') this.put('response_format', { type: 'json_object' }, 'text');
    if (has(this.release, 'responses-verbosity') && typeof text.verbosity === 'string')
      this.put('verbosity', text.verbosity, 'text');
  }

  stream(): void {
    const stream = this.from.get('stream') ?? null;
    this.put('stream', stream, 'stream');
    if (stream === true) this.to.set('stream_options', { include_usage: true }, { from: 'proxy' });
  }

  rest(): void {
    for (const key of Object.keys(this.from.request)) {
      if (!NAMED.has(key)) this.other(key);
      else if (!CARRIED.has(key) && !this.carries(key))
        this.lose(key, 'The chat call that LiteLLM makes of a Responses call has no place for it.');
    }
  }

  carries(key: string): boolean {
    const since = carriedSince.get(key);
    return since !== undefined && has(this.release, since);
  }

  /** An argument that `responses()` takes by no name: it reaches the chat call as it is. */
  other(key: string): void {
    const value = this.from.get(key) ?? null;
    if (key === 'client_metadata' && has(this.release, 'responses-client-metadata-dropped'))
      this.lose(key, 'What a client says of itself is not sent since 1.104.');
    else if (key === 'extra_body' && !has(this.release, 'responses-extra-body'))
      this.lose(key, 'Before 1.81.12 a Responses call keeps its extra_body to itself.');
    else if (this.#untranslatable.has(key) && value !== null)
      this.lose(key, 'Chat completions have no such parameter; with drop_params LiteLLM leaves it out.');
    else this.put(key, key === 'model' ? readAgain(value) : value, key);
  }

  run(): Draft {
    this.rest();
    for (const key of carriedSince.keys()) if (this.carries(key)) this.put(key, this.given(key), key);
    const { items, tools } = this.parts();
    this.messages(items);
    for (const key of SAME_NAME) this.put(key, this.given(key), key);
    this.tools(withToolSearch(tools, this.from.request, this.#profile));
    this.put('max_tokens', this.given('max_output_tokens'), 'max_output_tokens');
    this.reasoning();
    this.text();
    const headers = headersOfResponses(this.from.get('extra_headers') ?? null, this.release);
    this.put('extra_headers', headers, 'extra_headers');
    this.stream();
    for (const loss of this.from.losses) this.to.lose(loss);
    return this.to;
  }
}

/**
 * The chat completions call that LiteLLM makes of a Responses call to a model without a Responses API of its
 * own, as most models on Bedrock are. Throws {@link BridgeFailure} where LiteLLM fails on it.
 */
export function bridgeToChat(draft: Draft, profile: Profile, settings: ModuleSettings): Draft {
  if (draft.get('input') === undefined) {
    throw new BridgeFailure('TypeError', 'LiteLLM fails: a Responses call needs an input.');
  }
  if (!has(profile.release, 'responses-know-their-provider')) {
    throw new BridgeFailure(
      'APIConnectionError',
      'LiteLLM fails: before 1.81.6 a Responses call does not know its provider when it looks at AWS settings such as aws_region_name.',
    );
  }
  if (takesResponses(draft.get('model'), profile.release)) {
    throw new BridgeFailure(
      'RouteNotModelled',
      'LiteLLM hands this call to Bedrock’s own Responses endpoint (/openai/v1/responses), which takes it nearly as it is; Strata models InvokeModel and Converse.',
    );
  }
  return new Bridge(draft, profile, settings).run();
}
