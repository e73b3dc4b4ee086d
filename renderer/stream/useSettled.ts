import { useEffect, useState } from 'react';

/** A value once it has stood still for `ms` milliseconds; what is costly follows it instead of each step. */
export function useSettled<T>(value: T, ms: number): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), ms);
    return () => clearTimeout(timer);
  }, [value, ms]);
  return settled;
}
