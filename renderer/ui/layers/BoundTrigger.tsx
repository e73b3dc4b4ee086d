import { type Ref, useImperativeHandle, useLayoutEffect, useRef } from 'react';
import type { Trigger } from '../Opener.tsx';

interface BoundTriggerProps extends Readonly<Record<string, unknown>> {
  readonly trigger: Trigger;
  readonly ref?: Ref<HTMLElement | null>;
}

type Handler = (event: Event) => void;

const handlersOf = (props: Readonly<Record<string, unknown>>): readonly (readonly [string, Handler])[] =>
  Object.entries(props).flatMap(([name, value]) =>
    name.startsWith('on') && typeof value === 'function' ? [[name, value as Handler] as const] : [],
  );

/** What is told of the trigger to assistive technology and to styles. */
const isTold = (name: string): boolean => name.startsWith('aria-') || name.startsWith('data-');

/** Stands as the child of a trigger of Radix and draws nothing: all that the trigger is given goes to an element that is there already. */
export function BoundTrigger({ trigger, ref, ...props }: BoundTriggerProps) {
  const given = useRef<Readonly<Record<string, unknown>>>(props);
  useImperativeHandle<HTMLElement | null, HTMLElement | null>(ref, () => trigger.element, [trigger]);
  useLayoutEffect(() => {
    given.current = props;
    const { element } = trigger;
    if (!element) return;
    if (typeof props.id === 'string' && element.id === '') element.id = props.id;
    for (const [name, value] of Object.entries(props)) {
      if (!isTold(name)) continue;
      if (value === undefined) element.removeAttribute(name);
      else element.setAttribute(name, String(value));
    }
  });
  useLayoutEffect(() => {
    const { element, early } = trigger;
    if (!element) return;
    const call = (name: string, event: Event): void => {
      const handler = given.current[name];
      if (typeof handler === 'function') handler(event);
    };
    const heard = handlersOf(given.current).map(([name]) => {
      const listener = (event: Event): void => call(name, event);
      return [name.slice(2).toLowerCase(), listener] as const;
    });
    for (const [type, listener] of heard) element.addEventListener(type, listener);
    trigger.early = null;
    for (const [name, event] of early ?? []) call(name, event);
    return () => {
      for (const [type, listener] of heard) element.removeEventListener(type, listener);
    };
  }, [trigger]);
  return null;
}
