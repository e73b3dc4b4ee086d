import { ShieldAlert, ShieldCheck } from 'lucide-react';
import type { Guardrail, GuardrailFinding } from '../../shared/recording/guardrail.ts';
import { shown } from '../ui/shown.ts';
import styles from './GuardrailReport.module.css';

/** `sensitiveInformationPolicy` as words: `sensitive information policy`. */
const inWords = (policy: string): string => policy.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

const key = ({ guardrail, side, policy, name, action }: GuardrailFinding, i: number): string =>
  [guardrail, side, policy, name, action, i].join('|');

/** Whether a guardrail changed or blocked the answer, and what each of its policies found. */
export function GuardrailReport({ guardrail }: { readonly guardrail: Guardrail }) {
  const { intervened, reason, findings } = guardrail;
  const Icon = intervened ? ShieldAlert : ShieldCheck;
  return (
    <section aria-label="Guardrail" className={intervened ? styles.intervened : styles.passed}>
      <p className={styles.head}>
        <Icon size={14} aria-hidden />
        {intervened ? 'A guardrail intervened' : 'The guardrail let everything pass'}
        {reason && <span className={styles.reason}>{shown(reason)}</span>}
      </p>
      {findings.length > 0 && (
        <ul className={styles.findings}>
          {findings.map((finding, i) => (
            <li key={key(finding, i)}>
              <span className={styles.side}>{finding.side}</span>
              <span>{inWords(finding.policy)}</span>
              <code>{finding.name}</code>
              <code>{finding.action}</code>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
