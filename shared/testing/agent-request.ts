import type { Json, JsonObject } from '../json/json.ts';
import { pictureBase64 } from './picture.ts';

/** How large a made request is; whatever is left out stands as in `AGENT_RUN`. */
export interface AgentRun {
  /** The same seed gives the same request, to the byte. */
  readonly seed: number;
  readonly messages: number;
  readonly tools: number;
  /** Entries of `stop`. */
  readonly stops: number;
  /** About so many UTF-16 units of JSON text. */
  readonly size: number;
}

/** An afternoon's work of an agent: what people debug. */
export const AGENT_RUN: AgentRun = { seed: 7, messages: 301, tools: 40, stops: 60, size: 870_000 };

type Pick = <T>(from: readonly T[]) => T;

/** Marsaglia's xorshift: small, and the same everywhere. */
function randomOf(seed: number): () => number {
  let state = (seed ^ 0x9e3779b9) >>> 0 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state / 2 ** 32;
  };
}

/** Sentences in several scripts, with marks that turn the direction of writing, signs beyond the BMP and JSON’s own signs. */
const SENTENCES = [
  'The tracking API answers in 4.2 s at the 99th percentile since the deploy at 11:20.',
  'Der Verbindungspool ist mit 20 Verbindungen zu klein für die Last am Mittag.',
  'Les traces montrent une attente avant chaque requête vers la base « expéditions ».',
  'На узле eu-central-1b за последний час было 214 медленных запросов.',
  '午後のデプロイ以降、在庫サービスの応答が遅くなっています。',
  '部署之后，货运状态查询的延迟明显升高，需要回滚吗？',
  'زمن الاستجابة ارتفع بعد النشر الأخير، والسجلات تشير إلى قاعدة البيانات.',
  'השאילתה האיטית ביותר ארכה 8.1 שניות בטבלה shipments.',
  'डेटाबेस कनेक्शन की प्रतीक्षा में अधिकांश समय जा रहा है।',
  'Pool size 20 → 60, then “p99 < 900 ms” again? 🚚📦 Check the \\"retry\\" budget first.',
  "SELECT id, status FROM shipments WHERE updated_at > now() - interval '5 min';\n\tRows: 18,204\n",
] as const;

const WORDS = [
  'read',
  'write',
  'edit',
  'list',
  'find',
  'query',
  'deploy',
  'roll_back',
  'restart',
  'search',
] as const;
const THINGS = [
  'file',
  'trace',
  'metric',
  'log',
  'ticket',
  'table',
  'branch',
  'alert',
  'queue',
  'dashboard',
] as const;
const SERVERS = ['github', 'grafana', 'postgres', 'pagerduty'] as const;

const PDF = `%PDF-1.4\n1 0 obj<</Type /Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type /Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type /Page/Parent 2 0 R>>endobj\n`;

function schemaOf(pick: Pick, random: () => number): JsonObject {
  const properties: Record<string, Json> = {};
  for (let i = 0; i < 3 + Math.floor(random() * 6); i++)
    properties[`${pick(THINGS)}_${i}`] = {
      type: pick(['string', 'integer', 'boolean', 'array']),
      description: pick(SENTENCES),
      ...(random() < 0.2 ? { enum: ['low', 'medium', 'high'] } : {}),
    };
  return {
    type: 'object',
    properties,
    required: Object.keys(properties).slice(0, 2),
    additionalProperties: false,
  };
}

/**
 * A request as an agent hands it to LiteLLM at the end of a long run: a system prompt with a cache mark, tools of several
 * servers, turns with calls and results, names on messages, thinking, pictures, a document, two blank texts, parameters that
 * leak, get lost and are renamed.
 */
