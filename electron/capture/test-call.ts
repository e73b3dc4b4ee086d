import { request } from 'node:http';

/** Nova Lite takes it in every region of Bedrock's and is among the cheapest. */
const PATH = '/model/amazon.nova-lite-v1%3A0/converse';
const BODY = JSON.stringify({
  messages: [{ role: 'user', content: [{ text: 'Is anybody there?' }] }],
  inferenceConfig: { maxTokens: 16 },
});
const TIMEOUT_MS = 30_000;

/** Makes one small call as a program would. Ends with its answer, whatever that is: what came of it is in the list. */
export function makeTestCall(url: string): Promise<void> {
  return new Promise((resolve) => {
    const headers = { 'content-type': 'application/json', 'user-agent': 'strata-test-call' };
    const call = request(
      `${url}${PATH}`,
      { method: 'POST', headers, timeout: TIMEOUT_MS, agent: false },
      (answer) => {
        answer.resume();
        answer.on('close', resolve);
      },
    );
    call.on('timeout', () => call.destroy());
    call.on('error', () => resolve());
    call.end(BODY);
  });
}
