import { describe, expect, it } from 'vitest';
import { newAgainst, readBaseline, writeBaseline } from './baseline.ts';
import type { FoundAt } from './finding.ts';
import { JUNIT_END, JUNIT_SUITE_END, junitCase, junitStart, junitSuiteStart } from './junit.ts';
import { SARIF_END, sarifResult, sarifStart } from './sarif.ts';
import { findingAsText } from './text.ts';

const LEAK: FoundAt = {
  kind: 'leak',
  level: 'error',
  message: 'stream_chunk_size: <Extra> & "more"\n',
  why: 'A parameter\nof LiteLLM’s',
  pointer: '/stream_chunk_size',
  evidence: [],
  file: 'a b/calls.jsonl',
  line: 3,
  column: 7,
  id: null,
};
const LOSS: FoundAt = {
  ...LEAK,
  kind: 'loss',
  level: 'note',
  message: 'seed is lost',
  why: '',
  pointer: null,
  id: 'r1',
};

describe('findings as text', () => {
  it('stand on one line each', () => {
    expect(findingAsText(LEAK)).toBe(
      'a b/calls.jsonl:3:7: error: stream_chunk_size: <Extra> & "more" (A parameter of LiteLLM’s) [leak]',
    );
    expect(findingAsText(LOSS)).toBe('a b/calls.jsonl:3:7: note: seed is lost [loss] #r1');
  });
});

describe('known findings', () => {
  const baseline = (text: string) => readBaseline(text);

  it('are new where there are more of them than were known', () => {
    const known = baseline(writeBaseline([LEAK]));
    const isNew = known && newAgainst(known);
    expect([LEAK, { ...LEAK, line: 9 }, LOSS].map((one) => isNew?.(one))).toEqual([false, true, true]);
  });

  it.each(['', '[]', '{"version":2,"known":[]}', '{"version":1}', '{"version":1,"known":[1]}'])(
    'are not read from %s',
    (text) => {
      expect(baseline(text)).toBeNull();
    },
  );

  it('are counted', () => {
    expect([...(baseline(writeBaseline([LEAK, LEAK, LOSS])) ?? new Map()).values()]).toEqual([2, 1]);
  });
});

describe('findings for build servers', () => {
  it('are a JUnit suite for each file: what is grave enough fails, the rest is told', () => {
    const lone = { file: 'one.json', id: null, line: 1, findings: [] };
    const batch = [
      { file: 'batch', id: null, line: 1, findings: [LEAK, LOSS] },
      { file: 'batch', id: 'r2\u0000', line: 2, findings: [LOSS] },
    ];
    const text = [
      junitStart({ tests: 3, failures: 1 }),
      junitSuiteStart('one.json', { tests: 1, failures: 0 }),
      junitCase(lone, 'error', false),
      JUNIT_SUITE_END,
      junitSuiteStart('batch', { tests: 2, failures: 1 }),
      ...batch.map((one) => junitCase(one, 'error', true)),
      JUNIT_SUITE_END,
      JUNIT_END,
    ].join('');
    expect(text.split('\n').map((line) => line.trim())).toEqual([
      '<?xml version="1.0" encoding="UTF-8"?>',
      '<testsuites name="strata check" tests="3" failures="1" errors="0">',
      '<testsuite name="one.json" tests="1" failures="0" errors="0" skipped="0">',
      '<testcase classname="one.json" name="request"/>',
      '</testsuite>',
      '<testsuite name="batch" tests="2" failures="1" errors="0" skipped="0">',
      '<testcase classname="batch" name="line 1">',
      '<failure type="leak" message="stream_chunk_size: &lt;Extra&gt; &amp; &quot;more&quot;&#10;">a b/calls.jsonl:3:7 A parameter&#10;of LiteLLM’s</failure>',
      '<system-out>note: seed is lost [loss] a b/calls.jsonl:3:7 </system-out>',
      '</testcase>',
      '<testcase classname="batch" name="line 2 (r2�)">',
      '<system-out>note: seed is lost [loss] a b/calls.jsonl:3:7 </system-out>',
      '</testcase>',
      '</testsuite>',
      '</testsuites>',
      '',
    ]);
  });

  it('are one failure and one output of a JUnit case, however many there are', () => {
    const one = { file: 'batch', id: null, line: 1, findings: [LOSS, LEAK, LEAK, LOSS] };
    const text = junitCase(one, 'error', true);
    expect(text.match(/<failure /g)).toHaveLength(1);
    expect(text.match(/<system-out>/g)).toHaveLength(1);
    expect(text.match(/stream_chunk_size: &lt;Extra&gt;/g)).toHaveLength(2);
    expect(text.match(/seed is lost/g)).toHaveLength(2);
  });

  it('are a SARIF log with a place for each', () => {
    const results = [LEAK, { ...LOSS, file: 'a\\b' }].map((one, i) => sarifResult(one, i === 0));
    const [run] = JSON.parse(
      [sarifStart('0.1.0', 'https://example.com'), ...results, SARIF_END].join(''),
    ).runs;
    expect(run.tool.driver.rules[run.results[0].ruleIndex].id).toBe('leak');
    for (const { shortDescription, fullDescription, help, defaultConfiguration } of run.tool.driver.rules) {
      for (const { text } of [shortDescription, fullDescription, help]) expect(text).toMatch(/\w\.$/);
      expect(['error', 'warning', 'note']).toContain(defaultConfiguration.level);
    }
    expect(run.results[0].message.text).toBe(`${LEAK.message}\n${LEAK.why}`);
    expect(run.results[0].locations[0].physicalLocation.artifactLocation.uri).toBe('a%20b/calls.jsonl');
    expect(run.results[0].locations[0].logicalLocations).toEqual([
      { fullyQualifiedName: '/stream_chunk_size' },
    ]);
    expect(run.results[1].message.text).toBe('seed is lost');
    expect(run.results[1].properties).toEqual({ id: 'r1', evidence: [] });
    expect(run.results[1].locations[0].physicalLocation.artifactLocation.uri).toBe('a/b');
  });

  it.each([
    ['a b/ü#.json', 'a%20b/%C3%BC%23.json'],
    ['/tmp/a b.json', 'file:///tmp/a%20b.json'],
    ['C:\\a\\b.json', 'file:///C:/a/b.json'],
    ['a\ud800.json', 'a%EF%BF%BD.json'],
  ])('name the file %s by a URI', (file, uri) => {
    const [result] = JSON.parse(`[${sarifResult({ ...LEAK, file }, true)}]`);
    expect(result.locations[0].physicalLocation.artifactLocation.uri).toBe(uri);
  });
});
