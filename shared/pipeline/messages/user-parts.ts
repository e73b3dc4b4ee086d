/**
 * Types of content parts that LiteLLM lets a user message have.
 * Source: litellm `types/llms/openai.py`, `ValidUserMessageContentTypes`.
 */
export const USER_PARTS: readonly string[] = [
  'text',
  'image_url',
  'input_audio',
  'audio_url',
  'document',
  'guarded_text',
  'video_url',
  'file',
];

/** Those that came later. */
export const MORE_USER_PARTS: readonly string[] = ['grounding_source', 'query'];
