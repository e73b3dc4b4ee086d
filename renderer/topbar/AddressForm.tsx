import { type ReactNode, useState } from 'react';
import { refuseEndpoint } from '../../shared/target/address.ts';
import { chooseTarget, useRequest } from '../store/request.ts';
import { Button } from '../ui/Button.tsx';
import { Field } from '../ui/Field.tsx';
import styles from './TargetMenu.module.css';

interface AddressFormProps {
  /** The target that an address makes. */
  readonly kind: 'endpoint' | 'proxy';
  readonly label: string;
  /** What stands in the field where no such target is chosen. */
  readonly example: string;
  /** What is sent there, in a sentence. */
  readonly note: string;
  readonly use: string;
  /** More about the address that is in use. */
  readonly children?: (url: string) => ReactNode;
}

/** An address that is typed, with what is wrong with it, and made the target. */
export function AddressForm({ kind, label, example, note, use, children }: AddressFormProps) {
  const target = useRequest((state) => state.target);
  const [url, setUrl] = useState(target.kind === kind ? target.url : example);
  const problem = refuseEndpoint(url);
  const used = target.kind === kind && target.url === url;
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (!problem) chooseTarget({ kind, url });
      }}
    >
      <Field
        label={label}
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
            note
          )
        }
      />
      <Button type="submit" disabled={problem !== null || used}>
        {used ? 'In use' : use}
      </Button>
      {used && children?.(url)}
    </form>
  );
}
