/** Clients by what their `user-agent` holds, the most telling first; the group is the version. */
const CLIENTS: readonly (readonly [pattern: RegExp, name: string])[] = [
  [/claude-cli\/([\w.-]+)/, 'Claude Code'],
  [/langchain-aws[/#]([\w.-]+)/i, 'langchain-aws'],
  [/ai-sdk\/amazon-bedrock\/([\w.-]+)/, 'AI SDK'],
  [/AnthropicBedrock\/(?:JS|Python) ([\w.-]+)/, 'Anthropic SDK'],
  [/Anthropic\/(?:JS|Python) ([\w.-]+)/, 'Anthropic SDK'],
  [/AsyncOpenAI\/\w+ ([\w.-]+)|OpenAI\/\w+ ([\w.-]+)/, 'OpenAI SDK'],
  [/litellm\/([\w.-]+)/i, 'LiteLLM'],
  [/aws-cli\/([\w.-]+)/, 'AWS CLI'],
  [/Boto3\/([\w.-]+)/i, 'boto3'],
  [/Botocore\/([\w.-]+)/i, 'botocore'],
  [/aws-sdk-(js|java|go-v2|go|rust|kotlin|dotnet|ruby|php)\/([\w.-]+)/, 'AWS SDK'],
  [/curl\/([\w.-]+)/, 'curl'],
  [/python-httpx\/([\w.-]+)/, 'httpx'],
  [/python-requests\/([\w.-]+)/, 'requests'],
];

const LONGEST = 80;

const OTHERS = /^(?:Claude Code|langchain-aws|AI SDK|Anthropic SDK|AWS CLI|boto3|botocore|AWS SDK|Strata)/;

/** True for programs that name themselves and call Bedrock without LiteLLM, as {@link programOf} names them. */
export const callsItself = (program: string): boolean => OTHERS.test(program);

/** Name and version of the program that a `user-agent` (with what SDKs put beside it) tells; empty where nothing does. */
export function programOf(headers: Readonly<Record<string, string>>): string {
  const told = `${headers['x-amz-user-agent'] ?? ''} ${headers['user-agent'] ?? ''}`.slice(0, 2000).trim();
  for (const [pattern, name] of CLIENTS) {
    const match = pattern.exec(told);
    if (!match) continue;
    const parts = match.slice(1).filter((part) => part !== undefined);
    return `${name} ${parts.join(' ')}`.slice(0, LONGEST);
  }
  return told.split(/\s/, 1)[0]?.slice(0, LONGEST) ?? '';
}
