import { framesOf, readsOf } from '../../shared/capture/digest.ts';
import type { BodyMatch } from '../../shared/capture/release-of.ts';
import type { OpenedBodies } from '../../shared/contract/capture.ts';
import type { FormId } from '../../shared/input/forms.ts';
import { isObject, type Json } from '../../shared/json/json.ts';
import { readDeltas } from '../../shared/recording/deltas.ts';
import type { RecordedFrame } from '../../shared/recording/recording.ts';
import type { Redactor } from '../../shared/redaction/redactor.ts';
import { type CapturedCall, redactorOf } from './captured.ts';
import {
  bestMatch,
  type CapturedBody,
  matchReleases,
  modelString,
  possibleOrigins,
} from './release-match.ts';

const EVENT_STREAM = 'application/vnd.amazon.eventstream';
/** UTF-16 units of a body that are shown. */
const LONGEST = 8_000_000;

/** The client's call behind a Bedrock call, where it was captured. */
export interface ClientCall {
  readonly form: FormId;
  readonly request: Uint8Array;
}

const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes).slice(0, LONGEST);

function parse(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return null;
  }
}

/** A frame without secrets; where it held one its raw bytes go too. */
function masked(frame: RecordedFrame, redactor: Redactor): RecordedFrame {
  const { text, findings } = redactor.text(frame.content);
  if (findings.length === 0) return frame;
  return { ...frame, content: text, deltas: readDeltas(frame.eventType, frame.messageType, text), bytes: '' };
}

function matchesOf(
  call: CapturedCall,
  route: 'invoke' | 'converse' | null,
  client: ClientCall | null,
): readonly BodyMatch[] {
  const body = parse(textOf(call.request));
  if (!isObject(body) || route === null) return [];
  const captured: CapturedBody = {
    modelId: call.model,
    route,
    stream: call.operation.endsWith('Stream'),
    body,
  };
  const asked = client && parse(textOf(client.request));
  if (client && isObject(asked)) {
    const request = { ...asked, model: modelString(captured) };
    return matchReleases(captured, { form: client.form, request });
  }
  return bestMatch(captured, possibleOrigins(captured));
}

/** Everything that the window shows of a captured call's bodies, without secrets. */
export function openCaptured(
  call: CapturedCall,
  route: 'invoke' | 'converse' | null,
  client: ClientCall | null,
): OpenedBodies {
  const redactor = redactorOf(call);
  const { answer } = call;
  const isFrames = answer?.mediaType === EVENT_STREAM && answer.status < 400;
  const frames = answer && isFrames ? framesOf(answer.bytes, answer.deliveries) : [];
  return {
    requestText: redactor.text(textOf(call.request)).text,
    responseText: answer && !isFrames ? redactor.text(textOf(answer.bytes)).text : null,
    frames: frames.map((frame) => masked(frame, redactor)),
    reads: answer ? readsOf(answer.deliveries, answer.bytes.length) : [],
    matches: matchesOf(call, route, client),
    fromClient: client !== null,
  };
}
