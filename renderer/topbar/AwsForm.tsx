import { useEffect, useId } from 'react';
import type { SendTarget } from '../../shared/contract/sending.ts';
import { useConnection } from '../store/connection.ts';
import { chooseTarget, useRequest } from '../store/request.ts';
import { Toggle } from '../ui/Field.tsx';
import { shown } from '../ui/shown.ts';
import styles from './TargetMenu.module.css';
import { Trust } from './Trust.tsx';
import { addressOf, redirectOf } from './where.ts';

type AwsTarget = Extract<SendTarget, { kind: 'aws' }>;

const DEFAULT_CHAIN = '';

/** AWS by profile and region, or by bearer token. Names only: credentials stay in the main process. */
export function AwsForm() {
  const aws = useConnection((state) => state.targets?.aws);
  const target = useRequest((state) => state.target);
  const ids = { profile: useId(), region: useId(), regions: useId() };
  const region = aws?.defaultRegion ?? 'us-east-1';
  useEffect(() => {
    if (useRequest.getState().target.kind !== 'aws') {
      chooseTarget({ kind: 'aws', profile: null, region, bearer: false });
    }
  }, [region]);
  if (target.kind !== 'aws') return null;
  const change = (part: Partial<AwsTarget>): void => chooseTarget({ ...target, ...part });
  const profiles = aws?.profiles ?? [];
  const redirect = redirectOf(target, aws);
  const address = addressOf(target, redirect);
  return (
    <div className={styles.form}>
      <div className={styles.labelled}>
        <label htmlFor={ids.profile}>Profile</label>
        <select
          id={ids.profile}
          className={styles.select}
          value={target.profile ?? DEFAULT_CHAIN}
          disabled={target.bearer}
          onChange={(event) => {
            const profile = profiles.find(({ name }) => name === event.target.value);
            change({ profile: profile?.name ?? null, region: profile?.region ?? target.region });
          }}
        >
          <option value={DEFAULT_CHAIN}>Default chain (environment, SSO, instance …)</option>
          {profiles.map(({ name, region: home }) => (
            <option key={name} value={name}>
              {home ? `${name} · ${home}` : name}
            </option>
          ))}
        </select>
      </div>
      <div className={styles.labelled}>
        <label htmlFor={ids.region}>Region</label>
        <input
          id={ids.region}
          className={styles.select}
          list={ids.regions}
          defaultValue={target.region}
          key={target.region}
          spellCheck={false}
          onBlur={(event) => {
            const value = event.target.value.trim();
            if (/^[a-z0-9-]+$/.test(value)) change({ region: value });
          }}
        />
        <datalist id={ids.regions}>
          {(aws?.regions ?? []).map((name) => (
            <option key={name} value={name} />
          ))}
        </datalist>
      </div>
      <Toggle
        label="Bearer token"
        note={
          aws?.bearerAvailable
            ? 'Takes AWS_BEARER_TOKEN_BEDROCK of the main process instead of SigV4.'
            : 'AWS_BEARER_TOKEN_BEDROCK is not set where Strata was started.'
        }
        checked={target.bearer}
        disabled={!aws?.bearerAvailable}
        onChange={(bearer) => change({ bearer })}
      />
      <p className={styles.note}>
        {redirect?.refused ? 'Would send to' : 'Sends to'}{' '}
        <code className={styles.address}>{shown(address)}</code>
      </p>
      {redirect && (
        <p className={styles.error}>
          {redirect.refused
            ? `${redirect.refused} Nothing is sent there.`
            : `${redirect.source} sends requests for AWS there instead of to AWS.`}
        </p>
      )}
      {redirect && !redirect.refused && <Trust url={redirect.url} />}
      <p className={styles.note}>
        Requests go to real Bedrock and cost money. Credentials stay in the main process: they are never
        shown, logged or stored here.
      </p>
    </div>
  );
}
