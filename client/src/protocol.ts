/** What this client and the server say to each other beyond the Language Server Protocol. */
import type { Location, Position, Range, WorkspaceEdit } from 'vscode-languageclient';

export type { Location, Position, Range };

/** Request: what stands in an open text. Params {@link SummaryParams}, answer {@link Summary}. */
export const SUMMARY = 'communique/summary';
/** Notification from the server: the summary of a text is a different one now. */
export const SUMMARY_CHANGED = 'communique/summaryChanged';

export interface SummaryParams {
  readonly textDocument: { readonly uri: string };
}

export interface SummaryChangedParams {
  readonly uri: string;
}

/** Why a text cannot be read as it stands, or not to its end. */
export type Notice = 'empty' | 'binary' | 'encoding' | 'too-many-sections';

export interface Summary {
  readonly documents: readonly {
    readonly title: string;
    /** `2007-05-01`, or `2011-06` where no day can be known. */
    readonly isoDate: string | null;
    readonly sections: number;
  }[];
  readonly notice: Notice | null;
}

/** Request: the terms of an open text, in the order of their first use. Params {@link TermsParams}, answer {@link Terms}. */
export const TERMS = 'communique/terms';
/** Notification from the server: the terms of a text that was asked for are different ones now. */
export const TERMS_CHANGED = 'communique/termsChanged';

export interface TermsParams {
  readonly textDocument: { readonly uri: string };
}

export interface TermsChangedParams {
  readonly uri: string;
}

export interface Terms {
  readonly terms: readonly TermItem[];
}

/** Who says what a term means: the text itself, a glossary, or nobody. */
export type TermSource = 'text' | 'workspace' | 'builtin' | 'undefined';

/** A term of a text. Names that it does not have are ''. */
export interface TermItem {
  readonly name: string;
  readonly english: string;
  readonly acronym: string;
  readonly source: TermSource;
  readonly count: number;
  readonly first: Range;
  /** In the text, in the workspace's glossary, or a card (`communique:/glossary/….md`). */
  readonly definition: Location | null;
  /** The first ones; there may be more of them by `count`. */
  readonly uses: readonly Range[];
}

/** Request of the server: the bytes of a text or of a file that a folder adds. Params {@link ReadFileParams}, answer {@link FileContent} or null. */
export const READ_FILE = 'communique/readFile';

export interface ReadFileParams {
  readonly uri: string;
}

export interface FileContent {
  readonly base64: string;
}

/** Request of the server: the files of the workspace that may be texts of ours. No params, answer {@link FoundFiles}. */
export const FIND_FILES = 'communique/findFiles';

export interface FoundFiles {
  readonly uris: readonly string[];
}

/**
 * Command that the server's code lenses run, since the protocol has none that lists places. Arguments: the address of the text, the
 * {@link Position} below which the list opens, and the {@link Location}s.
 */
export const SHOW_REFERENCES = 'communique.showReferences';

/** Request: the edit that adds a term to the glossary of a text's folder. Params {@link AddParams}, answer {@link AddAnswer}. */
export const ADD_TO_GLOSSARY = 'communique/addToGlossary';

/** A term as a user gives it. */
export interface NewTerm {
  readonly ja?: string;
  readonly en?: string;
  readonly acronym?: string;
  readonly definition?: string;
}

export interface AddParams {
  readonly textDocument: { readonly uri: string };
  readonly term: NewTerm;
  /** The glossary as it stands in the editor, where it is open there; else the file counts. */
  readonly glossaryText?: string;
}

/** `range`: where the new term stands in `uri` once the edit is made. `error`: a sentence for the user. */
export type AddAnswer =
  | { readonly edit: WorkspaceEdit; readonly uri: string; readonly range: Range; readonly error?: undefined }
  | { readonly error: string };

