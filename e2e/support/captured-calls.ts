/** The model that captured calls ask. */
export const CAPTURED_MODEL = 'us.anthropic.claude-sonnet-4-5-20250929-v1:0';

/** A call as a program makes it to the address that Live gives it, with its answer read to the end. */
export async function callAsProgram(url: string, operation: string, body: string): Promise<number> {
  const answer = await fetch(`${url}/model/${CAPTURED_MODEL}/${operation}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'user-agent': 'Boto3/1.40.8 md/Botocore#1.40.8' },
    body,
  });
  await answer.arrayBuffer();
  return answer.status;
}
