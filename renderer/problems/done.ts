import type { FixAction } from '../../shared/contract/inspection.ts';
import { openPathOf, type Pointer, pathOf } from '../../shared/json/pointer.ts';
import { profileOf } from '../../shared/pipeline/releases/profile.ts';

/** What a fix has done, in a few words: it stands beside the way back. `times`: at how many places that differ in their lists’ indices alone. */
export function doneText(fix: FixAction['fix'], times = 1): string {
  const done = doneOnce(fix, times === 1 ? pathOf : openPathOf);
  return times === 1 ? done : `${done}, ${times} times`;
}

function doneOnce(fix: FixAction['fix'], path: (pointer: Pointer) => string): string {
  switch (fix.kind) {
    case 'drop':
      return `Dropped ${path(fix.pointer)}`;
    case 'drop-params':
      return `Dropped ${fix.params.join(', ')}`;
    case 'allow-params':
      return `Allowed ${fix.params.join(', ')}`;
    case 'set-drop-params':
      return 'Set drop_params';
    case 'set-modify-params':
      return 'Set litellm.modify_params';
    case 'rename':
      return `Renamed ${path(fix.pointer)} to ${fix.key}`;
    case 'move':
      return `Moved ${path(fix.pointer)} to ${path(fix.to)}`;
    case 'set':
      return `Set ${path(fix.pointer)} to ${JSON.stringify(fix.value)}`;
    case 'route':
      return `Took the ${fix.route} route`;
    case 'profile':
      return `Switched to ${profileOf(fix.profile).label}`;
  }
}
