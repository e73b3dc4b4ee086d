import { useEffect, useState } from 'react';
import type { Notice } from '../../shared/contract/notices.ts';
import { useConnection } from '../store/connection.ts';

/** The licences of the packages inside the app: null while they load, `failed` where the host has none. */
export function useNotices(): readonly Notice[] | 'failed' | null {
  const client = useConnection((state) => state.client);
  const [notices, setNotices] = useState<readonly Notice[] | 'failed' | null>(null);
  useEffect(() => {
    let wanted = true;
    client?.notices().then(
      (loaded) => wanted && setNotices(loaded),
      () => wanted && setNotices('failed'),
    );
    return () => {
      wanted = false;
    };
  }, [client]);
  return notices;
}

/** What a closed entry says of its packages. */
export const packageNames = ({ packages }: Notice): string =>
  packages.map(({ name, version }) => `${name} ${version}`).join(', ');

export const countPackages = (notices: readonly Notice[]): number =>
  notices.reduce((sum, { packages }) => sum + packages.length, 0);
