import { CircleCheck, CircleX, TriangleAlert } from 'lucide-react';
import type { Dialect } from '../../shared/input/dialect.ts';
import type { InputProblem } from '../../shared/input/text-range.ts';
import { refuseEndpoint } from '../../shared/target/address.ts';
import { useInspection } from '../store/inspection.ts';
import { onceRead } from '../store/once-read.ts';
import { chooseTarget, replaceRequest, useRequest } from '../store/request.ts';
import { editRequest } from '../store/view.ts';
import { Button } from '../ui/Button.tsx';
import { cx } from '../ui/cx.ts';
import { shown } from '../ui/shown.ts';
import { CallField } from './CallField.tsx';
import styles from './JsonFoot.module.css';
import { whyThisForm } from './recognised.ts';

const DIALECTS: Readonly<Record<Dialect, string>> = {
  litellm: 'a LiteLLM call',
  'openai-chat': 'an OpenAI chat completions request',
  'openai-responses': 'an OpenAI Responses request',
  'anthropic-messages': 'an Anthropic messages request',
  bedrock: 'a call to Bedrock itself, past LiteLLM',
  curl: 'a curl command',
  code: 'a call found in the text',
};

/** Without its path the request may say less of its form, so the form stays chosen. */
async function convert(): Promise<void> {
  if (!(await onceRead('then it is converted'))) return;
  const { result, problems } = useInspection.getState();
  if (!result || problems.length > 0) return;
  const { requestText, recognised } = result;
  replaceRequest(
    { text: requestText, form: recognised.by === 'sign' ? 'auto' : recognised.form },
    'Converted to JSON',
  );
}

/**
 * One line below the editor, always there: what the text was read as, or why it cannot be read.
 * `whole` gives long sentences as many lines as they need.
 */
export function JsonFoot({ whole = false }: { readonly whole?: boolean }) {
  const result = useInspection((state) => state.result);
  const problem = useInspection((state) => state.problems[0]);
  const failure = useInspection((state) => state.failure);
  const warning = result?.warnings[0];
  return (
    <div className={cx(styles.foot, whole && styles.whole)} role="status">
      {problem ? (
        <Located problem={problem} bad />
      ) : failure ? (
        <>
          <CircleX size={15} aria-hidden className={styles.bad} />
          <div className={styles.text} title={shown(failure)}>
            <p className={styles.message}>{shown(failure)}</p>
          </div>
        </>
      ) : warning && result?.dialect !== 'code' ? (
        <Located problem={warning} bad={false} />
      ) : (
        result && (
          <>
            <CircleCheck size={15} aria-hidden className={styles.good} />
            <div className={styles.text}>
              <p>Read as {DIALECTS[result.dialect]}.</p>
              <p title={shown(result.taken || whyThisForm(result.recognised))}>
                {result.taken || whyThisForm(result.recognised)}
              </p>
            </div>
            {warning && (
              <Button small onClick={() => editRequest(warning.range.from)}>
                Show the first gap
              </Button>
            )}
            <CallField calls={result.calls} />
            <UseBase base={result.base} />
            {(result.dialect === 'curl' || result.dialect === 'code') && (
              <Button small onClick={() => void convert()}>
                Convert to JSON
              </Button>
            )}
          </>
        )
      )}
    </div>
  );
}

/** The host of a pasted call, as the proxy to send it to. */
function UseBase({ base }: { readonly base: string | null }) {
  const target = useRequest((state) => state.target);
  if (base === null || refuseEndpoint(base) || (target.kind === 'proxy' && target.url === base)) return null;
  return (
    <Button small title={shown(base)} onClick={() => chooseTarget({ kind: 'proxy', url: base })}>
      Send to {new URL(base).host}
    </Button>
  );
}

function Located({ problem, bad }: { readonly problem: InputProblem; readonly bad: boolean }) {
  const { message, hint, range } = problem;
  const Icon = bad ? CircleX : TriangleAlert;
  return (
    <>
      <Icon size={15} aria-hidden className={bad ? styles.bad : styles.warn} />
      <div className={styles.text} title={shown(`${message}\n${hint}`)}>
        <p className={styles.message}>
          Line {range.line}, column {range.column}: {shown(message)}
        </p>
        {hint && <p>{hint}</p>}
      </div>
      <Button small onClick={() => editRequest(range.from)}>
        Show
      </Button>
    </>
  );
}
