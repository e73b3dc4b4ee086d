import type { Json } from '../../../json/json.ts';
import { WHITE_SPACE } from '../../python/space.ts';

const EMAIL = /^[a-zA-Z0-9._%+-]+@[a-zA-Z0-9.-]+\.[a-zA-Z]{2,}$/;
const PHONE = new RegExp(`^\\+?[\\d${WHITE_SPACE}()-]{7,}$`, 'u');

/** True for a user id that Claude takes: a string that is neither an e-mail address nor a phone number. */
export const isUserId = (value: Json | undefined): value is string =>
  typeof value === 'string' && !EMAIL.test(value) && !PHONE.test(value);
