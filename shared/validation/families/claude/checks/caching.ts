import { isObject, type JsonObject } from '../../../../json/json.ts';
import type { Pointer } from '../../../../json/pointer.ts';
import { quoted } from '../../../evidence.ts';
import { perBody } from '../../../per-body.ts';
import type { Evidence } from '../../../problem.ts';
import type { Check } from '../../family.ts';
import { about, blocksOf, found, placedBlocks, systemBlocksOf, toolsOf } from './found.ts';

const NESTED: Evidence = {
  source: 'public notes on a run against Claude Sonnet 5: three places of a mark in the result of a tool',
  url: null,
  date: '2026-09-28',
  grade: 'quoted',
};

interface Marked {
  readonly pointer: Pointer;
  readonly path: string;
  readonly ttl: string;
}

const isMarked = ({ cache_control }: JsonObject): boolean => isObject(cache_control ?? null);

/** Cache marks in the order that the service reads them: tools, system, messages. */
const marksOf = perBody((body): readonly Marked[] => {
  const marks: Marked[] = [];
  const put = ({ cache_control = null }: JsonObject, pointer: Pointer): void => {
    const ttl = isObject(cache_control) && typeof cache_control.ttl === 'string' ? cache_control.ttl : '5m';
    marks.push({ pointer, path: pointer.slice(1).replaceAll('/', '.'), ttl });
  };
  const putAll = (items: readonly JsonObject[], pointer: Pointer): void =>
    items.forEach((item, i) => {
      if (isMarked(item)) put(item, `${pointer}/${i}`);
    });
  putAll(toolsOf(body), '/tools');
  putAll(systemBlocksOf(body), '/system');
  for (const placed of placedBlocks(body)) {
    const { block } = placed;
    if (isMarked(block)) put(block, placed.pointer);
    if (block.type === 'tool_result' && blocksOf(block).some(isMarked))
      putAll(blocksOf(block), `${placed.pointer}/content`);
  }
  return marks;
});

const count: Check = (body, { row }) => {
  const caching = row.caching;
  const marks = marksOf(body);
  const most = caching?.is?.points;
  if (!caching || most === undefined || marks.length <= most) return [];
  const first = marks[most];
  const pointer = `${first?.pointer ?? ''}/cache_control`;
  return [
    found({
      pointer,
      sentence: `A maximum of ${most} blocks with cache_control may be provided. Found ${marks.length}.`,
      why: 'Each mark is one cached prefix, and a request has few.',
      source: [quoted('Wei-Shaw/sub2api', 176, '2026-01'), ...caching.evidence],
      fixes: [{ kind: 'drop', pointer }],
    }),
  ];
};

/** The result of a tool is marked as a whole. */
const nested: Check = (body) =>
  placedBlocks(body)
    .filter(({ block }) => block.type === 'tool_result' && blocksOf(block).some(isMarked))
    .flatMap(({ block, pointer, path }) =>
      blocksOf(block).flatMap(({ cache_control }, k) => {
        if (!isObject(cache_control ?? null)) return [];
        const place = `${pointer}/content/${k}/cache_control`;
        return [
          found({
            pointer: place,
            sentence: `${path}.tool_result.content.${k}.cache_control: cache_control may not be specified within \`tool_result.content\`. Instead, place it directly on \`tool_result\``,
            why: 'What a tool answered is cached as a whole.',
            source: [NESTED],
            fixes: [{ kind: 'move', pointer: place, to: `${pointer}/cache_control` }],
          }),
        ];
      }),
    );

const order: Check = (body) => {
  const marks = marksOf(body);
  const short = marks.findIndex(({ ttl }) => ttl === '5m');
  if (short < 0) return [];
  return marks.slice(short + 1).flatMap(({ ttl, pointer, path }) =>
    ttl === '1h'
      ? [
          found({
            pointer: `${pointer}/cache_control/ttl`,
            sentence: `${path}.cache_control.ttl: a ttl='1h' cache_control block must not come after a ttl='5m' cache_control block. Note that blocks are processed in the following order: \`tools\`, \`system\`, \`messages\`.`,
            why: 'What lives longer stands before what lives shorter.',
            source: [
              quoted('Portkey-AI/gateway', 1762, '2026-08-11'),
              quoted('strands-agents/harness-sdk', 3677, '2026-08-07'),
            ],
            fixes: [{ kind: 'set', pointer: `${pointer}/cache_control/ttl`, value: '5m' }],
          }),
        ]
      : [],
  );
};

/** Rules about cache marks. */
export const CACHING_CHECKS: readonly Check[] = [about(['tool_result'], nested), count, order];
