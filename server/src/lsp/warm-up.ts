import type { SectionDetail } from '../features/section-voices.ts';
import { OpenText } from './open-text.ts';

/** Time of one slice, in ms: what comes in meanwhile waits no longer than this. */
const SLICE = 8;
/** Rounds over the sample after which the engine has compiled what is used all the time. */
const ROUNDS = 60;

/** Time after which is looked again whether other work is done, in ms. */
const PAUSE = 100;

const SAMPLE = `第一回日加定期協議の概要
令和元年5月1日
外務省・防衛省

　5月1日、東京において標記協議が行われたところ、概要は次のとおり。終了後、「協力の新たな段階」が公表された。

　　加側参加者：ロイ外相　他
　　日本側参加者：（東京）南条外務大臣

1.安全保障協力
（1）双方は、昨年5月に発表した「行程表」について、この1年の作業の進捗を確認し、引き続き緊密に連携していくことで一致した。
（2）個々の論点について、日本側より次のとおり発言。
（イ）海洋：共同の訓練を通じて、航行の自由を確保するための協力（BMDを除く。）を着実に進めていきたい旨発言した。
（ロ）宇宙：上記1.で述べた枠組みを活用したい。
２．情報協力
　日本側より、情報の保全が重要である旨発言し、加側からも同感であるとの発言があった。
① 手続
・ 様式
3 その他

地域情勢

　北朝鮮について議論した。

`;

/**
 * Runs the analyser over a sample of its own in short slices between other work, so that the first text a user opens does not
 * wait for code to be compiled. Stops as soon as there is a text (`busy`), and
 * lets other work go first (`wait`). `details`: what the outline of a text is made with.
 */
export function warmUp(
  busy: () => boolean,
  wait: () => boolean,
  details: (text: OpenText) => SectionDetail | undefined,
): void {
  const text = SAMPLE.repeat(8);
  let rounds = 0;
  const slice = (): void => {
    const end = performance.now() + SLICE;
    while (rounds < ROUNDS && performance.now() < end && !wait()) {
      rounds++;
      const sample = OpenText.create('communique:/warm-up', 'communique', 1, text);
      sample.outline.chunks(sample.documents(), sample.endColumn, details(sample));
    }
    if (rounds < ROUNDS && !busy()) later();
  };
  const later = (): void => {
    const timer: unknown = setTimeout(slice, wait() ? PAUSE : 1);
    // on Node nothing waits for it; a browser's timers are numbers
    if (typeof timer === 'object' && timer !== null && 'unref' in timer) (timer as { unref(): void }).unref();
  };
  later();
}
