import { replaceRequest } from '../store/request.ts';
import { Button } from '../ui/Button.tsx';
import { Empty } from '../ui/Empty.tsx';

/** Stands in for the editor where the request is too large to be typed into. */
export function LargeText({ length }: { readonly length: number }) {
  return (
    <Empty
      title={`This request has ${(length / 1_000_000).toFixed(1)} million characters`}
      action={
        <Button onClick={() => replaceRequest({ text: '' }, 'Request cleared')}>Clear the request</Button>
      }
    >
      It is kept, inspected and sent as it is. To keep the window quick it is not put into the editor; change
      it in its file and drop that here again.
    </Empty>
  );
}
