import type { Log, Result } from 'sarif';
import { FINDING_KINDS, type FoundAt } from './finding.ts';

/** A relative URI as SARIF wants it: forward slashes, what is special in a URI escaped. */
const uriOf = (file: string): string =>
  file.replaceAll('\\', '/').split('/').map(encodeURIComponent).join('/');

function resultOf(finding: FoundAt): Result {
  const { kind, level, message, why, file, line, column, pointer, id, evidence } = finding;
  const place = pointer === null ? {} : { logicalLocations: [{ fullyQualifiedName: pointer }] };
  return {
    ruleId: kind,
    ruleIndex: Object.keys(FINDING_KINDS).indexOf(kind),
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
  const rules = Object.entries(FINDING_KINDS).map(([id, text]) => ({ id, shortDescription: { text } }));
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
