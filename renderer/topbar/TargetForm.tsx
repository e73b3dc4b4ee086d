import { useState } from 'react';
import type { AnyTarget } from '../../shared/contract/sending.ts';
import { chooseTarget, useRequest } from '../store/request.ts';
import { Segmented } from '../ui/Segmented.tsx';
import { AwsForm } from './AwsForm.tsx';
import { EndpointForm } from './EndpointForm.tsx';
import { ProxyForm } from './ProxyForm.tsx';
import { SilenceField } from './SilenceField.tsx';
import { SimulatorForm } from './SimulatorForm.tsx';
import styles from './TargetMenu.module.css';

const KINDS = [
  { value: 'simulator', label: 'Simulator' },
  { value: 'aws', label: 'AWS' },
  { value: 'endpoint', label: 'Endpoint' },
  { value: 'proxy', label: 'Proxy' },
] as const;

/** Which place requests go to, and its settings; it begins with the place that is chosen. */
export function TargetForm() {
  const [kind, setKind] = useState<AnyTarget['kind']>(useRequest.getState().target.kind);
  return (
    <div className={styles.body}>
      <Segmented
        label="Kind of target"
        value={kind}
        options={KINDS}
        onChange={(next) => {
          setKind(next);
          if (next === 'simulator') chooseTarget({ kind: 'simulator' });
        }}
      />
      {kind === 'simulator' && <SimulatorForm />}
      {kind === 'aws' && <AwsForm />}
      {kind === 'endpoint' && <EndpointForm />}
      {kind === 'proxy' && <ProxyForm />}
      <SilenceField />
    </div>
  );
}
