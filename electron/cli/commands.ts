import type { CommandEntry } from './command.ts';

/** Every command, in the order of the list that `strata help` shows. */
export const COMMANDS: readonly CommandEntry[] = [
  {
    name: 'transform',
    summary: 'what LiteLLM sends for a request: path, headers, body',
    load: async () => (await import('./commands/transform.ts')).transformCommand,
  },
  {
    name: 'check',
    summary: 'whether Bedrock accepts a body, in its own words',
    load: async () => (await import('./commands/check.ts')).checkCommand,
  },
  {
    name: 'audit',
    summary: 'what is wrong over all the calls of a log',
    load: async () => (await import('./commands/audit.ts')).auditCommand,
  },
  {
    name: 'chunks',
    summary: 'when each frame of a stream becomes visible for a chunk size',
    load: async () => (await import('./commands/chunks.ts')).chunksCommand,
  },
  {
    name: 'response',
    summary: 'what LiteLLM hands to its caller for Bedrock’s answer, and what is lost',
    load: async () => (await import('./commands/response.ts')).responseCommand,
  },
  {
    name: 'releases',
    summary: 'the LiteLLM releases that are known, and how exactly',
    load: async () => (await import('./commands/releases.ts')).releasesCommand,
  },
  {
    name: 'bisect',
    summary: 'between which LiteLLM releases the outcome of a request changes',
    load: async () => (await import('./commands/bisect.ts')).bisectCommand,
  },
  {
    name: 'report',
    summary: 'a report of a request: what is wrong, the shortest case, since when, evidence',
    load: async () => (await import('./commands/report.ts')).reportCommand,
  },
  {
    name: 'simulate',
    summary: 'Bedrock on loopback: answers, refusals, streams, faults',
    load: async () => (await import('./commands/simulate.ts')).simulateCommand,
  },
  {
    name: 'capture',
    summary: 'the calls of running programs to Bedrock, as they happen',
    load: async () => (await import('./commands/capture.ts')).captureCommand,
  },
  {
    name: 'run',
    summary: 'one program, with its calls to Bedrock captured',
    load: async () => (await import('./commands/run.ts')).runCommand,
  },
  {
    name: 'history',
    summary: 'what was captured and sent, found again',
    load: async () => (await import('./commands/history.ts')).historyCommand,
  },
  {
    name: 'open',
    summary: 'a share file or a HAR log, taken into the history or shown as a page',
    load: async () => (await import('./commands/open.ts')).openCommand,
  },
  {
    name: 'mcp',
    summary: 'the engine for coding agents, by the Model Context Protocol',
    load: async () => (await import('./commands/mcp.ts')).mcpCommand,
  },
  {
    name: 'serve',
    summary: 'the app in your browser, on loopback',
    load: async () => (await import('./commands/serve.ts')).serveCommand,
  },
];
