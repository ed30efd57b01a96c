import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { random } from '../bench/generator.ts';
import { type ArchivePlace, CHANGED, CREATED, DELETED, watched } from './archive-place.ts';
import { archiveText, archiveTitle, citedBy, glossaryOf } from './archive-texts.ts';
import type { Client } from './client.ts';
import { type Draw, drawChange } from './soak-edits.ts';

const ROOTS = ['a', 'b', 'c'] as const;
/** Of a file that is created; the last one is of a file that the server does not read. */
const ENDINGS = ['.communique.txt', '.communique.txt', '.communique', '.communique', '.txt', '.md'];
const GLOSSARY = '.communique/glossary.json';

/**
 * What a user and other programs do with an archive, drawn by a seed: the same operations for the same seed, whatever the server answers
 * and however fast it is. The model knows what is on the disk and in the editor; the client is told of both as an editor tells it.
 */
export class SoakModel {
  /** Names of the files that have the name of a text, in an order that is the same in each run. */
  files: string[] = [];
  /** The texts in the editor, by address. */
  readonly open = new Map<string, string>();
  folders: string[] = ['a', 'b'];
  /** What was done last, for a report. */
  last = '';
  readonly #place: ArchivePlace;
  readonly #client: Client;
  readonly #next: Draw;
  readonly #seed: number;
  readonly #size: number;
  /** Numbers of texts that have been used; names are never used twice. */
  #texts = 0;
  #names = 0;

  constructor(place: ArchivePlace, client: Client, seed: number, size: number) {
    this.#place = place;
    this.#client = client;
    this.#next = random(seed);
    this.#seed = seed;
    this.#size = size;
  }

  /** The files that are there before the server starts. */
  static fill(place: ArchivePlace, seed: number, size: number): string[] {
    return Array.from({ length: size }, (_, n) => {
      const name = `${ROOTS[n % ROOTS.length]}/d${n % 5}/${n}.communique.txt`;
      place.write(name, archiveText(n, seed, { cites: citedBy(n, size), paragraphs: 2 }).text);
      return name;
    });
  }

  begin(files: string[]): void {
    this.files = files;
    this.#texts = files.length;
  }

  get seed(): number {
    return this.#seed;
  }

  /** Numbers below this are those of texts that were written, and of some that were not. */
  get known(): number {
    return this.#texts + 3;
  }

