import { create } from 'zustand';

/** A chunk size in bytes; null passes reads on as received. */
export type ChunkSize = number | null;

interface LabState {
  /** The size chosen on the slider; `undefined` follows what the profile's release does. */
  readonly chosen: ChunkSize | undefined;
  /** The second size, for the comparison of two on one recording. */
  readonly other: ChunkSize;
  /** The frame whose bytes are shown. */
  readonly frame: number | null;
}

export const useLab = create<LabState>(() => ({ chosen: undefined, other: null, frame: null }));

export const chooseChunkSize = (chosen: ChunkSize | undefined): void => useLab.setState({ chosen });
export const chooseOtherSize = (other: ChunkSize): void => useLab.setState({ other });
export const chooseFrame = (frame: number | null): void => useLab.setState({ frame });
