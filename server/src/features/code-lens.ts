import type { CodeLens, Command, Location, Position } from 'vscode-languageserver-types';
import type { Citations } from '../corpus/citations.ts';
import type { Library } from '../corpus/library.ts';
import type { ReferenceWords } from './reference-messages.ts';
import { citationLocations } from './reference-places.ts';

/** The client's command that shows places: its arguments are an address, a position in it and the places. */
export const SHOW_REFERENCES = 'communique.showReferences';

/**
 * `textDocument/codeLens`: above the title of a document, how often the workspace refers to it. `clickable`: the client has the command
 * that shows the places. No lens where nothing refers to it. What is not known by `until` (as for `Citations.to`) is left out.
 */
export function referenceLenses(
  uri: string,
  library: Library,
  citations: Citations,
  words: ReferenceWords,
  clickable: boolean,
  until: number,
): CodeLens[] {
  return library.copies(uri).flatMap(({ index, summary }) => {
    const work = library.at(uri, index);
    if (work === undefined) return [];
    // what a document says of itself is no reference to it from elsewhere
    const found = citations.to(work, until).filter(({ copy }) => copy.uri !== uri || copy.index !== index);
    if (found.length === 0) return [];
    const documents = new Set(found.map(({ copy }) => `${copy.uri} ${copy.index}`)).size;
    const sections = new Set(found.map(({ copy, sectionLine }) => `${copy.uri} ${copy.index} ${sectionLine}`)).size;
    const { start, end } = summary.titleRange;
    const args: [string, Position, Location[]] = [uri, start, citationLocations(found)];
    const command: Command = { title: words.lens(sections, documents), command: clickable ? SHOW_REFERENCES : '' };
    if (clickable) command.arguments = args;
    return [
      {
        range: {
          start,
          end: { line: start.line, character: start.line === end.line ? end.character : start.character },
        },
        command,
      },
    ];
  });
}
