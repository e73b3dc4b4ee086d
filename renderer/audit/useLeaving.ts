import { useEffect } from 'react';
import { useRequest } from '../store/request.ts';
import { useSends } from '../store/sends.ts';
import { show } from '../store/view.ts';

/** Gives way to the request's own screen as soon as the request is changed or sent from elsewhere. */
export function useLeaving(): void {
  useEffect(() => {
    const leave = (): void => show({ screen: 'request' });
    const stopRequest = useRequest.subscribe((state, before) => {
      const same =
        state.text === before.text && state.profile === before.profile && state.route === before.route;
      if (!same || state.undo !== before.undo) leave();
    });
    const stopSends = useSends.subscribe((state, before) => {
      if (state.shown !== before.shown) leave();
    });
    return () => {
      stopRequest();
      stopSends();
    };
  }, []);
}
