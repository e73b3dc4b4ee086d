import type { FixAction } from '../../shared/contract/inspection.ts';
import { pathOf } from '../../shared/json/pointer.ts';
import { profileOf } from '../../shared/pipeline/releases/profile.ts';

/** What a fix has done, in a few words: it stands beside the way back. */
export function doneText(fix: FixAction['fix']): string {
  switch (fix.kind) {
    case 'drop':
      return `Dropped ${pathOf(fix.pointer)}`;
    case 'drop-params':
      return `Dropped ${fix.params.join(', ')}`;
    case 'allow-params':
      return `Allowed ${fix.params.join(', ')}`;
    case 'set-drop-params':
      return 'Set drop_params';
    case 'set-modify-params':
      return 'Set litellm.modify_params';
    case 'rename':
      return `Renamed ${pathOf(fix.pointer)} to ${fix.key}`;
    case 'move':
      return `Moved ${pathOf(fix.pointer)} to ${pathOf(fix.to)}`;
    case 'set':
      return `Set ${pathOf(fix.pointer)} to ${JSON.stringify(fix.value)}`;
    case 'route':
      return `Took the ${fix.route} route`;
    case 'profile':
      return `Switched to ${profileOf(fix.profile).label}`;
  }
}
