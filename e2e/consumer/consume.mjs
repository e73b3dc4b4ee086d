const REQUEST = {
  model: 'bedrock/invoke/us.anthropic.claude-sonnet-4-5-20250929-v1:0',
  messages: [{ role: 'user', content: 'List three rivers in Europe.' }],
  max_tokens: 100,
  stream: true,
  stream_chunk_size: 2048,
};

/** What a program does with the library, the same wherever it runs. */
export function consume({ decode, retime, transform, validate }, stream) {
  const told = ['litellm-1.87.0', 'litellm-1.90', 'strict'].map((profile) => {
    const { operation, modelId, text, ledger } = transform(REQUEST, { profile });
    const { kind, message } = validate({ operation, modelId, body: text });
    const { fate } = ledger.find(({ from }) => from.includes('/stream_chunk_size')).rule;
    return { profile, fate, kind, message };
  });
  const bytesOf = (base64) => Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  const answer = decode(stream.map(({ base64, atMs }) => ({ bytes: bytesOf(base64), atMs })));
  const deliveries = [null, 1024, 4096].map((size) => retime(answer, size).deliveries);
  return { told, frames: answer.frames.length, end: answer.end.kind, deliveries };
}
