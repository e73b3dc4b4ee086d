import { isObject, type JsonObject } from '../../json/json.ts';
import { lookUp } from '../../json/look-up.ts';
import type { Pointer } from '../../json/pointer.ts';
import { quoted } from '../evidence.ts';
import type { Check } from '../families/family.ts';
import { vercel } from '../models/capabilities/claude-evidence.ts';
import { objectsOf, perBody } from '../per-body.ts';
import type { Evidence } from '../problem.ts';
import { contentOf, found, messagesOf, standing } from './request.ts';

interface Listed {
  readonly pointer: Pointer;
  readonly items: readonly JsonObject[];
}

const isPoint = (item: JsonObject): boolean => Object.hasOwn(item, 'cachePoint');

/** The lists that hold cache points, in the order that they are cached. */
const listsOf = perBody((body): readonly Listed[] => {
  const tools = isObject(body.toolConfig ?? null) ? objectsOf((body.toolConfig as JsonObject).tools) : [];
  const lists: Listed[] = [];
  const put = (items: readonly JsonObject[], pointerOf: () => Pointer): void => {
    if (items.some(isPoint)) lists.push({ pointer: pointerOf(), items });
  };
  put(tools, () => '/toolConfig/tools');
  put(objectsOf(body.system), () => '/system');
  messagesOf(body).forEach((message, i) => {
    put(contentOf(message), () => `/messages/${i}/content`);
  });
  return lists;
});

const pointsIn = ({
  pointer,
  items,
}: Listed): readonly { readonly pointer: Pointer; readonly point: JsonObject }[] =>
  items.flatMap((item, i) =>
    isPoint(item)
      ? [
          {
            pointer: `${pointer}/${i}`,
            point: isObject(item.cachePoint ?? null) ? (item.cachePoint as JsonObject) : {},
          },
        ]
      : [],
  );

const nothingToCache: Check = (body) =>
  listsOf(body).flatMap(({ pointer, items }) =>
    items[0] && isPoint(items[0])
      ? [
          found({
            pointer: `${pointer}/0`,
            key: 'cachePoint',
            sentence:
              'There is nothing available to cache. Please remove the invalid cache point and try again.',
            why: 'A cache point caches what stands before it in its list.',
            source: [
              vercel('amazon-bedrock-cache-point-only-assistant-error', '2026-09'),
              quoted('anomalyco/opencode', 45620, '2026-09'),
            ],
            fixes: [{ kind: 'drop', pointer: `${pointer}/0` }],
          }),
        ]
      : [],
  );

const afterReasoning: Check = (body) =>
  listsOf(body).flatMap(({ pointer, items }) =>
    items.flatMap((item, i) => {
      const before = items[i - 1];
      if (!isPoint(item) || before === undefined || !Object.hasOwn(before, 'reasoningContent')) return [];
      return [
        found({
          pointer: `${pointer}/${i}`,
          key: 'cachePoint',
          sentence:
            'Cache point cannot be inserted after reasoning block. Please remove the invalid cache point and try again.',
          why: 'Reasoning cannot be the end of a cached prefix.',
          source: [quoted('anomalyco/opencode', 36517, '2026-07-12')],
          fixes: [{ kind: 'drop', pointer: `${pointer}/${i}` }],
        }),
      ];
    }),
  );

const unsupported: Check = (body, { row }) => {
  const caching = row.caching;
  if (!caching || caching.is !== null) return [];
  const [first] = listsOf(body).flatMap(pointsIn);
  if (!first) return [];
  if (row.cachingByField?.is)
    return [
      standing(row.cachingByField, {
        pointer: first.pointer,
        key: 'cachePoint',
        sentence:
          "This model doesn't support the cachePoint field for user messages. Remove cachePoint and try again.",
        why: 'The model has no prompt caching on Bedrock.',
        fixes: [{ kind: 'drop', pointer: first.pointer }],
      }),
    ];
  return [
    standing(caching, {
      pointer: first.pointer,
      key: 'cachePoint',
      status: 403,
      errorType: 'AccessDeniedException',
      sentence:
        'You invoked an unsupported model or your request did not allow prompt caching. See the documentation for more information.',
      why: 'The model has no prompt caching on Bedrock.',
      fixes: [{ kind: 'drop', pointer: first.pointer }],
    }),
  ];
};

const PRESENCE: Evidence = {
  source: 'public source code of two projects, measured on Nova 2 Lite: the presence of the field decides',
  url: null,
  date: '2026-09',
  grade: 'quoted',
};

const longLived: Check = (body, { base }) => {
  // An id that hides its model may be Claude's.
  if (base === '' || base.startsWith('anthropic.')) return [];
  const long = listsOf(body)
    .flatMap(pointsIn)
    .find(({ point }) => Object.hasOwn(point, 'ttl'));
  if (!long) return [];
  return [
    found({
      pointer: `${long.pointer}/cachePoint/ttl`,
      sentence: 'Extended TTL prompt caching is only supported for Anthropic models',
      why: 'Other models cache for five minutes, and refuse a time to live of any length.',
      source: [quoted('earendil-works/pi', 1570, '2026-02-20'), PRESENCE],
      fixes: [{ kind: 'drop', pointer: `${long.pointer}/cachePoint/ttl` }],
    }),
  ];
};

const optimized: Check = (body, { base }) => {
  const performance = isObject(body.performanceConfig ?? null) ? (body.performanceConfig as JsonObject) : {};
  if (performance.latency !== 'optimized' || !base.startsWith('anthropic.')) return [];
  return listsOf(body)
    .flatMap(({ pointer, items }) =>
      items.flatMap((item, i) => (isPoint(item) && i > 0 ? [{ pointer, i, before: items[i - 1] }] : [])),
    )
    .map(({ pointer, i, before }) => {
      const list = pointer.replace('/toolConfig', '').slice(1).replaceAll('/', '.');
      const variant = list === 'system' ? '' : list === 'tools' ? '.custom' : `.${variantOf(before ?? {})}`;
      return found({
        pointer: `${pointer}/${i}`,
        key: 'cachePoint',
        sentence: `The model returned the following errors: ${list}.${i - 1}${variant}.cache_control: Extra inputs are not permitted`,
        why: 'Latency-optimized inference has no prompt caching.',
        source: [quoted('boto/boto3', 4626, '2025-08')],
        fixes: [
          { kind: 'drop', pointer: `${pointer}/${i}` },
          { kind: 'drop', pointer: '/performanceConfig' },
        ],
      });
    });
};

const VARIANTS: Readonly<Record<string, string>> = {
  toolUse: 'tool_use',
  toolResult: 'tool_result',
  reasoningContent: 'thinking',
};
/** Claude's name for a content block. */
const variantOf = (block: JsonObject): string => {
  const [member = 'text'] = Object.keys(block);
  return lookUp(VARIANTS, member) ?? member;
};

/** Rules about cache points. */
export const CACHING_CHECKS: readonly Check[] = [
  unsupported,
  nothingToCache,
  afterReasoning,
  longLived,
  optimized,
];
