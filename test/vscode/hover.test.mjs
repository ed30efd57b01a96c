// What hovering a term shows, in an English and in a Japanese VS Code. Run by run.mjs like page.test.mjs.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { limit, Workbench } from './page.mjs';

const folder = process.env.COMMUNIQUE_WORKSPACE ?? '';
const file = 'hover.communique.txt';

/** Word, its name for the picture, and what the hover has to say in each language. */
const WORDS = [
  ['HNS', 'hns', /^ホスト・ネーション・サポート — Host Nation Support \(HNS\)/],
  ['BMD', 'bmd', /^弾道ミサイル防衛 — ballistic missile defense \(BMD\)/],
  ['ＳＭ-３ブロックⅡＡ', 'sm-3', /^SM-3ブロックIIA — SM-3 Block IIA/],
  [
    '０６年のロードマップ',
    'roadmap',
    // the document that is meant, and below it the term
    /^(?:United States-Japan Roadmap for|再編の実施のための日米ロードマップ)[\s\S]+^ロードマップ — U\.S\.-Japan Roadmap for/m,
  ],
  ['情報共有ロードマップ', 'information-sharing', /^情報共有ロードマップ — bilateral information-sharing roadmap/],
];

for (const [language, first] of [
  ['en', /Bearing|Japan's bearing/],
  ['ja', /受入国/],
]) {
  describe(`hovers in VS Code, language ${language}`, () => {
    /** @type {Workbench} */
    let workbench;
    before(async () => {
      workbench = await Workbench.open({ folder, file, language, height: 640 });
    }, limit);
    after(() => workbench?.close());

    for (const [word, name, expected] of WORDS) {
      it(`over ${word}`, limit, async () => {
        const said = await workbench.hover(word);
        await workbench.picture(`hover-${name}-${language}`);
        assert.match(said, expected);
        if (name === 'hns') {
          const [, definition] = said.split(/\n+/);
          assert.match(definition, first);
        }
      });
    }
  });
}
