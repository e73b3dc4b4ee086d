import { chooseRails, useView } from '../store/view.ts';
import { useMedia } from '../ui/useMedia.ts';

/** Where there is room for one pane only: small windows, and large type. */
export const NARROW = '(max-width: 979px)';
/** Where not even the body and the answer have room below each other. */
export const NARROW_AND_SHORT = `${NARROW} and (max-height: 600px)`;
/** Where the sidebar begins as a rail. */
const SMALL = '(max-width: 1240px)';

/** Whether the sidebar is a rail, and how to change it. */
export function useLibrary(): { readonly rail: boolean; readonly open: (open: boolean) => void } {
  const chosen = useView((state) => state.sidebarRail);
  const isSmall = useMedia(SMALL);
  return { rail: chosen ?? isSmall, open: (open) => chooseRails({ sidebarRail: !open }) };
}
