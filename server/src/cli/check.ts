import { parseArgs } from 'node:util';
import { Checker } from './checker.ts';
import { readTextFile } from './read-file.ts';
import { type CheckedProblem, Report } from './report.ts';
import { UnusableError, WorkspaceChecker } from './workspace-checker.ts';

export interface CheckOptions {
  readonly files: readonly string[];
  readonly json: boolean;
  readonly verbose: boolean;
  readonly workspace: string | undefined;
  readonly cache: string | undefined;
}

/** The options of `check`; undefined where they are wrong. */
export function readCheckOptions(args: readonly string[]): CheckOptions | undefined {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        json: { type: 'boolean', default: false },
        verbose: { type: 'boolean', default: false },
        workspace: { type: 'string' },
        cache: { type: 'string' },
      },
    });
    const { json = false, verbose = false, workspace, cache } = values;
    const isUseful = workspace === undefined ? positionals.length > 0 && cache === undefined && !verbose : true;
    return isUseful ? { files: positionals, json, verbose, workspace, cache } : undefined;
  } catch {
    return undefined;
  }
}

/** Prints the problems of files. `indexer`: the bundle of the threads that read. */
export async function check(options: CheckOptions, indexer: string): Promise<number> {
  const report = new Report(Intl.DateTimeFormat().resolvedOptions().locale);
  try {
    const { problems, failed } =
      options.workspace === undefined
        ? checkFiles(options.files, report)
        : await checkWorkspace({ ...options, workspace: options.workspace }, report, indexer);
    if (options.json) process.stdout.write(`${JSON.stringify(problems, null, 2)}\n`);
    else {
      for (const { file, line, column, severity, code, message } of problems) {
        process.stdout.write(`${file}:${line}:${column}: ${severity} ${code} ${message}\n`);
      }
    }
    return failed || problems.some(({ severity }) => severity === 'error' || severity === 'warning') ? 1 : 0;
  } catch (error) {
    if (!(error instanceof UnusableError)) throw error;
    process.stderr.write(`communique: ${error.message}\n`);
    return 2;
  }
}

interface Outcome {
  readonly problems: CheckedProblem[];
  /** A file could not be read. */
  readonly failed: boolean;
}

function checkFiles(files: readonly string[], report: Report): Outcome {
  const checker = new Checker(report);
  const readable: string[] = [];
  for (const file of files) {
    const text = readTextFile(file);
    if (text === undefined) continue;
    checker.add(file, text);
    readable.push(file);
  }
  const problems = readable.flatMap((file) => checker.check(file));
  return { problems: [...problems, ...checker.factProblems], failed: readable.length < files.length };
}

async function checkWorkspace(
  { files, workspace, cache, verbose }: CheckOptions & { readonly workspace: string },
  report: Report,
  indexer: string,
): Promise<Outcome> {
  let failed = false;
  const checker = new WorkspaceChecker(workspace, cache, report, indexer, (what, error) => {
    process.stderr.write(`communique: ${what}: ${error instanceof Error ? error.message : String(error)}\n`);
    failed = true;
  });
  try {
    const status = await checker.read();
    if (verbose) {
      process.stderr.write(`communique: ${status.indexed} files, ${status.fromCache} texts as the cache knew them\n`);
    }
    const problems: CheckedProblem[] = [];
    for (const file of files.length === 0 ? checker.files() : files) {
      const text = readTextFile(file);
      if (text === undefined) failed = true;
      else problems.push(...checker.check(file, text));
    }
    return { problems: [...problems, ...checker.factProblems], failed };
  } finally {
    checker.dispose();
  }
}
