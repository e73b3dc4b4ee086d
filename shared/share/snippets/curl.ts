import { awsAddress } from '../../capture/destination.ts';
import { commandWithBody, headerOption, shell } from './shell.ts';
import { compact, extraHeaders, isStream, type SnippetInput } from './snippet.ts';

/** The address: AWS's own, or another one that the environment names, as AWS's clients know it. */
function address({ outgoing, region }: SnippetInput): string {
  const service = outgoing.operation === 'Rerank' ? 'bedrock-agent-runtime' : 'bedrock-runtime';
  const variable = `AWS_ENDPOINT_URL_${service.toUpperCase().replace(/-/g, '_')}`;
  return `"\${${variable}:-${awsAddress(service, region)}}"${shell(outgoing.path)}`;
}

function headersOf({ outgoing }: SnippetInput): readonly string[] {
  const headers = new Map(extraHeaders(outgoing).map(([name, value]) => [name.toLowerCase(), value]));
  if (!headers.has('content-type')) headers.set('content-type', 'application/json');
  return [...headers].map(headerOption);
}

/** Frames of a stream are no text: curl prints them on a terminal only where it is told to. */
const curl = ({ outgoing }: SnippetInput): string =>
  isStream(outgoing.operation) ? 'curl -N --output -' : 'curl -N';

/** With a Bedrock API key. */
export const curlBearer = (input: SnippetInput): string =>
  commandWithBody(
    [
      `${curl(input)} ${address(input)}`,
      '-H "authorization: Bearer $AWS_BEARER_TOKEN_BEDROCK"',
      ...headersOf(input),
    ],
    compact(input.outgoing),
  );

/** With an access key. Where there is no session curl leaves the empty header away. */
export const curlSigned = (input: SnippetInput): string =>
  commandWithBody(
    [
      `${curl(input)} ${address(input)}`,
      `--aws-sigv4 ${shell(`aws:amz:${input.region}:bedrock`)}`,
      '--user "$AWS_ACCESS_KEY_ID:$AWS_SECRET_ACCESS_KEY"',
      `-H "x-amz-security-token: \${AWS_SESSION_TOKEN:-}"`,
      ...headersOf(input),
    ],
    compact(input.outgoing),
  );
