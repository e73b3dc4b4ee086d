import { isAsking, useInspection } from '../store/inspection.ts';
import { notify } from '../store/notices.ts';
import { useRequest } from '../store/request.ts';
import { settleTyping } from '../store/typing.ts';

/** What a request is made of; the same names in what was asked last. */
const PARTS = ['document', 'text', 'profile', 'route', 'form', 'settings', 'deployment', 'call'] as const;

/** How often is looked whether an answer has come, milliseconds: one that is given up changes nothing that could be followed. */
const LOOK_MS = 20;

/** Who waits so long wonders whether anything happens, milliseconds. */
const NOTICEABLE_MS = 350;

/** True while the result on the screen is that of an earlier text or choice, and the one at hand is being read. */
function isBehind(): boolean {
  const { asked } = useInspection.getState();
  const request = useRequest.getState();
  return isAsking() && (asked === null || PARTS.some((part) => asked[part] !== request[part]));
}

/** Resolves once the request at hand is read, or cannot be; a long wait is told. */
export async function onceRead(): Promise<void> {
  settleTyping();
  const told = setTimeout(() => notify('The request is being read; then it is shown here.'), NOTICEABLE_MS);
  try {
    while (isBehind()) await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  } finally {
    clearTimeout(told);
  }
}
