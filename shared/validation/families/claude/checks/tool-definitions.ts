import { evidenceFor } from '../../../models/capabilities/capability.ts';
import type { Check, Finding } from '../../family.ts';
import { blocksOf, found, messagesOf, toolsOf } from './found.ts';

/** Longer ones break the pattern of a name. */
const LONGEST_NAME = 128;

const namesFit: Check = (body, { row }) => {
  const most = row.toolName;
  if (!most) return [];
  return toolsOf(body).flatMap(({ name }, i): readonly Finding[] => {
    if (typeof name !== 'string' || name.length <= most.is || most.is >= LONGEST_NAME) return [];
    return [
      found({
        pointer: `/tools/${i}/name`,
        sentence: `tools.${i}.custom.name: String should have at most ${most.is} characters`,
        why: 'Names of tools were shorter then.',
        source: evidenceFor(most),
      }),
    ];
  });
};
const defined: Check = (body, { row, operation }) => {
  const needed = row.toolsDefined;
  if (!needed?.is || !operation.startsWith('Invoke') || toolsOf(body).length > 0) return [];
  const at = messagesOf(body).findIndex((message) =>
    blocksOf(message).some(({ type }) => type === 'tool_use' || type === 'tool_result'),
  );
  if (at < 0) return [];
  return [
    found({
      pointer: `/messages/${at}`,
      key: 'tools',
      sentence: 'Requests which include `tool_use` or `tool_result` blocks must define tools.',
      why: 'Claude 3 is told the tools of a conversation with each request.',
      source: needed.evidence,
    }),
  ];
};

/** Rules of a time or a generation about how tools are defined. */
export const DEFINITION_CHECKS: readonly Check[] = [defined, namesFit];
