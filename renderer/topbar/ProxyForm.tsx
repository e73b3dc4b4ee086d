import { useState } from 'react';
import { refuseEndpoint } from '../../shared/target/address.ts';
import { useConnection } from '../store/connection.ts';
import { chooseTarget, useRequest } from '../store/request.ts';
import { Button } from '../ui/Button.tsx';
import { Field } from '../ui/Field.tsx';
import styles from './TargetMenu.module.css';

/** A running LiteLLM proxy: it gets the client's call as it is. */
export function ProxyForm() {
  const target = useRequest((state) => state.target);
  const variable = useConnection((state) => state.targets?.proxyKey ?? null);
  const [url, setUrl] = useState(target.kind === 'proxy' ? target.url : 'http://127.0.0.1:4000');
  const problem = refuseEndpoint(url);
  const used = target.kind === 'proxy' && target.url === url;
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (!problem) chooseTarget({ kind: 'proxy', url });
      }}
    >
      <Field
        label="Base URL of a LiteLLM proxy"
        value={url}
        spellCheck={false}
        aria-invalid={problem !== null}
        onChange={(event) => setUrl(event.target.value)}
        note={
          problem ? (
            <span className={styles.error}>
              {problem.message} {problem.hint}
            </span>
          ) : variable ? (
            `The client’s call goes there, with the key in ${variable}.`
          ) : (
            'The client’s call goes there without a key: start Strata with LITELLM_API_KEY for one.'
          )
        }
      />
      <Button type="submit" disabled={problem !== null || used}>
        {used ? 'In use' : 'Use this proxy'}
      </Button>
    </form>
  );
}
