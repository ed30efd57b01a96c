import { ALL_FILES, type FileChoice } from '../corpus/workspace/selection.ts';
import type { DateHintChoices } from '../features/date-hints.ts';
import { DEFAULT_SEVERITIES, PROBLEM_CODES, type Severities, type Severity } from '../features/diagnostics.ts';

/** The settings the server reads, from section `communique`. */
export interface Settings {
  readonly maxSections: number;
  /** Whether the outline says who speaks in a section. */
  readonly voices: boolean;
  readonly severity: Severities;
  readonly firstUseHints: boolean;
  readonly dateHints: DateHintChoices;
  readonly referenceLenses: boolean;
  /** Name under which notes are written; '' where none is set. */
  readonly author: string;
  readonly relatedLenses: boolean;
  readonly files: FileChoice;
  /** Bytes that what was read of the workspace's files may take. */
  readonly maxIndexBytes: number;
}

const MEGABYTE = 1 << 20;

export const DEFAULT_SETTINGS: Settings = {
  maxSections: 50_000,
  voices: true,
  severity: DEFAULT_SEVERITIES,
  firstUseHints: false,
  dateHints: { relative: true, era: false },
  referenceLenses: true,
  author: '',
  relatedLenses: true,
  files: ALL_FILES,
  maxIndexBytes: 1024 * MEGABYTE,
};

const SEVERITIES: readonly string[] = ['error', 'warning', 'information', 'hint', 'off'];

/** Reads what a client gives as section `communique`; what is missing or of the wrong kind keeps its default. */
export function readSettings(given: unknown): Settings {
  const section = object(given);
  const { maxSections: max, speakers } = object(section.outline);
  const { maxMemory } = object(section.index);
  const { author } = object(section.annotations);
  const files = object(section.files);
  const hints = object(section.inlayHints);
  const severity = { ...DEFAULT_SETTINGS.severity };
  const wanted = object(object(section.diagnostics).severity);
  for (const code of PROBLEM_CODES) {
    const value = wanted[code];
    if (typeof value === 'string' && SEVERITIES.includes(value)) severity[code] = value as Severity;
  }
  return {
    maxSections: typeof max === 'number' && max >= 1 ? Math.floor(max) : DEFAULT_SETTINGS.maxSections,
    voices: speakers !== false,
    severity,
    firstUseHints: hints.firstUse === true,
    dateHints: { relative: hints.relativeDates !== false, era: hints.eraDates === true },
    author: typeof author === 'string' ? author.trim() : '',
    referenceLenses: object(section.codeLens).references !== false,
    relatedLenses: object(section.codeLens).relatedSections !== false,
    files: {
      include: strings(files.include),
      exclude: strings(files.exclude),
      useIgnoreFiles: files.useIgnoreFiles !== false,
    },
    maxIndexBytes:
      typeof maxMemory === 'number' && maxMemory >= 1 ? maxMemory * MEGABYTE : DEFAULT_SETTINGS.maxIndexBytes,
  };
}

/** Patterns that a list may have; the rest is not looked at. */
const MAX_PATTERNS = 200;

function strings(value: unknown): string[] {
  if (!Array.isArray(value)) return [];
  return value.filter((one) => typeof one === 'string').slice(0, MAX_PATTERNS);
}

function object(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
