import { eventIterator, oc, type } from '@orpc/contract';
import { z } from 'zod';
import type { CaptureState, LiveEvent, OpenedExchange } from './capture.ts';
import type { Encoded } from './encoded.ts';
import { endpoint, profile, target } from './fields.ts';

const port = z.number().int().min(0).max(65_535);
const exchangeId = z
  .string()
  .max(64)
  .regex(/^[0-9a-z]+$/);
const exceptionName = z
  .string()
  .max(80)
  .regex(/^[A-Za-z]+$/);
const ruleAction = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('hold') }),
  z.object({ kind: z.literal('fault'), exception: exceptionName }),
  z.object({ kind: z.literal('delay'), ms: z.number().int().min(0).max(600_000) }),
  z.object({
    kind: z.literal('rewrite'),
    member: z.string().min(1).max(256),
    json: z.string().max(100_000).nullable(),
  }),
  z.object({ kind: z.literal('simulator') }),
  z.object({ kind: z.literal('replay') }),
]);
const captureRule = z.object({
  id: z.string().max(64),
  filter: z.string().max(4_000),
  on: z.boolean(),
  action: ruleAction,
});
const heldDecision = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('continue'),
    bodyText: z.string().max(25_000_000).nullable(),
    model: z.string().max(2048).nullable(),
    headers: z
      .array(
        z
          .tuple([
            z.string().regex(/^[\w!#$%&'*+.^`|~-]{1,200}$/),
            z.string().regex(/^[\t\x20-\x7e\x80-\xff]{0,16000}$/),
          ])
          .readonly(),
      )
      .max(200)
      .readonly()
      .nullable(),
  }),
  z.object({ kind: z.literal('simulator') }),
  z.object({ kind: z.literal('fault'), exception: exceptionName }),
]);
const captureSettings = z.object({
  port,
  target,
  front: z.object({ port, proxy: endpoint, stampInBody: z.boolean() }).nullable(),
});

/** The calls of running programs. */
export const capture = {
  /** Listens as asked; a listener that runs already on its port stays. */
  start: oc.input(captureSettings).output(type<CaptureState>()),
  stop: oc.output(type<CaptureState>()),
  /** How capturing stands, now and after every change. */
  follow: oc.output(eventIterator(type<CaptureState>())),
  /** The rows of this session, now and as they change. */
  rows: oc.output(eventIterator(type<Encoded<LiveEvent>>())),
  /** An exchange with its bodies; null where it is not kept any more. */
  open: oc.input(z.object({ id: exchangeId, profile })).output(type<Encoded<OpenedExchange> | null>()),
  clear: oc.output(type<null>()),
  /** Takes these rules from the next call on, in their order. */
  rules: oc.input(z.object({ rules: z.array(captureRule).max(100) })).output(type<CaptureState>()),
  /** Ends the hold of a call; false where it does not wait any more. */
  decide: oc.input(z.object({ id: exchangeId, decision: heldDecision })).output(type<boolean>()),
  /** Gives a held call its whole time again, as it is edited; false where it does not wait any more. */
  extend: oc.input(z.object({ id: exchangeId })).output(type<boolean>()),
  /** Lets every held call go on as it came. */
  release: oc.output(type<CaptureState>()),
  /** Starts a program with its calls going through Strata; its state tells why it could not be started. */
  run: oc
    .input(
      z.object({
        command: z.string().max(8_000),
        folder: z.string().max(4_000),
        keepCredentials: z.boolean(),
      }),
    )
    .output(type<CaptureState>()),
  /** Makes one small call through the listener, as a program would; ends with its answer. */
  test: oc.output(type<CaptureState>()),
  /** Ends a program that was started so. */
  end: oc.input(z.object({ id: z.string().max(64) })).output(type<CaptureState>()),
};