export function agentRequest(run: Partial<AgentRun> = {}): JsonObject {
  const { seed, messages: count, tools, stops, size } = { ...AGENT_RUN, ...run };
  const random = randomOf(seed);
  const pick: Pick = (from) => from[Math.floor(random() * from.length)] as (typeof from)[number];
  const toolNames = Array.from(
    { length: tools },
    (_, i) => `mcp__${SERVERS[i % SERVERS.length]}__${pick(WORDS)}_${pick(THINGS)}_${i}`,
  );
  const text = (length: number): string => {
    let all = '';
    while (all.length < length) all += `${pick(SENTENCES)} `;
    return all.trim();
  };
  const toolList = toolNames.map((name) => ({
    type: 'function',
    function: { name, description: text(120 + random() * 300), parameters: schemaOf(pick, random) },
  }));
  const picture = (width: number, height: number): Json => ({
    type: 'image_url',
    image_url: {
      url: `data:image/png;base64,${pictureBase64(width, height, Math.floor(random() * 2 ** 31))}`,
    },
  });
  const messages: JsonObject[] = [
    {
      role: 'system',
      content: [{ type: 'text', text: text(9_000), cache_control: { type: 'ephemeral', ttl: '1h' } }],
    },
  ];
  const fixed = JSON.stringify(toolList).length + 9_400 + 6 * 14_000;
  const each = Math.max(80, (size - fixed) / count - 190);
  let calls = 0;
  for (let turn = 0; messages.length < count; turn++) {
    messages.push({
      role: 'user',
      name: turn % 3 === 0 ? 'on_call' : 'dispatcher',
      content: [
        { type: 'text', text: `Turn ${turn + 1}: ${text(each * 0.5)}` },
        ...(turn % 8 === 0 && turn < 48 ? [picture(64 + turn, 48)] : []),
        ...(turn === 3
          ? [
              {
                type: 'file',
                file: { filename: 'runbook.pdf', file_data: `data:application/pdf;base64,${btoa(PDF)}` },
              },
            ]
          : []),
      ],
    });
    for (let step = 0; step < 3 && messages.length + 2 < count; step++) {
      const ids = Array.from(
        { length: step === 1 ? 2 : 1 },
        () => `call_${String(calls++).padStart(5, '0')}k`,
      );
      messages.push({
        role: 'assistant',
        content: random() < 0.7 ? text(each * 0.4) : null,
        ...(random() < 0.3
          ? {
              reasoning_content: text(300),
              thinking_blocks: [
                { type: 'thinking', thinking: text(300), signature: btoa(text(90).replace(/[^ -~]/g, '')) },
              ],
            }
          : {}),
        tool_calls: ids.map((id) => ({
          id,
          type: 'function',
          function: {
            name: pick(toolNames),
            arguments: JSON.stringify({ query: text(60), limit: Math.floor(random() * 500) }),
          },
        })),
      });
      for (const id of ids)
        messages.push({
          role: 'tool',
          tool_call_id: id,
          name: pick(toolNames),
          content: calls === 20 || calls === 61 ? '' : text(each * (0.8 + random() * 2)),
        });
    }
    if (messages.length < count)
      messages.push({ role: 'assistant', name: 'pilot', content: text(each * 0.6) });
  }
  messages.length = count;
  const last = messages.at(-1);
  if (last?.role !== 'user')
    messages[count - 1] = {
      role: 'user',
      name: 'on_call',
      content: [{ type: 'text', text: 'Write the report.', cache_control: { type: 'ephemeral' } }],
    };
  return {
    model: 'bedrock/us.anthropic.claude-sonnet-4-5-20250929-v1:0',
    max_tokens: 8192,
    temperature: 0.3,
    stream: true,
    stop: Array.from({ length: stops }, (_, i) => `<stop-${i}>`),
    drop_params: true,
    parallel_tool_calls: true,
    seed: 1,
    user: 'on-call-7',
    _agentic_loop_depth: 3,
    stream_chunk_size: 512,
    tools: toolList,
    tool_choice: 'auto',
    messages,
  };
}

/** The same as JSON text, laid out as people keep it. */
export const agentRequestText = (run: Partial<AgentRun> = {}): string =>
  JSON.stringify(agentRequest(run), null, 2);
