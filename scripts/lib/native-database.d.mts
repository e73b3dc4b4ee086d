import type { Plugin } from 'esbuild';

export const NATIVE_FILE: string;
export function nativeDatabase(): { readonly file: string; readonly folder: string } | null;
export const besideNative: Plugin;
