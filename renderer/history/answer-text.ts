import type { OpenedExchange } from '../../shared/contract/capture.ts';
import { laidOutText } from '../../shared/pipeline/python/json.ts';

type Answer = Pick<OpenedExchange, 'responseText' | 'frames'>;

/** What was answered, for reading: a body as it came, laid out; of a stream what its frames say, block by block. */
export function answerText({ responseText, frames }: Answer): string {
  if (responseText !== null) return laidOutText(responseText);
  const blocks: { readonly key: string; text: string }[] = [];
  const say = (key: string, text: string): void => {
    const last = blocks.at(-1);
    if (last?.key === key) last.text += text;
    else blocks.push({ key, text });
  };
  for (const { deltas } of frames)
    for (const delta of deltas)
      switch (delta.kind) {
        case 'text':
        case 'reasoning':
        case 'tool-input':
          say(`${delta.kind} ${delta.block}`, delta.text);
          break;
        case 'tool-start':
          say(`tool ${delta.block}`, `calls ${delta.name}`);
          break;
        case 'stop':
          say('stop', `ends with ${delta.reason}`);
          break;
        case 'exception':
          say('exception', `${delta.type}: ${delta.message}`);
          break;
        default:
          break;
      }
  return blocks.map(({ text }) => text).join('\n');
}
