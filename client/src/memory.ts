/** The memory that the server's process may have. */

/** Less does not hold the catalogue and the glossary, let alone an archive, in MB. */
const LEAST = 256;

/** What lives short may take three times so much before it is collected, in MB; Node's own 16 are a tenth of all that an archive needs, and gain nothing. */
const YOUNG = 4;

/**
 * What tells Node how much memory a process may have.
 *
 * @param setting of `communique.server.maxMemory`, in MB; 0 and what is no number leave it to Node.
 */
export function memoryArguments(setting: unknown): string[] {
  const young = `--max-semi-space-size=${YOUNG}`;
  if (typeof setting !== 'number' || !(setting > 0)) return [young];
  return [young, `--max-old-space-size=${Math.max(LEAST, Math.floor(setting))}`];
}

/** Whether a line on standard error is the last word of a process that had too little memory: Node's, or that of Electron as Node. */
export function saysOutOfMemory(line: string): boolean {
  return /^FATAL ERROR: .*\bout of memory\b|\bOOM error in V8\b|\bV8 javascript OOM\b/.test(line);
}
