import { describe, expect, it } from 'vitest';
import { readDeltas } from './deltas.ts';
import { readGuardrail } from './guardrail.ts';
import { NO_FRAMES, outcomeOf, withFrame } from './summary.ts';

const frame = (index: number, json: unknown) => {
  const content = JSON.stringify(json);
  return { index, check: 'ok' as const, content, deltas: readDeltas('chunk', 'event', content) };
};
const outcome = (...frames: readonly unknown[]): string =>
  outcomeOf(frames.map((json, i) => frame(i, json)).reduce(withFrame, NO_FRAMES));

const INTERVENED = { 'amazon-bedrock-guardrailAction': 'INTERVENED' };
const topics = { topicPolicy: { topics: [{ name: 'tennis', type: 'DENY', action: 'BLOCKED' }] } };

describe('readGuardrail', () => {
  it('reads the trace of the invoke route', () => {
    const guardrail = { input: { g1: topics }, actionReason: 'Guardrail blocked.' };
    expect(readGuardrail({ ...INTERVENED, 'amazon-bedrock-trace': { guardrail } })).toEqual({
      intervened: true,
      reason: 'Guardrail blocked.',
      findings: [
        { guardrail: 'g1', side: 'input', policy: 'topicPolicy', name: 'tennis', action: 'BLOCKED' },
      ],
    });
  });

  it('reads the trace of the converse route, whole and in its closing event', () => {
    const pii = {
      sensitiveInformationPolicy: { piiEntities: [{ type: 'ADDRESS', match: 'x', action: 'ANONYMIZED' }] },
    };
    const trace = { guardrail: { inputAssessment: { g1: {} }, outputAssessments: { g1: [pii] } } };
    const finding = { side: 'output', name: 'ADDRESS', action: 'ANONYMIZED' };
    expect(readGuardrail({ stopReason: 'guardrail_intervened', trace })).toMatchObject({
      intervened: true,
      findings: [finding],
    });
    expect(readGuardrail({ metadata: { trace } })).toMatchObject({ intervened: false, findings: [finding] });
  });

  it('says nothing where no guardrail was asked', () => {
    expect(readGuardrail({ stopReason: 'end_turn' })).toBeNull();
  });

  it('passes over a trace of another form', () => {
    const guardrail = { input: [null, { g1: 'x' }, { g1: [{ topicPolicy: { topics: [1, {}] } }] }] };
    expect(readGuardrail({ trace: { guardrail } })).toEqual({
      intervened: false,
      reason: null,
      findings: [],
    });
  });
});

describe('a stream that a guardrail blocks', () => {
  it('is complete after its one frame, traced or not', () => {
    expect(outcome({ outputText: 'no', index: 0, totalOutputTextTokenCount: 3, ...INTERVENED })).toBe(
      'complete',
    );
    expect(outcome({ generation: 'no', ...INTERVENED })).toBe('complete');
  });

  it('is cut off where frames of a masked answer are missing', () => {
    const first = { outputText: 'a', index: 0, inputTextTokenCount: 4, ...INTERVENED };
    expect(outcome(first, { outputText: 'b', index: 0, ...INTERVENED })).toBe('truncated');
  });
});
