/**
 * The whole number from 1 that an option of a script gives. Where it is none the script ends with code 2 and says so.
 *
 * @param {string} option as it is written
 * @param {string} text
 * @returns {number}
 */
export function countOption(option, text) {
  const count = Number(text);
  if (Number.isSafeInteger(count) && count >= 1) return count;
  console.error(`${option} is a number from 1, not “${text}”.`);
  process.exit(2);
}
