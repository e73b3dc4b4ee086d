import { qwenFamily } from './qwen/form.ts';

/** `bedrock/qwen2/<arn>`; its answers differ from Qwen 3's, its requests do not. */
export const qwen2 = qwenFamily('qwen2', 'Qwen 2 (imported)');
