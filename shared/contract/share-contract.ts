import { oc, type } from '@orpc/contract';
import { z } from 'zod';
import { EVIDENCE, SIDES } from '../capture/exchange.ts';
import type { Encoded } from './encoded.ts';
import { deployment, form, profile, route, settings, text } from './fields.ts';
import { MAX_TEXT } from './limits.ts';
import {
  CALL_FILES,
  type CallFileMade,
  type MadeReport,
  MOST_CALLS,
  MOST_CELLS,
  type OpenedShare,
  REPORT_FORMS,
  REPORT_PARTS,
  type RenderedReport,
} from './share.ts';
import type { SpanPreview } from './telemetry.ts';

const ms = z.number().nonnegative().nullable();
const count = z.number().nonnegative().nullable();
const line = z.string().max(20_000);

const input = z.object({
  text,
  profile,
  route: z.union([route, z.literal('auto')]),
  form,
  settings,
  deployment,
  call: deployment,
  direct: z.boolean().optional(),
});

const answer = z.object({
  from: line,
  status: z.number().int().nullable(),
  error: line,
  message: line,
  requestId: z.string().max(200).nullable(),
  firstTokenMs: ms,
  endMs: ms,
  inputTokens: count,
  outputTokens: count,
  stopReason: z.string().max(200).nullable(),
  text: z.string().max(100_000),
});

const stream = z.object({
  frames: z.array(z.object({ length: z.number().nonnegative(), visible: z.boolean() })).max(50_000),
  reads: z.array(z.object({ bytes: z.number().nonnegative(), atMs: z.number().nonnegative() })).max(50_000),
  endMs: ms,
  chunkSize: z.number().int().positive().nullable(),
});

const cell = z.object({
  key: line,
  columnId: line,
  column: line,
  release: line,
  fate: line,
  other: z.object({ release: line, fate: line }).nullable(),
});
const reportedCall = z.object({
  side: z.enum(SIDES),
  role: line,
  method: line,
  path: line,
  operation: line,
  model: line.nullable(),
  headers: z.array(line).max(100),
  offsetMs: z.number(),
  endMs: ms,
  status: z.number().int().nullable(),
  error: line,
  message: line,
  evidence: z.enum(EVIDENCE).nullable(),
  release: line.nullable(),
  body: text,
});
const texts = z.array(z.string().max(4_000)).max(500);
const choices = z.object({ kept: texts, alsoTaken: texts, texts });

/** What leaves Strata, and what comes back. */
export const share = {
  /** Makes a report, which the host keeps for a while under its id. */
  make: oc
    .input(
      z.object({
        input: input.nullable(),
        besides: z.union([z.literal('route'), profile]).nullable(),
        answer: answer.nullable(),
        stream: stream.nullable(),
        cells: z.array(cell).max(MOST_CELLS),
        calls: z.array(reportedCall).max(MOST_CALLS),
        region: z.string().max(64),
      }),
    )
    .output(type<MadeReport>()),
  /** A report in one of its forms, with what is taken out of it; null where it is not kept any more. */
  render: oc
    .input(
      z.object({
        id: z.string().max(64),
        form: z.enum(REPORT_FORMS),
        parts: z.array(z.enum(REPORT_PARTS)).max(REPORT_PARTS.length),
        choices,
      }),
    )
    .output(type<Encoded<RenderedReport> | null>()),
  /** The newest call as the span that would go, with what was said or without; null where there is none. */
  span: oc.input(z.object({ content: z.boolean() })).output(type<SpanPreview | null>()),
  /** Takes the exchanges of a share file or a HAR log into the history. */
  open: oc.input(z.object({ base64: z.base64().max(MAX_TEXT) })).output(type<OpenedShare>()),
  /** Exchanges of the history as a file; null where none of them is kept any more. */
  file: oc
    .input(
      z.object({
        ids: z.array(z.string().min(1).max(64)).min(1).max(1_000),
        form: z.enum(CALL_FILES),
        choices,
      }),
    )
    .output(type<Encoded<CallFileMade> | null>()),
};