  /** Does one thing. */
  step(): void {
    const ways: [weight: number, name: string, run: () => void][] = [
      [30, 'edit', () => this.#edit()],
      [8, 'open', () => this.#openFile()],
      [6, 'close', () => this.#close()],
      [6, 'save', () => this.#save()],
      [this.files.length < this.#size ? 10 : 3, 'create', () => this.#create(1)],
      [6, 'change', () => this.#change()],
      [this.files.length < this.#size ? 3 : 8, 'delete', () => this.#delete()],
      [4, 'rename', () => this.#rename()],
      [2, 'move a directory', () => this.#moveDirectory()],
      [1, 'create many', () => this.#create(this.#size >> 3)],
      [1, 'delete a directory', () => this.#deleteDirectory()],
      [2, 'folders', () => this.#changeFolders()],
      [1, 'glossary', () => this.#changeGlossary()],
      [2, 'untitled', () => this.#openUntitled()],
    ];
    let drawn = this.#next(ways.reduce((sum, [weight]) => sum + weight, 0));
    for (const [weight, name, run] of ways) {
      drawn -= weight;
      if (drawn >= 0) continue;
      this.last = name;
      run();
      return;
    }
  }

  // ---- in the editor ----------------------------------------------------------------------------------------

  #edit(): void {
    const uri = this.#drawOpen();
    if (uri === undefined) {
      this.#openFile();
      return;
    }
    const changes = Array.from({ length: 1 + this.#next(3) }, () => {
      const { change, text } = drawChange(this.open.get(uri) ?? '', this.#next, this.#seed, this.known);
      // documents do not grow without end
      const taken = text.length > 20_000 ? { change: { text: '' }, text: '' } : { change, text };
      this.open.set(uri, taken.text);
      return taken.change;
    });
    this.#client.change(uri, ...changes);
  }

  #openFile(): void {
    const name = this.#drawFile();
    if (name === undefined || this.open.size > 12) {
      this.#close();
      return;
    }
    const uri = this.#place.uriOf(name);
    if (this.open.has(uri)) return;
    const text = this.#place.read(name);
    this.open.set(uri, text);
    this.#client.open(uri, text);
  }

  #openUntitled(): void {
    const uri = `untitled:Untitled-${++this.#names}`;
    const text = archiveText(this.#next(this.known), this.#seed, { cites: [this.#next(this.known)] }).text;
    this.open.set(uri, text);
    this.#client.open(uri, text);
  }

  #close(): void {
    const uri = this.#drawOpen();
    if (uri === undefined) return;
    this.open.delete(uri);
    this.#client.close(uri);
  }

  #save(): void {
    const uri = this.#drawOpen();
    if (uri?.startsWith('file:') !== true) return;
    const name = this.#place.nameOf(uri);
    const isNew = !this.files.includes(name);
    this.#place.write(name, this.open.get(uri) ?? '');
    if (isNew) this.files.push(name);
    this.#client.notify('textDocument/didSave', { textDocument: { uri } });
    this.#tell(isNew ? CREATED : CHANGED, name);
  }

  // ---- on the disk ------------------------------------------------------------------------------------------

  #create(count: number): void {
    const directory = `${ROOTS[this.#next(3)]}/d${this.#next(6)}`;
    const names = Array.from({ length: count }, () => {
      const name = `${directory}/n${++this.#names}${ENDINGS[this.#next(ENDINGS.length)]}`;
      this.#place.write(name, this.#text(this.#texts++));
      this.files.push(name);
      return name;
    });
    this.#tell(CREATED, ...names);
  }

  #change(): void {
    const name = this.#drawFile();
    if (name === undefined) return;
    // an old text in a new file too: then there are two with one title
    this.#place.write(name, this.#text(this.#next(this.known)));
    this.#tell(CHANGED, name);
  }

  #delete(): void {
    const name = this.#drawFile();
    if (name === undefined) return;
    rmSync(this.#place.at(name));
    this.files = this.files.filter((other) => other !== name);
    this.#tell(DELETED, name);
  }

  #rename(): void {
    const from = this.#drawFile();
    if (from === undefined) return;
    const to = `${ROOTS[this.#next(3)]}/d${this.#next(6)}/r${++this.#names}.communique.txt`;
    mkdirSync(dirname(this.#place.at(to)), { recursive: true });
    renameSync(this.#place.at(from), this.#place.at(to));
    this.files = this.files.map((name) => (name === from ? to : name));
    watched(this.#client, [...this.#events(DELETED, from), ...this.#events(CREATED, to)]);
  }

  #moveDirectory(): void {
    const directory = this.#drawDirectory();
    if (directory === undefined) return;
    const to = `${ROOTS[this.#next(3)]}/m${++this.#names}`;
    mkdirSync(dirname(this.#place.at(to)), { recursive: true });
    renameSync(this.#place.at(directory), this.#place.at(to));
    const before = this.#below(directory);
    const after = before.map((name) => to + name.slice(directory.length));
    this.files = this.files.map((name) =>
      name.startsWith(`${directory}/`) ? to + name.slice(directory.length) : name,
    );
    // watches tell of a directory alone, or of each file
    const [gone, come] = this.#next(2) === 0 ? [[directory], [to]] : [before, after];
    watched(this.#client, [...this.#events(DELETED, ...gone), ...this.#events(CREATED, ...come)]);
  }

  #deleteDirectory(): void {
    const directory = this.#drawDirectory();
    if (directory === undefined) return;
    const gone = this.#next(2) === 0 ? [directory] : this.#below(directory);
    rmSync(this.#place.at(directory), { recursive: true });
    this.files = this.files.filter((name) => !name.startsWith(`${directory}/`));
    this.#tell(DELETED, ...gone);
  }

  #changeFolders(): void {
    const folder = ROOTS[this.#next(3)];
    const isIn = this.folders.includes(folder);
    this.folders = isIn ? this.folders.filter((other) => other !== folder) : [...this.folders, folder];
    const change = [{ uri: this.#place.uriOf(folder), name: folder }];
    const event = { added: isIn ? [] : change, removed: isIn ? change : [] };
    this.#client.notify('workspace/didChangeWorkspaceFolders', { event });
  }

  #changeGlossary(): void {
    const name = `${ROOTS[this.#next(3)]}/${GLOSSARY}`;
    const words = archiveText(this.#next(20), this.#seed).term;
    switch (this.#next(4)) {
      case 0:
        rmSync(this.#place.at(name), { force: true });
        this.#tell(DELETED, name);
        return;
      case 1:
        this.#place.write(name, '{ "terms": [ ');
        break;
      default:
        this.#place.write(name, glossaryOf(words, `${this.#next(100)}番の定義`));
    }
    this.#tell(CHANGED, name);
  }

  // ---- drawing ----------------------------------------------------------------------------------------------

  #text(n: number): string {
    return archiveText(n, this.#seed, {
      cites: [this.#next(this.known), this.#next(this.known)],
      revision: this.#next(1000),
      paragraphs: 1 + this.#next(3),
    }).text;
  }

  #drawFile(): string | undefined {
    return this.files[this.#next(Math.max(1, this.files.length))];
  }

  #drawOpen(): string | undefined {
    return [...this.open.keys()][this.#next(Math.max(1, this.open.size))];
  }

  #drawDirectory(): string | undefined {
    const name = this.#drawFile();
    return name?.slice(0, name.lastIndexOf('/'));
  }

  #below(directory: string): string[] {
    return this.files.filter((name) => name.startsWith(`${directory}/`));
  }

  /** Editors watch the folders that are in the workspace. */
  #events(type: 1 | 2 | 3, ...names: string[]): { uri: string; type: 1 | 2 | 3 }[] {
    return this.#place.event(type, ...names.filter((name) => this.folders.includes(name.slice(0, name.indexOf('/')))));
  }

  #tell(type: 1 | 2 | 3, ...names: string[]): void {
    const events = this.#events(type, ...names);
    if (events.length > 0) watched(this.#client, events);
  }

  /** Names of all that can be asked for: titles and terms. */
  queries(): string[] {
    return Array.from({ length: Math.min(40, this.known) }, (_, k) => {
      const n = Math.floor((k * this.known) / Math.min(40, this.known));
      return k % 2 === 0 ? archiveTitle(n, this.#seed) : archiveText(n, this.#seed).term;
    });
  }
}