/** Request: how far the server is with reading the workspace. Params {}, answer {@link IndexStatus}. */
export const INDEX_STATUS = 'communique/status';
/** Notification from the server: {@link IndexStatus}, at most some times a second while it changes. */
export const INDEX_STATUS_CHANGED = 'communique/statusChanged';
/** Request: read the workspace, or go on with it. Params {}, answered at once with {@link IndexStatus}. */
export const INDEX = 'communique/index';
/**
 * Request: forget what was kept of files that are not open, in memory and in the cache, and read all of them again. Params {}, answered
 * with {@link IndexStatus} when the cache is empty.
 */
export const CLEAR_CACHE = 'communique/clearCache';

export interface IndexStatus {
  /** Files of the workspace that may be texts of ours. */
  readonly files: number;
  /** Those that have been read, or that are known from the cache. */
  readonly indexed: number;
  /** Those that have been skimmed, where many are new: their documents and sections can be found, and they will be read. */
  readonly skimmed?: number;
  /** Whether the documents and sections of all can be found. */
  readonly found?: boolean;
  /** Whether nothing is left to be read. */
  readonly complete: boolean;
  /** Those that had not to be read, because the cache had them. */
  readonly fromCache?: number;
}

/** Where somebody stands in an open text. */
export interface PlaceParams {
  readonly textDocument: { readonly uri: string };
  readonly position: Position;
}

/** Request: sections of other documents on the matter of the section at a place, best first. Params {@link PlaceParams}, answer {@link RelatedItem}s. */
export const RELATED = 'communique/relatedSections';

export interface RelatedItem {
  readonly uri: string;
  /** Its marker and heading. */
  readonly range: Range;
  /** All of it. */
  readonly whole: Range;
  readonly title: string;
  /** From 0 to 1. */
  readonly score: number;
  /** In the language of the client, strongest first. */
  readonly reasons: readonly string[];
  readonly documentTitle: string;
  /** ISO. */
  readonly date: string | null;
  readonly path: string;
}

/** Request: the meetings of the same series before and after that of the document at a place. Params {@link PlaceParams}, answer {@link Neighbours}. */
export const NEIGHBOURS = 'communique/neighbourMeetings';

export interface Neighbours {
  readonly previous: DocumentItem | null;
  readonly next: DocumentItem | null;
  /** What the series is called; '' where the document belongs to none. */
  readonly series: string;
}

/** Request: all documents of the workspace, by date. Params {}, answer {@link DocumentItem}s. */
export const DOCUMENTS = 'communique/documents';

export interface DocumentItem {
  readonly uri: string;
  /** Place in its file, from 0. */
  readonly document: number;
  readonly range: Range;
  readonly title: string;
  /** ISO; '' where it has none, as are the next two. */
  readonly date: string;
  readonly series: string;
  readonly seriesName: string;
}

/** Request: the sections of a document. Params {@link SectionsParams}, answer {@link Sections} or null. */
export const SECTIONS = 'communique/sections';

export interface SectionsParams {
  readonly uri: string;
  readonly document: number;
}

export interface Sections {
  /** The title. */
  readonly range: Range;
  readonly sections: readonly SectionItem[];
}

export interface SectionItem {
  readonly name: string;
  readonly range: Range;
  readonly children: readonly SectionItem[];
}

/** Request: where a term is used, or a document referred to, through the years. Params {@link PlaceParams}, answer {@link History} or null. */
export const HISTORY = 'communique/history';

export interface History {
  readonly name: string;
  readonly kind: 'term' | 'document';
  readonly entries: readonly HistoryEntry[];
  /** Places that are not listed. */
  readonly more: number;
}

export interface HistoryEntry {
  readonly uri: string;
  readonly range: Range;
  /** ISO; '' where the document has none. */
  readonly date: string;
  readonly documentTitle: string;
  readonly section: string;
  readonly sentence: string;
  /** Who says it, and what came of it; '' where the text does not say. For telling them apart, and in words. */
  readonly party: string;
  readonly speaker: string;
  readonly outcome: string;
  readonly outcomeName: string;
}
