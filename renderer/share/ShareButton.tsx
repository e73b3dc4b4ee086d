import { Share2 } from 'lucide-react';
import { Button } from '../ui/Button.tsx';
import { MOD } from '../ui/Kbd.tsx';
import { shareRequest } from './lazy.ts';

/** The way of the request on the screen to others. */
export function ShareButton() {
  return (
    <Button
      small
      title={`A report, a page, a picture or code (${MOD}+Shift+S)`}
      onClick={() => void shareRequest()}
    >
      <Share2 size={13} aria-hidden /> Share
    </Button>
  );
}
