/**
 * The engine as a library: what a LiteLLM release sends to Amazon Bedrock, what Bedrock answers to it, and how the
 * answer's frames become visible. Runs in Node, in pages and in workers; sends nothing.
 */
export { type Decoded, decode, type TimedBytes } from './decode.ts';
export { retime } from './retime.ts';
export {
  type NothingSent,
  type OutgoingRequest,
  type Transformed,
  type TransformOptions,
  transform,
} from './transform.ts';
export { type BodyToValidate, validate } from './validate.ts';
