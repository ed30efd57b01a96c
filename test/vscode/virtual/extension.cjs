// A file system that is no disk for anybody but this extension, as virtual workspaces have one: `virtual:/a` is the file `a` in the
// folder that VIRTUAL_FILES names. It can be searched and read, and that is all.
const { readdirSync, readFileSync, statSync } = require('node:fs');
const { join } = require('node:path');
const vscode = require('vscode');

const root = process.env.VIRTUAL_FILES ?? '';

exports.activate = (/** @type {import('vscode').ExtensionContext} */ context) => {
  const changed = new vscode.EventEmitter();
  const readOnly = () => {
    throw vscode.FileSystemError.NoPermissions();
  };
  context.subscriptions.push(
    changed,
    vscode.workspace.registerFileSystemProvider('virtual', {
      onDidChangeFile: changed.event,
      watch: () => ({ dispose() {} }),
      stat: (uri) =>
        found(() => {
          const stats = statSync(onDisk(uri));
          return { type: typeOf(stats), size: stats.size, ctime: 0, mtime: stats.mtimeMs };
        }),
      readDirectory: (uri) =>
        found(() => readdirSync(onDisk(uri), { withFileTypes: true }).map((entry) => [entry.name, typeOf(entry)])),
      readFile: (uri) => found(() => readFileSync(onDisk(uri))),
      writeFile: readOnly,
      createDirectory: readOnly,
      delete: readOnly,
      rename: readOnly,
    }),
    // of the proposals, without which nothing but a disk can be searched
    /** @type {any} */ (vscode.workspace).registerFileSearchProvider('virtual', {
      provideFileSearchResults: (
        /** @type {unknown} */ _query,
        /** @type {{ folder: import('vscode').Uri }} */ { folder },
      ) => readdirSync(onDisk(folder), { recursive: true }).map((name) => vscode.Uri.joinPath(folder, String(name))),
    }),
  );
};

/** @param {import('vscode').Uri} uri */
function onDisk(uri) {
  return join(root, uri.path);
}

/** @param {{ isDirectory(): boolean }} entry */
function typeOf(entry) {
  return entry.isDirectory() ? vscode.FileType.Directory : vscode.FileType.File;
}

/** @template T @param {() => T} look @returns {T} */
function found(look) {
  try {
    return look();
  } catch {
    throw vscode.FileSystemError.FileNotFound();
  }
}
