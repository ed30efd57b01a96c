export interface Result {
  readonly group: string;
  readonly name: string;
  readonly ms?: number;
  readonly error?: string;
  readonly skipped?: string;
}

export function record(result: Result): void;
export function readResults(path: string): Result[];
