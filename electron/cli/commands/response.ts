import type { FormId } from '../../../shared/input/forms.ts';
import { readRequest } from '../../../shared/input/read-request.ts';
import { isObject } from '../../../shared/json/json.ts';
import { DEFAULT_PROFILE, profileOf } from '../../../shared/pipeline/releases/profile.ts';
import { readRecording } from '../../../shared/recording/file.ts';
import { eventStreamIn, recordingOfBytes } from '../../../shared/recording/raw-stream.ts';
import type { RecordedFrame } from '../../../shared/recording/recording.ts';
import { transformAsProfile } from '../../../shared/strict/transform-as-profile.ts';
import {
  type AnsweredCall,
  type HandedForm,
  handBack,
  wholeBody,
} from '../../../shared/way-back/hand-back.ts';
import { answerLosses } from '../../../shared/way-back/losses.ts';
import { answerOf } from '../../../shared/way-back/read-frames.ts';
import { whyNoAnswer } from '../../../shared/way-back/recognise-answer.ts';
import { enter } from '../../inspector/enter.ts';
import { type Command, readOptions, UsageError } from '../command.ts';
import { bytesOf, textOf } from '../input.ts';
import { PROFILE_OPTION, profileNamed } from '../profile.ts';
import { formOf } from '../request-options.ts';

const help = `Usage: strata response --request FILE [options] [ANSWER]

Says what LiteLLM hands to its caller for an answer of Bedrock's: the chunks of a chat completion, Anthropic's
events, events of the Responses API, or a whole body; and what of the answer the caller does not get.

ANSWER (stdin without it) is the body of Bedrock's answer: an event stream in bytes as it comes over the wire (from curl
with or without -i, or in base64), the JSON of a whole answer, or a recording that Strata saved.

  --request FILE     the call that was answered, in any form that "transform" reads
  --api FORM         its form, where it does not say so itself
  --profile NAME     a LiteLLM release: litellm-1.96.2 (any version), litellm-latest (default: ${DEFAULT_PROFILE})

Writes {events: [{frames, value}], broken, losses} for a stream, {value} for a whole body. Ids, times and costs,
which LiteLLM makes up, are left out.

Exit code: 0 done, 2 wrong usage or unreadable input.`;

const FORMS: Readonly<Partial<Record<FormId, HandedForm>>> = {
  chat: 'chat',
  completions: 'chat',
  messages: 'messages',
  responses: 'responses',
};

interface Answer {
  readonly frames: readonly RecordedFrame[] | null;
  readonly text: string;
}

/** An answer as it was kept: an event stream in bytes or base64, a recording, else JSON. */
async function readAnswer(source: string): Promise<Answer> {
  const bytes = await bytesOf(source);
  const stream = eventStreamIn(bytes);
  if (stream) {
    const recording = recordingOfBytes(stream);
    if (!recording) throw new UsageError('The answer holds no whole frame of an event stream.');
    return { frames: recording.frames, text: '' };
  }
  const text = new TextDecoder().decode(bytes);
  const opened = readRecording(text);
  return { frames: opened.ok ? opened.file.recording.frames : null, text };
}

async function readCall(source: string, api: string | undefined, name: string): Promise<AnsweredCall> {
  const read = readRequest(await textOf(source), formOf(api));
  if (!read.ok) {
    const [problem] = read.problems;
    throw new UsageError(
      `${source}: ${problem?.message ?? 'the request cannot be read'}. ${problem?.hint ?? ''}`,
    );
  }
  const profile = profileNamed('profile', name);
  const form = FORMS[read.recognised.form];
  if (!form)
    throw new UsageError(`What LiteLLM makes of answers to ${read.recognised.form} is not modelled.`);
  const entered = enter(read.request, { read, config: null, deployment: 0, settings: {} }, profile);
  if (!entered.ok) throw new UsageError(`${source}: ${entered.error.message}`);
  const result = transformAsProfile(entered.entered.input);
  if (result.kind !== 'outgoing') throw new UsageError(`${source}: nothing is sent: ${result.error.message}`);
  const options = read.request.stream_options ?? null;
  return {
    form,
    profile,
    family: result.model.family,
    stream: read.request.stream === true,
    includeUsage: isObject(options) && options.include_usage === true,
    body: result.outgoing.body,
  };
}

export const responseCommand: Command = {
  help,
  async run(args, output) {
    const { values, positionals } = readOptions({
      args: [...args],
      allowPositionals: true,
      options: {
        request: { type: 'string' },
        api: { type: 'string' },
        ...PROFILE_OPTION,
      },
    });
    if (values.request === undefined)
      throw new UsageError('--request FILE is missing: the call that was answered.');
    if (positionals.length > 1) throw new UsageError('Give one ANSWER.');
    const call = await readCall(values.request, values.api, values.profile);
    const { frames, text } = await readAnswer(positionals[0] ?? '-');
    const body = frames ? null : wholeBody(text);
    if (!frames && !body) throw new UsageError('The answer is no JSON object and no event stream.');
    const wrong = body && whyNoAnswer(body, call.family);
    if (wrong !== null) throw new UsageError(wrong);
    const handed = handBack(call, body ? { kind: 'whole', body } : answerOf(frames ?? []));
    const losses =
      handed.kind === 'stream' && frames ? answerLosses(frames, handed, profileOf(call.profile).release) : [];
    const shown =
      handed.kind === 'whole'
        ? { value: handed.value }
        : { events: handed.events, broken: handed.broken, losses };
    await output.line(JSON.stringify(shown, null, 2));
    return 0;
  },
};
