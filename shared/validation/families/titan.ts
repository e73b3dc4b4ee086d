import { composeWith } from '../compose.ts';
import { closed, integer, list, number, text } from '../schema/build.ts';
import { type FamilyRules, family } from './family.ts';

const STOPS =
  'boto3 #3993 for Titan Text Express; ren8k/aws-bedrock-chat-app-with-use-tools for Lite and Premier, June 2024';

const STOP_PATTERN = '^(\\|+|User:)$';

function titan(name: string, mostTokens: number, stopPatternReported: boolean): FamilyRules {
  const stop = text({
    pattern: STOP_PATTERN,
    source: STOPS,
    why: 'Titan takes only runs of "|" or the word "User:" as stop sequences.',
    unconfirmed: stopPatternReported ? [] : ['pattern'],
  });
  return family({
    id: `titan/${name}`,
    dialect: 'everit-bare',
    source: 'AWS page "Amazon Titan Text models"',
    compose: composeWith(
      {
        maxTokens: 'maxTokenCount',
        temperature: 'temperature',
        topP: 'topP',
        stopSequences: 'stopSequences',
      },
      'textGenerationConfig',
    ),
    schema: closed(
      {
        inputText: text(),
        textGenerationConfig: closed({
          temperature: number({ minimum: 0, maximum: 1 }),
          topP: number({ minimum: 0, maximum: 1 }),
          maxTokenCount: integer({ minimum: 0, maximum: mostTokens }),
          stopSequences: list(stop, {
            maxItems: 1,
            ...(stopPatternReported ? {} : { unconfirmed: ['maxItems'] }),
          }),
        }),
      },
      { required: ['inputText'] },
    ),
  });
}

const LITE = titan('lite', 4096, true);
const EXPRESS = titan('express', 8192, true);
const PREMIER = titan('premier', 3072, true);

/** Titan Text Lite, Express and Premier differ in the answer length they allow. */
export function titanRules(base: string): FamilyRules {
  if (base.includes('-lite')) return LITE;
  return base.includes('-premier') ? PREMIER : EXPRESS;
}
