import type { Log, Result } from 'sarif';
import { UNWRITABLE } from '../text/unwritable.ts';
import { FINDING_KINDS, type FindingKind, type FoundAt, type Level } from './finding.ts';

const DRIVE = /^[A-Za-z]:/;

/** A file as a URI: forward slashes, what is special in a URI escaped; a relative one stays relative. */
function uriOf(file: string): string {
  const path = file.replace(UNWRITABLE, '\uFFFD').replaceAll('\\', '/');
  const [drive = ''] = DRIVE.exec(path) ?? [];
  const escaped = path.slice(drive.length).split('/').map(encodeURIComponent).join('/');
  if (drive !== '') return `file:///${drive}${escaped}`;
  return path.startsWith('/') ? `file://${escaped}` : escaped;
}

/** What a code host shows beside a finding: how grave its kind usually is, and what can be done. */
const RULES: Readonly<Record<FindingKind, { readonly level: Level; readonly help: string }>> = {
  unreadable: {
    level: 'error',
    help: 'Mend the text at the place that is named. A request is a call to LiteLLM as JSON, a curl command or code, or {"operation", "modelId", "body"} for Bedrock itself.',
  },
  'refused-by-litellm': {
    level: 'error',
    help: 'Take out what the message names, let LiteLLM drop it (drop_params), or use a release or a route that takes it.',
  },
  'crash-in-litellm': {
    level: 'error',
    help: 'Change the value that the message names, or use a release without the defect: strata bisect names those.',
  },
  'refused-by-bedrock': {
    level: 'error',
    help: 'Change what the message names. Where LiteLLM put it into the body, another release may not: strata bisect tells.',
  },
  'may-be-refused': {
    level: 'warning',
    help: 'Change what the message names, or try the request once before it is relied on.',
  },
  leak: {
    level: 'warning',
    help: 'Take the parameter out of the request, or use a release that keeps it back: strata bisect tells.',
  },
  loss: {
    level: 'note',
    help: 'Write the value in a form that the model takes, or take it out of the request.',
  },
};

function resultOf(finding: FoundAt): Result {
  const { kind, level, message, why, file, line, column, pointer, id, evidence } = finding;
  const place = pointer === null ? {} : { logicalLocations: [{ fullyQualifiedName: pointer }] };
  return {
    ruleId: kind,
    ruleIndex: Object.keys(RULES).indexOf(kind),
    level,
    message: { text: why === '' ? message : `${message}\n${why}` },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: uriOf(file) },
          region: { startLine: line, startColumn: column },
        },
        ...place,
      },
    ],
    properties: { ...(id === null ? {} : { id }), evidence },
  };
}

/**
 * The findings as a SARIF 2.1.0 log (OASIS), as code hosts take it for their own lists of problems. It is written in pieces, so that
 * nobody has to hold all of it: what stands before the findings, each of them, what stands behind.
 */
export function sarifStart(version: string, informationUri: string): string {
  // Code hosts ask for all three texts.
  const rules = Object.entries(RULES).map(([id, { level, help }]) => {
    const text = FINDING_KINDS[id as FindingKind];
    return {
      id,
      shortDescription: { text },
      fullDescription: { text },
      help: { text: help },
      defaultConfiguration: { level },
    };
  });
  const log: Log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'Strata', version, informationUri, rules } },
        columnKind: 'utf16CodeUnits',
        results: [],
      },
    ],
  };
  return JSON.stringify(log).slice(0, -SARIF_END.length);
}

export const SARIF_END = ']}]}';

export const sarifResult = (finding: FoundAt, isFirst: boolean): string =>
  `${isFirst ? '' : ','}\n${JSON.stringify(resultOf(finding))}`;
