import { Redactor } from '../../shared/redaction/redactor.ts';

const salt = crypto.getRandomValues(new Uint32Array(4)).join('-');

/** Takes secrets out of what this window keeps, copies and saves. */
export const redactor = new Redactor(salt);
