import path from 'node:path';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { historyFile } from '../../history/place.ts';
import { configDir } from '../../hosts/config-dir.ts';
import { serveMcp } from '../../mcp/http.ts';
import { createMcpServer, TOOLS } from '../../mcp/server.ts';
import type { Context } from '../../mcp/tool.ts';
import { type Command, readOptions, readPort, UsageError, unusablePort } from '../command.ts';
import type { Output } from '../output.ts';
import { untilAskedToEnd } from '../shutdown.ts';

const help = `Usage: strata mcp [options]

Serves the engine to coding agents by the Model Context Protocol, over stdin and stdout.

  --http      serves it on 127.0.0.1 instead; prints one line of JSON with "url" and "token"
  --port N    with --http: the port; 0, the default, takes a free one

STRATA_MCP_TOKEN fixes the token, so that it stays over restarts (16 characters at least).

Tools:
${TOOLS.map(({ name, title }) => `  ${name.padEnd(18)} ${title}`).join('\n')}

No tool changes anything, and nothing leaves this machine. Runs until it is ended.

Exit code: 0 ended, 2 wrong usage or the port is taken.`;

const contextOf = (): Context => ({
  historyFile: historyFile(configDir()),
  storeProgram: path.join(__dirname, '../store/store.cjs'),
});

function fixedToken(): string | undefined {
  const token = process.env.STRATA_MCP_TOKEN;
  if (token !== undefined && token.length < 16)
    throw new UsageError('STRATA_MCP_TOKEN has 16 characters at least.');
  return token;
}

async function overHttp(port: number, output: Output): Promise<void> {
  const token = fixedToken();
  const ended = untilAskedToEnd();
  const server = await serveMcp(contextOf(), port, token).catch((error: unknown) => {
    throw unusablePort(port, error);
  });
  await output.line(JSON.stringify({ url: server.url, token: server.token }));
  await output.flush();
  await ended;
  await server.close();
}

async function overStdio(): Promise<void> {
  const server = createMcpServer(contextOf());
  const ended = new Promise<void>((resolve) => {
    process.stdin.once('end', resolve);
    void untilAskedToEnd().then(resolve);
  });
  // Each answer that waits for the pipe listens; Node warns of a leak where more than ten do.
  process.stdout.setMaxListeners(0);
  await server.connect(new StdioServerTransport());
  await ended;
  await server.close();
}

export const mcpCommand: Command = {
  help,
  async run(args, output) {
    const { values } = readOptions({
      args: [...args],
      options: { http: { type: 'boolean', default: false }, port: { type: 'string' } },
    });
    if (values.port !== undefined && !values.http) throw new UsageError('--port goes with --http.');
    if (values.http) await overHttp(readPort(values.port ?? '0'), output);
    else await overStdio();
    return 0;
  },
};
