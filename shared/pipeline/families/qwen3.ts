import { qwenFamily } from './qwen/form.ts';

/** `bedrock/qwen3/<arn>`, and `qwen.qwen3-*` where the call names the invoke route. */
export const qwen3 = qwenFamily('qwen3', 'Qwen 3 (imported)');
