import { isAsking, useInspection } from './inspection.ts';
import { notify } from './notices.ts';
import { useRequest } from './request.ts';

/** What a request is made of; the same names in what was asked last. */
const PARTS = ['document', 'text', 'profile', 'route', 'form', 'settings', 'deployment', 'call'] as const;

/** How often is looked whether an answer has come, milliseconds: one that is given up changes nothing that could be followed. */
const LOOK_MS = 20;

/** Who waits so long wonders whether anything happens, milliseconds. */
const NOTICEABLE_MS = 350;

type Parts = Pick<ReturnType<typeof useRequest.getState>, (typeof PARTS)[number]>;

const isSame = (one: Parts, other: Parts): boolean => PARTS.every((part) => one[part] === other[part]);

/** True while the result on the screen is that of an earlier text or choice, and the one at hand is being read. */
export function isBehind(): boolean {
  const request = useRequest.getState();
  const { asked } = useInspection.getState();
  return isAsking() && (asked === null || !isSame(asked, request));
}

/**
 * Resolves once the request at hand is read, or cannot be; a long wait is told.
 * @param then what happens then, as the sentence goes on: “then it is sent”
 * @returns true where it is still the very request that it was
 */
export async function onceRead(then: string): Promise<boolean> {
  const before = useRequest.getState();
  const told = setTimeout(() => notify(`The request is being read; ${then}.`), NOTICEABLE_MS);
  try {
    while (isBehind()) await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  } finally {
    clearTimeout(told);
  }
  return isSame(before, useRequest.getState());
}
