import { Copy, TriangleAlert, X } from 'lucide-react';
import { useConnection } from '../store/connection.ts';
import { dismissFaults, faultReport, useFaults } from '../store/faults.ts';
import { copyText } from '../store/notices.ts';
import { Banner } from '../ui/Banner.tsx';
import { Button } from '../ui/Button.tsx';
import { shown } from '../ui/shown.ts';

/** Says that something inside Strata failed, and gives it to copy. Nothing else stops because of it. */
export function FaultBanner() {
  const faults = useFaults((state) => state.faults);
  const version = useConnection((state) => state.host?.version ?? '');
  const last = faults.at(-1);
  return (
    <div role="alert">
      {last && (
        <Banner>
          <TriangleAlert size={15} aria-hidden />
          <p>
            <b>
              Something inside Strata failed{faults.length > 1 && ` (${faults.length} times)`}; the rest goes
              on.
            </b>{' '}
            <code>{shown(last.message.slice(0, 300))}</code>
          </p>
          <Button small onClick={() => void copyText(faultReport(faults, version), 'Report')}>
            <Copy size={13} aria-hidden /> Copy report
          </Button>
          <Button small look="quiet" aria-label="Put away" title="Put away" onClick={dismissFaults}>
            <X size={13} aria-hidden />
          </Button>
        </Banner>
      )}
    </div>
  );
}
