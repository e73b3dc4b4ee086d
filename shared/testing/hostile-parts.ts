/* Pieces that hostile requests and bodies are made of. */

export const MODEL = 'bedrock/invoke/anthropic.claude-sonnet-4-20250514-v1:0';
export const CLAUDE = 'anthropic.claude-sonnet-4-20250514-v1:0';

/** So many parts of JSON text as `size` has room for, with commas between them. */
export function many(size: number, part: (i: number) => string): string {
  const parts: string[] = [];
  for (let length = 0, i = 0; length < size; i++) {
    const one = part(i);
    parts.push(one);
    length += one.length + 1;
  }
  return parts.join(',');
}

export const turn = (i: number, content: string): string =>
  `{"role":"${i % 2 === 0 ? 'user' : 'assistant'}","content":${content}}`;
export const HELLO = turn(0, '"Hello"');
export const call = (rest: string, messages: string = HELLO): string =>
  `{"model":"${MODEL}","max_tokens":64,"messages":[${messages}]${rest}}`;

export const tool = (
  i: number,
  schema = '{"type":"object","properties":{"city":{"type":"string"}}}',
): string =>
  `{"type":"function","function":{"name":"tool_${i}","description":"Looks something up","parameters":${schema}}}`;

/** An object schema with properties `breadth` wide, nested `depth` deep. */
export function nested(depth: number, inner: string): string {
  return '{"type":"object","properties":{"a":'.repeat(depth) + inner + '}}'.repeat(depth);
}
