import type { ModelOperation } from '../../shared/validation/problem.ts';

/** A finished request on its way to Bedrock. */
export interface BedrockRequest {
  readonly operation: ModelOperation;
  /** Decoded: a model id, an inference profile or an ARN. */
  readonly modelId: string;
  /** Only what the transform set; lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** The body exactly as it is to be sent. */
  readonly bodyText: string;
}
