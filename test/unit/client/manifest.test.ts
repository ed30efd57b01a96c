import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { DEFAULT_SETTINGS, readSettings } from '../../../server/src/lsp/settings.ts';

const root = new URL('../../../', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), 'utf8');
const json = (path: string) => JSON.parse(read(path));
const manifest = json('package.json');

/** Every string anywhere within a value. */
function* strings(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value;
  else if (typeof value === 'object' && value !== null) for (const inner of Object.values(value)) yield* strings(inner);
}

describe('the manifest', () => {
  it('has every string of its own in English and Japanese, and none too many', () => {
    const wanted = [...strings(manifest)].flatMap((text) => /^%(.+)%$/.exec(text)?.[1] ?? []);
    for (const file of ['package.nls.json', 'package.nls.ja.json']) {
      assert.deepEqual(Object.keys(json(file)).sort(), [...new Set(wanted)].sort(), file);
    }
  });

  it('has the defaults of the server', () => {
    const section: Record<string, Record<string, unknown>> = {};
    for (const [name, property] of Object.entries<{ default: unknown }>(
      manifest.contributes.configuration.properties,
    )) {
      const [, group, key] = name.split('.');
      section[group] = { ...section[group], [key]: property.default };
    }
    assert.deepEqual(readSettings(section), DEFAULT_SETTINGS);
    assert.deepEqual(section.diagnostics.severity, DEFAULT_SETTINGS.severity);
  });

  it('describes every setting, code and command in docs/', () => {
    const settings = read('docs/settings.md');
    const { properties } = manifest.contributes.configuration;
    for (const name of Object.keys(properties)) assert.ok(settings.includes(`\n## \`${name}\`\n`), name);
    for (const [code, severity] of Object.entries(properties['communique.diagnostics.severity'].default)) {
      assert.ok(
        settings.split('\n').some((line) => line.startsWith(`| \`${code}\` `) && line.endsWith(` \`${severity}\` |`)),
        code,
      );
      assert.ok(existsSync(new URL(`docs/diagnostics/${code}.md`, root)), code);
    }
    const commands = read('docs/commands.md');
    for (const { command } of manifest.contributes.commands) assert.ok(commands.includes(`\`${command}\``), command);
  });

  it('says when each command of a menu is there, and only of commands that it has', () => {
    const known: string[] = manifest.contributes.commands.map(({ command }: { command: string }) => command);
    const items = Object.values<{ command: string; when?: string }[]>(manifest.contributes.menus).flat();
    for (const { command, when } of [...items, ...manifest.contributes.keybindings]) {
      assert.ok(known.includes(command), command);
      assert.ok(when, `${command} has a “when”`);
    }
  });

  it('names files that exist', () => {
    const paths = [...strings(manifest)].filter((text) => /^(\.\/)?(images|syntaxes|l10n|schemas)(\/|$)/.test(text));
    for (const path of paths) assert.ok(existsSync(new URL(path, root)), path);
  });
});

describe('the messages of the client', () => {
  it('are all there in Japanese, and none too many', () => {
    const files = readdirSync(new URL('client/src/', root), { recursive: true, encoding: 'utf8' });
    const said = files
      .filter((file) => file.endsWith('.ts'))
      .flatMap((file) => [...read(`client/src/${file}`).matchAll(/l10n\.t\(\s*'([^']+)'/g)].map((match) => match[1]));
    assert.deepEqual(Object.keys(json('l10n/bundle.l10n.ja.json')).sort(), [...new Set(said)].sort());
  });

  it('keep the places of their values', () => {
    for (const [english, japanese] of Object.entries<string>(json('l10n/bundle.l10n.ja.json'))) {
      const places = (text: string) => (text.match(/\{\d\}/g) ?? []).sort();
      assert.deepEqual(places(japanese), places(english), english);
    }
  });
});
