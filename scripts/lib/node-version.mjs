// Kept to what old releases of Node understand, so that they get as far as the message.
const LEAST = [20, 19];

/** Ends the process with a clear message where this Node is too old for Strata. */
export function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > LEAST[0] || (major === LEAST[0] && minor >= LEAST[1])) return;
  console.error(
    `Strata needs Node ${LEAST.join('.')} or later; this is Node ${process.versions.node}.\n` +
      'Get a current one from https://nodejs.org and run the command again.',
  );
  process.exit(1);
}
