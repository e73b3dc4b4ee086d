/** How the types of tools begin that Anthropic defines itself: they keep their form. */
const HOSTED = [
  'web_search',
  'bash',
  'text_editor',
  'code_execution',
  'web_fetch',
  'memory',
  'tool_search_tool',
];

/** True for the type of a tool that Anthropic defines itself. */
export const isHostedTool = (type: string): boolean => HOSTED.some((name) => type.startsWith(name));
