import { useEffect, useState } from 'react';
import { withModelId } from '../incoming/model-string.ts';
import { loadModels, useConnection } from '../store/connection.ts';
import { useInspection } from '../store/inspection.ts';
import { useRequest } from '../store/request.ts';
import { PopupLayer } from '../ui/layers/PopupLayer.tsx';
import type { Trigger } from '../ui/Opener.tsx';
import { ModelList } from './ModelList.tsx';
import { setRequestKey } from './set-key.ts';

/** The models of the release; what is picked is written into the request. */
export function ModelPanel({ trigger }: { readonly trigger: Trigger }) {
  const model = useInspection((state) => state.result?.model ?? '');
  const profile = useRequest((state) => state.profile);
  const client = useConnection((state) => state.client);
  const [open, setOpen] = useState(false);
  useEffect(() => {
    if (open && client) void loadModels(profile);
  }, [open, client, profile]);
  return (
    <PopupLayer wide trigger={trigger} label="Model" open={open} onOpenChange={setOpen}>
      <ModelList
        model={model}
        onPick={(picked, whole) => {
          setOpen(false);
          void setRequestKey('model', whole ? picked : withModelId(model, picked));
        }}
      />
    </PopupLayer>
  );
}
