import type { Notice } from '../../shared/contract/notices.ts';

export declare function packageFolder(file: string): string | null;
export declare function noticesOf(folders: Iterable<string>): Notice[];
export declare function noticesText(notices: readonly Notice[]): string;
