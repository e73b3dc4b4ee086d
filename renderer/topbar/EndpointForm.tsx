import { useState } from 'react';
import { refuseEndpoint } from '../../shared/target/address.ts';
import { chooseTarget, useRequest } from '../store/request.ts';
import { Button } from '../ui/Button.tsx';
import { Field } from '../ui/Field.tsx';
import styles from './TargetMenu.module.css';
import { Trust } from './Trust.tsx';

/** Any other endpoint that speaks Bedrock's runtime API. */
export function EndpointForm() {
  const target = useRequest((state) => state.target);
  const [url, setUrl] = useState(target.kind === 'endpoint' ? target.url : 'http://127.0.0.1:4566');
  const problem = refuseEndpoint(url);
  const used = target.kind === 'endpoint' && target.url === url;
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (!problem) chooseTarget({ kind: 'endpoint', url });
      }}
    >
      <Field
        label="URL of a Bedrock runtime endpoint"
        value={url}
        spellCheck={false}
        aria-invalid={problem !== null}
        onChange={(event) => setUrl(event.target.value)}
        note={
          problem ? (
            <span className={styles.error}>
              {problem.message} {problem.hint}
            </span>
          ) : (
            'A VPC endpoint, a gateway, another simulator.'
          )
        }
      />
      <Button type="submit" disabled={problem !== null || used}>
        {used ? 'In use' : 'Use this endpoint'}
      </Button>
      {used && <Trust url={url} />}
    </form>
  );
}
