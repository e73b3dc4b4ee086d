import type { OutgoingView } from '../../contract/inspection.ts';
import type { FormId } from '../../input/forms.ts';
import { packed } from '../../pipeline/python/json.ts';
import type { SentOperation } from '../../validation/target.ts';

/** The call to LiteLLM that leads to a body. */
export interface CallerCall {
  readonly form: FormId;
  /** Its keyword arguments as JSON. */
  readonly requestText: string;
  /** The release of LiteLLM whose behaviour is shown, `1.109.1`; null for none. */
  readonly release: string | null;
  /** Switches of the LiteLLM module that are set. */
  readonly dropParams: boolean;
  readonly modifyParams: boolean;
}

export interface SnippetInput {
  readonly outgoing: OutgoingView;
  readonly modelId: string;
  readonly region: string;
  /** Null for a call to Bedrock itself. */
  readonly call: CallerCall | null;
}

/**
 * A program or a command that makes the same call again. None of them ever holds a credential: keys are read from the
 * environment, and so is the endpoint, where another one than AWS's is to be asked (`AWS_ENDPOINT_URL_BEDROCK_RUNTIME`).
 */
export interface Snippet {
  readonly id: string;
  readonly label: string;
  /** What it stands on, in a few words. */
  readonly note: string;
  readonly language: 'json' | 'shell' | 'python' | 'javascript' | 'yaml';
  /** The ending of a file with it. */
  readonly ending: 'json' | 'sh' | 'py' | 'mjs' | 'yaml';
  readonly write: (input: SnippetInput) => string;
  /** False where the call has no such form. */
  readonly fits: (input: SnippetInput) => boolean;
}

/** The body in one line, as it goes over the wire. */
export const compact = ({ bodyText }: OutgoingView): string => packed(bodyText);

export const isConverse = (operation: SentOperation): boolean =>
  operation === 'Converse' || operation === 'ConverseStream';
export const isStream = (operation: string): boolean => operation.endsWith('Stream');

/** Headers that HTTP and signing add by themselves are left out. */
export const extraHeaders = ({ headers }: OutgoingView): readonly (readonly [string, string])[] =>
  Object.entries(headers).filter(
    ([name]) =>
      !/^(authorization|host|content-length|x-amz-(date|security-token|content-sha256))$/i.test(name),
  );

/** Headers beside those that every client sets: a client without a way to set them cannot make the same call. */
export const ownHeaders = (outgoing: OutgoingView): readonly (readonly [string, string])[] =>
  extraHeaders(outgoing).filter(([name]) => !/^(content-type|accept|user-agent)$/i.test(name));

/** A client's call is written for the operations that it knows. */
export const knownTo =
  (names: Readonly<Partial<Record<SentOperation, string>>>) =>
  ({ outgoing }: SnippetInput): boolean =>
    Object.hasOwn(names, outgoing.operation);
