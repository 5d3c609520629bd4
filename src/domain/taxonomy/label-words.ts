/** A label's name taken apart. */
export interface LabelWords {
  /** All words in lower case, joined by blanks: `feature request` for `FeatureRequest`, `bug` for `🐛 Bug`. */
  all: string;
  /** What stands before `:`, `/`, `-` …, in lower case words; empty when the name has no such part. */
  prefix: string;
  /** What follows the prefix, in lower case words; equal to `all` without a prefix. */
  rest: string;
  /** True when the parts are separated by more than a hyphen or a blank, so that the prefix is surely meant as one. */
  clear: boolean;
}

/** `bug :beetle:`, `✨ feature`, `*duplicate`, `>bug`. */
const decoration =
  /:[a-z0-9_+-]+:(?=\s|$)|\p{Extended_Pictographic}|\p{Emoji_Modifier}|[\u200d\u20e3\ufe0e\ufe0f]/gu;
/** `00 - Bug`, `0.kind: bug`: a number that only sorts the list. */
const sorting = /^\d{1,2}(?:\s*[.)]\s*|\s+[-–—]\s+)(?=\p{L}{2})/u;
const clearly = /^(.{1,30}?)\s*(?:::|[:/=>»|])\s*(.+)$/u;
const bracketed = /^[[(]\s*([^\])]{1,30})\s*[\])]\s*(.+)$/u;
const dashed = /^([\p{L}]{1,20})\s*[-_]\s*(.+)$/u;
const spaced =
  /^(type|kind|priority|prio|severity|effort|size|difficulty|area|component|module|status) (.+)$/iu;

/** `優先度高`, `优先级高`: these scripts need nothing between a prefix and its value. */
const joined =
  /^(優先度|優先順位|重要度|緊急度|深刻度|重大度|优先级|优先度|優先級|严重程度|严重性|嚴重程度|紧急程度|우선순위|중요도|심각도|難易度|难度|難度|工数|工作量|種別|类型|類型|状态|状態|狀態)(.+)$/u;

/** Takes a label's name apart. */
export function labelWords(name: string): LabelWords {
  const plain = name
    .normalize('NFKC')
    .replace(/^【([^】]{1,30})】/u, '[$1] ')
    .replace(decoration, ' ')
    .replace(/^[\s*>#~.:!_-]+/u, '')
    .replace(sorting, '')
    .trim();
  const all = words(plain);
  const clear = bracketed.exec(plain) ?? clearly.exec(plain);
  const parts = clear ?? dashed.exec(plain) ?? spaced.exec(plain) ?? joined.exec(plain);
  const prefix = parts ? words(parts[1] ?? '') : '';
  const rest = parts ? words(parts[2] ?? '') : '';
  if (prefix === '' || rest === '') return { all, prefix: '', rest: all, clear: false };
  return { all, prefix, rest, clear: clear !== null };
}

function words(text: string): string {
  return text
    .replace(/(\p{Ll}|\d)(?=\p{Lu}\p{Ll})/gu, '$1 ')
    .toLowerCase()
    .replace(/['’]/g, '')
    .replace(/[^\p{L}\p{N}+#.]+/gu, ' ')
    .trim();
}
