import type { Json } from '../../../../shared/json/json.ts';
import { SNIPPETS } from '../../../../shared/share/snippets/index.ts';
import { ownHeaders, type Snippet, type SnippetInput } from '../../../../shared/share/snippets/snippet.ts';
import { CASES, inputOf } from './cases.ts';
import { MARK, type Recorded, startRecorder } from './recorder.ts';
import { runPrograms, runShell } from './runners.ts';

/** What became of one snippet of one case. */
export interface Sent {
  readonly case: string;
  readonly snippet: string;
  /** The body that had to arrive, and the headers that no client sets by itself. */
  readonly expected: Json;
  readonly headers: Readonly<Record<string, string>>;
  /** What arrived. */
  readonly arrived: readonly Recorded[];
  /** What the program wrote where nothing arrived. */
  readonly errors: string;
}

/** A snippet of a case. */
export interface Written {
  readonly name: string;
  readonly snippet: Snippet;
  readonly input: SnippetInput;
  readonly text: string;
}

/** Every snippet with one of these ids, of every case that it fits. */
export const written = (ids: readonly string[]): readonly Written[] =>
  CASES.flatMap((one) => {
    const input = inputOf(one);
    return SNIPPETS.filter((snippet) => ids.includes(snippet.id) && snippet.fits(input)).map((snippet) => ({
      name: one.name,
      snippet,
      input,
      text: snippet.write(input),
    }));
  });

export const sent = (
  { name, snippet, input }: Written,
  arrived: readonly Recorded[],
  errors: string,
): Sent => ({
  case: name,
  snippet: snippet.id,
  expected: JSON.parse(input.outgoing.bodyText) as Json,
  headers: Object.fromEntries(ownHeaders(input.outgoing).map(([key, value]) => [key.toLowerCase(), value])),
  arrived,
  errors: arrived.length > 0 ? '' : errors,
});

export const endpointOf = (url: string): Readonly<Record<string, string>> => ({
  AWS_ENDPOINT_URL_BEDROCK_RUNTIME: url,
  AWS_BEDROCK_RUNTIME_ENDPOINT: url,
});

export interface Programs {
  readonly program: string;
  readonly ending: 'mjs' | 'py';
  readonly ids: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Of the cases only these. */
  readonly only?: (input: SnippetInput) => boolean;
}

/** Runs commands of a shell, each alone. */
export async function sendByShell(
  ids: readonly string[],
  endpoint: string,
  root: string,
  env: Readonly<Record<string, string>> = {},
): Promise<readonly Sent[]> {
  const recorder = await startRecorder(endpoint);
  try {
    const results: Sent[] = [];
    for (const one of written(ids)) {
      const { errors, code } = await runShell(one.text, { ...endpointOf(recorder.url), ...env }, root);
      results.push(sent(one, recorder.take().flat(), `ended with ${code}: ${errors}`));
    }
    return results;
  } finally {
    await recorder.close();
  }
}

/** Runs programs of one language, all in one process. */
export async function sendByPrograms(
  { program, ending, ids, env = {}, only = () => true }: Programs,
  endpoint: string,
  root: string,
): Promise<readonly Sent[]> {
  const recorder = await startRecorder(endpoint);
  try {
    const all = written(ids).filter(({ input }) => only(input));
    const { errors } = await runPrograms(
      program,
      ending,
      all.map(({ text }) => text),
      { ...endpointOf(recorder.url), ...env, NEXT_URL: `${recorder.url}${MARK}` },
      root,
    );
    const parts = recorder.take();
    return all.map((one, i) => sent(one, parts[i] ?? [], errors));
  } finally {
    await recorder.close();
  }
}
