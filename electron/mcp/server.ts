import { randomBytes } from 'node:crypto';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { z } from 'zod';
import manifest from '../../package.json' with { type: 'json' };
import { Redactor } from '../../shared/redaction/redactor.ts';
import type { Context, Structured, Tool } from './tool.ts';
import { checkBody } from './tools/check-body.ts';
import { compare } from './tools/compare.ts';
import { explainParameter } from './tools/explain-parameter.ts';
import { inspectRequest } from './tools/inspect-request.ts';
import { searchHistory } from './tools/search-history.ts';
import { simulate } from './tools/simulate.ts';
import { sinceWhen } from './tools/since-when.ts';

/** Everything that an agent can ask. */
export const TOOLS: readonly Tool[] = [
  inspectRequest,
  checkBody,
  explainParameter,
  compare,
  sinceWhen,
  simulate,
  searchHistory,
];

const INSTRUCTIONS =
  'Strata knows what LiteLLM makes of a request to Amazon Bedrock, release by release, and what Bedrock answers. Start with inspect_request: it gives cause, evidence and fixes in one call.';

const redactor = new Redactor(randomBytes(16).toString('hex'));

/** What leaves for an agent ends in transcripts: credentials of the request stay here. */
function answered(structured: Structured) {
  const { text } = redactor.call(JSON.stringify(structured));
  return { content: [{ type: 'text' as const, text }], structuredContent: JSON.parse(text) };
}

/** What is wrong with a call, said without what it quotes of its secrets. */
const failed = (message: string) => ({
  isError: true,
  content: [{ type: 'text' as const, text: redactor.call(message).text }],
});

/** A server of the Model Context Protocol over the engine. Tools read and work things out; none changes anything. */
export function createMcpServer(context: Context): McpServer {
  const server = new McpServer(
    { name: 'strata', title: 'Strata', version: manifest.version },
    { instructions: INSTRUCTIONS },
  );
  for (const { name, title, description, input, output, run } of TOOLS) {
    const annotations = { title, readOnlyHint: true, openWorldHint: false };
    // A misspelt argument would be left out without a word: the answer would be to another question.
    const shapes = { inputSchema: z.strictObject(input), outputSchema: z.looseObject(output) };
    server.registerTool(name, { title, description, ...shapes, annotations }, async (args) => {
      try {
        return answered(await run(args as never, context));
      } catch (error) {
        return failed(error instanceof Error ? error.message : String(error));
      }
    });
  }
  return server;
}
