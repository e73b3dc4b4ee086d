import { piecesOf, readsOf } from '../../shared/capture/digest.ts';
import { EVENT_STREAM } from '../../shared/capture/media-types.ts';
import type { OpenedBodies } from '../../shared/contract/capture.ts';
import type { Route } from '../../shared/pipeline/call/model.ts';
import type { ProfileId } from '../../shared/pipeline/releases/profile.ts';
import { redactFrames } from '../../shared/redaction/recording.ts';
import { type CapturedCall, type ClientCall, redactorOf } from './captured.ts';
import { matchesOf, predictedBody } from './recognise.ts';

/** UTF-16 units of a body that are shown. */
const LONGEST = 8_000_000;

const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes).slice(0, LONGEST);

/** Everything that the window shows of a captured call's bodies, without secrets. */
export function openCaptured(
  call: CapturedCall,
  route: Route | null,
  client: ClientCall | null,
  profile: ProfileId,
): OpenedBodies {
  const redactor = redactorOf(call);
  const { answer } = call;
  const predicted = predictedBody(call, route, client, profile);
  const isFrames = answer?.mediaType === EVENT_STREAM && answer.status < 400;
  const frames =
    answer && answer.status < 400 ? piecesOf(answer.mediaType, answer.bytes, answer.deliveries) : [];
  return {
    requestText: redactor.text(textOf(call.request)).text,
    responseText: answer && !isFrames ? redactor.text(textOf(answer.bytes)).text : null,
    frames: redactFrames(redactor, frames).frames,
    reads: answer ? readsOf(answer.deliveries, answer.bytes.length) : [],
    predicted: predicted === null ? null : redactor.text(predicted).text,
    matches: matchesOf(call, route, client),
    fromClient: client !== null,
  };
}
