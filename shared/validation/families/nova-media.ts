import { type Json, objectOf } from '../../json/json.ts';
import type { Pointer } from '../../json/pointer.ts';
import { mimeOf } from '../../tokens/media.ts';
import { recorded } from '../evidence.ts';
import type { Evidence } from '../problem.ts';
import type { Check, Finding } from './family.ts';

const SEEN: readonly Evidence[] = [
  recorded(
    'agentjido/req_llm',
    'test/support/fixtures/amazon_bedrock/amazon_nova_lite_v1_0/converse_stream_validation_exception.json',
    '2026-09-19',
  ),
  {
    source: 'public source code that keeps what design references were refused with',
    url: null,
    date: '2026-09-14',
    grade: 'quoted',
  },
];

const listOf = (value: Json | undefined): readonly Json[] => (Array.isArray(value) ? value : []);

/** What is wrong with one image: its first bytes are of another kind than it is said to be. */
function asDetected(image: Json | undefined, pointer: Pointer): readonly Finding[] {
  const { format, source } = objectOf(image);
  const { bytes } = objectOf(source);
  if (typeof bytes !== 'string' || typeof format !== 'string') return [];
  const seen = mimeOf(bytes);
  if (seen === `image/${format}`) return [];
  const said = seen.startsWith('image/') ? seen.slice('image/'.length) : undefined;
  return [
    {
      pointer: `${pointer}/format`,
      key: 'format',
      sentence: `The detected file MIME type ${seen} does not match the expected type image/${format}. Reformat your input and try again.`,
      why: 'The first bytes of an image tell its format.',
      source: SEEN,
      confirmed: true,
      fixes: said === undefined ? [] : [{ kind: 'set', pointer: `${pointer}/format`, value: said }],
    },
  ];
}

/** Images of a conversation, those inside results of tools too. */
export const imagesAsDetected: Check = (body) =>
  listOf(body.messages).flatMap((message, i) =>
    listOf(objectOf(message).content).flatMap((block, j) => {
      const at = `/messages/${i}/content/${j}`;
      const { image, toolResult } = objectOf(block);
      return [
        ...asDetected(image, `${at}/image`),
        ...listOf(objectOf(toolResult).content).flatMap((inner, k) =>
          asDetected(objectOf(inner).image, `${at}/toolResult/content/${k}/image`),
        ),
      ];
    }),
  );

/** The image of an embedding. */
export const embeddedAsDetected: Check = ({ singleEmbeddingParams: params }) =>
  asDetected(objectOf(params).image, '/singleEmbeddingParams/image');
