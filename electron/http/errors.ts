/** Exceptions of the Bedrock runtime with their HTTP status (service model 2023-09-30), and those of signing. */
export const EXCEPTIONS = {
  ValidationException: [400, 'The request is not valid.'],
  ServiceQuotaExceededException: [400, 'Your request exceeds the service quota for your account.'],
  AccessDeniedException: [403, "You don't have access to the model with the specified model ID."],
  ResourceNotFoundException: [404, 'The specified resource ARN was not found.'],
  ModelTimeoutException: [
    408,
    'The request took too long to process. Processing time exceeded the model timeout length.',
  ],
  ModelErrorException: [424, 'The request failed due to an error while processing the model.'],
  ModelStreamErrorException: [424, 'An error occurred while streaming the response. Retry your request.'],
  ThrottlingException: [429, 'Too many requests, please wait before trying again.'],
  ModelNotReadyException: [
    429,
    'The model specified in the request is not ready to serve inference requests.',
  ],
  InternalServerException: [
    500,
    'The system encountered an unexpected error during processing. Try your request again.',
  ],
  ServiceUnavailableException: [503, 'Bedrock is unable to process your request.'],
  UnknownOperationException: [404, ''],
  RequestEntityTooLargeException: [413, 'Request body is too large.'],
  InvalidSignatureException: [
    403,
    'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.',
  ],
  UnrecognizedClientException: [403, 'The security token included in the request is invalid.'],
  MissingAuthenticationTokenException: [403, 'Missing Authentication Token'],
  IncompleteSignatureException: [403, 'The Authorization header is incomplete.'],
  ExpiredTokenException: [403, 'The security token included in the request is expired'],
} as const satisfies Readonly<Record<string, readonly [status: number, message: string]>>;
export type ExceptionName = keyof typeof EXCEPTIONS;

/** An error answer as the simulator is about to send it. */
export interface ErrorAnswer {
  readonly type: string;
  readonly status: number;
  readonly message: string;
  /** Further members of the exception, such as `originalStatusCode`. */
  readonly members?: Readonly<Record<string, string | number>>;
}

export function exception(type: ExceptionName, message?: string): ErrorAnswer {
  const [status, words] = EXCEPTIONS[type];
  return { type, status, message: message ?? words };
}
