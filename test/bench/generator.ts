/**
 * Texts of any size in the form of real outlines, the same for the same seed: documents of about 8 KB, one after another, with
 * title blocks, three levels of sections and paragraphs of natural length. Invented meetings; no two documents alike.
 */

const COUNTRIES = ['加', '墨', '伯', '芬', '葡', '蘭', '瑞', '新', '智', '秘'];
const TOPICS = [
  '海洋安全保障',
  '情報保全',
  '後方支援',
  '共同訓練',
  '装備・技術',
  '宇宙',
  'サイバー',
  '災害救援',
  '人的交流',
  '能力構築支援',
  '軍備管理',
  '経済安全保障',
];
const OBJECTS = [
  '作業部会の設置',
  '連絡体制の整備',
  '手続の簡素化',
  '共同演習の拡充',
  '情報共有の基盤',
  '留学生の受入れ',
  '補給の枠組み',
  '標準の策定',
  '施設の共同使用',
  '専門家の派遣',
];
const MANNERS = [
  '着実に',
  '速やかに',
  '段階的に',
  '緊密に連携しつつ',
  '地元の理解を得ながら',
  '透明性を確保しつつ',
  '双方の法令に従って',
];
const ENDS = [
  '進めることで一致した',
  '進める必要がある旨発言した',
  '検討していくことを確認した',
  '推進することを歓迎した',
  '具体化するよう事務当局に指示した',
];

/** A small generator of whole numbers (mulberry32). */
export function random(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

/** A text of about `bytes` bytes in UTF-8, as documents of about `documentBytes` each. */
export function makeText(bytes: number, seed: number, documentBytes = 8192): string {
  const documents: string[] = [];
  let size = 0;
  for (let n = 0; size < bytes; n++) {
    const text = makeDocument(n, seed, Math.min(documentBytes, bytes - size));
    documents.push(text);
    size += Buffer.byteLength(text);
  }
  return documents.join('');
}

export function makeDocument(n: number, seed: number, bytes: number): string {
  const next = random(seed + n * 7919);
  const pick = (list: readonly string[]): string => list[next(list.length)];
  const country = pick(COUNTRIES);
  const wide = next(3) === 0;
  const digits = (k: number): string =>
    wide ? String(k).replace(/\d/g, (d) => String.fromCharCode(d.charCodeAt(0) + 0xfee0)) : String(k);
  const sentence = (): string =>
    `${pick(['日本側より、', `${country}側より、`, '双方は、', 'これに対し、'])}${pick(['昨年5月の協議以降の', '本年3月までの', '地域の', '二国間の'])}${pick(TOPICS)}に関する${pick(OBJECTS)}について、${pick(MANNERS)}${pick(ENDS)}。`;
  const paragraph = (count: number): string => Array.from({ length: count }, sentence).join('');
  const lines = [
    `第${n + 1}回日${country}外務・防衛協議（「2＋2」）の概要`,
    `平成${12 + next(18)}年${1 + next(12)}月${1 + next(28)}日`,
    '外務省・防衛省',
    '',
    `　${paragraph(2)}`,
    '',
    `　　${country}側参加者：外務次官　国防次官　他`,
    '　　日本側参加者：外務審議官　防衛審議官　他',
    '',
  ];
  let size = 3 * lines.join('').length;
  for (let i = 1; size < bytes || i < 3; i++) {
    const from = lines.length;
    lines.push(`${digits(i)}.${pick(TOPICS)}`);
    if (next(4) === 0) lines.push(`　${paragraph(3)}`);
    else {
      for (let j = 1; j <= 2 + next(3); j++) {
        lines.push(`（${digits(j)}）${next(2) === 0 ? `${pick(OBJECTS)}：` : ''}${paragraph(1 + next(2))}`);
        if (next(4) === 0)
          for (const kana of ['イ', 'ロ', 'ハ'].slice(0, 2 + next(2)))
            lines.push(`（${kana}）${pick(TOPICS)}：${paragraph(1)}`);
      }
    }
    lines.push('');
    for (let k = from; k < lines.length; k++) size += 3 * lines[k].length;
  }
  return `${lines.join('\n')}\n`;
}
