// biome-ignore-all lint/suspicious/noExplicitAny: the answers are what the tests look into
import assert from 'node:assert/strict';
import { type ArchivePlace, indexed, outline, referencesAt, status, titled, until } from './archive-place.ts';
import { archiveText, archiveTitle, citationOf, citedBy } from './archive-texts.ts';
import type { Client } from './client.ts';
import type { Draw } from './soak-edits.ts';

/**
 * An archive of which it is known what stands where: text n has a title of its own, and every citation of it in all the texts is one
 * reference. Files are changed in it between two starts of a server, and texts are typed in, and what is right is counted in the texts.
 */
export class KnownArchive {
  readonly place: ArchivePlace;
  readonly seed: number;
  /** Names of the files by the number of their text. */
  readonly names = new Map<number, string>();
  /** Texts by address, as the disk has them. */
  readonly #disk = new Map<string, string>();
  /** Texts in the editor, by address. */
  readonly open = new Map<string, string>();
  readonly #next: Draw;
  #revision = 0;

  constructor(place: ArchivePlace, count: number, seed: number, next: Draw) {
    this.place = place;
    this.seed = seed;
    this.#next = next;
    for (let n = 0; n < count; n++) this.#write(n, citedBy(n, count));
  }

  uriOf(n: number): string {
    return this.place.uriOf(this.names.get(n) ?? '');
  }

  /** Another program writes: mostly into a file that is there. */
  changeDisk(): void {
    const numbers = [...this.names.keys()];
    const n = numbers[this.#next(numbers.length)];
    const cites = [numbers[this.#next(numbers.length)]];
    if (this.#next(4) === 0) this.#write(Math.max(...numbers) + 1, cites);
    else this.#write(n, cites);
  }

  /** As when the editor comes back with what was in it. */
  reopen(client: Client): void {
    for (const [uri, text] of this.open) client.open(uri, text);
  }

  /** One more line at the end of an open text, which cites another one. */
  type(client: Client): void {
    const uris = [...this.open.keys()];
    const uri = uris[this.#next(uris.length)];
    const text = this.open.get(uri) ?? '';
    const numbers = [...this.names.keys()];
    const line = `（9）双方は、${citationOf(archiveTitle(numbers[this.#next(numbers.length)], this.seed))}に沿って、協力を進める。\n`;
    const at = { line: text.split('\n').length - 1, character: 0 };
    client.change(uri, { range: { start: at, end: at }, text: line });
    this.open.set(uri, text + line);
  }

  openFile(n: number): void {
    this.open.set(this.uriOf(n), this.#disk.get(this.uriOf(n)) ?? '');
  }

  /** Waits for the archive to be complete, and compares what it says to what stands in the texts, open ones before those on disk. */
  async assertRight(client: Client): Promise<void> {
    await indexed(client);
    const texts = new Map([...this.#disk, ...this.open]);
    for (let k = 0; k < 5; k++) {
      const n = this.#next(Math.max(...this.names.keys()) + 3);
      const title = archiveTitle(n, this.seed);
      const right = [...texts].filter(([, text]) => text.startsWith(`${title}\n`)).map(([uri]) => uri);
      assert.deepEqual(await titled(client, title), right, title);
    }
    for (const [uri, text] of this.open) {
      const title = text.slice(0, text.indexOf('\n'));
      assert.equal((await outline(client, uri))[0].name, title);
      const right = [...texts].flatMap(([of, all]) => citationsIn(of, all, title)).sort();
      await until(
        async () => (await referencesAt(client, uri, { line: 0, character: 3 })).map(placeOf).sort(),
        (found) => JSON.stringify(found) === JSON.stringify(right),
        2_000,
      );
    }
    assert.deepEqual(client.shown, []);
    assert.equal((await status(client)).complete, true);
  }

  #write(n: number, cites: readonly number[]): void {
    const name = this.names.get(n) ?? `d${n % 7}/${n}.communique.txt`;
    const { text } = archiveText(n, this.seed, { cites, revision: this.#revision++, paragraphs: 2 });
    this.place.write(name, text);
    this.names.set(n, name);
    this.#disk.set(this.place.uriOf(name), text);
  }
}

function citationsIn(uri: string, text: string, title: string): string[] {
  const citation = citationOf(title);
  return text.split('\n').flatMap((line, n) => {
    const from = line.indexOf(citation);
    return from < 0 ? [] : [`${uri} ${n}:${from}-${from + citation.length}`];
  });
}

function placeOf({ uri, range }: any): string {
  return `${uri} ${range.start.line}:${range.start.character}-${range.end.character}`;
}
