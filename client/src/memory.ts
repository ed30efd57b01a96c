/** The memory that the server's process may have. */

/** Less does not hold the catalogue and the glossary, let alone an archive, in MB. */
const LEAST = 256;

/**
 * What tells Node how much memory a process may have.
 *
 * @param setting of `communique.server.maxMemory`, in MB; 0 and what is no number leave it to Node.
 */
export function memoryArguments(setting: unknown): string[] {
  if (typeof setting !== 'number' || !(setting > 0)) return [];
  return [`--max-old-space-size=${Math.max(LEAST, Math.floor(setting))}`];
}

/** Whether a line on standard error is the last word of a process that had too little memory: Node's, or that of Electron as Node. */
export function saysOutOfMemory(line: string): boolean {
  return /^FATAL ERROR: .*\bout of memory\b|\bOOM error in V8\b|\bV8 javascript OOM\b/.test(line);
}
