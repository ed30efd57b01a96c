import { TEXT_PROBLEM_CODES, type TextProblemCode } from '../structure/text-problems.ts';

export type Severity = 'error' | 'warning' | 'information' | 'hint' | 'off';

/** The settings the server reads, from section `communique`. */
export interface Settings {
  readonly maxSections: number;
  readonly severity: Readonly<Record<TextProblemCode, Severity>>;
}

export const DEFAULT_SETTINGS: Settings = {
  maxSections: 50_000,
  severity: {
    'text-letter-spaced': 'hint',
    'text-spaces-for-line-breaks': 'information',
    'text-one-character-per-line': 'warning',
    'text-encoding': 'warning',
    'text-control-characters': 'warning',
  },
};

const SEVERITIES: readonly string[] = ['error', 'warning', 'information', 'hint', 'off'];

/** Reads what a client gives as section `communique`; what is missing or of the wrong kind keeps its default. */
export function readSettings(given: unknown): Settings {
  const section = object(given);
  const max = object(section.outline).maxSections;
  const severity = { ...DEFAULT_SETTINGS.severity };
  const wanted = object(object(section.diagnostics).severity);
  for (const code of TEXT_PROBLEM_CODES) {
    const value = wanted[code];
    if (typeof value === 'string' && SEVERITIES.includes(value)) severity[code] = value as Severity;
  }
  return {
    maxSections: typeof max === 'number' && max >= 1 ? Math.floor(max) : DEFAULT_SETTINGS.maxSections,
    severity,
  };
}

function object(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
