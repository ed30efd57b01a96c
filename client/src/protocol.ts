/** What this client and the server say to each other beyond the Language Server Protocol. */

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
