import { Unplug } from 'lucide-react';
import { reconnectNow, useConnection } from '../store/connection.ts';
import { Banner } from '../ui/Banner.tsx';
import { Button } from '../ui/Button.tsx';

/** Says that the host has gone away; it is tried again by itself. */
export function ConnectionBanner() {
  const status = useConnection((state) => state.status);
  return (
    <div role="status" aria-live="polite">
      {status === 'lost' && (
        <Banner>
          <Unplug size={15} aria-hidden />
          <p>
            <b>Strata’s host does not answer.</b> Your request is kept; results are the last ones. Trying
            again …
          </p>
          <Button small onClick={reconnectNow}>
            Try now
          </Button>
        </Banner>
      )}
    </div>
  );
}
