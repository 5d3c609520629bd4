import { lintSource } from '@secretlint/core';
import { secretLintProfiler } from '@secretlint/profiler';
import { creator } from '@secretlint/secretlint-rule-preset-recommend';

// It would keep several performance marks a text for as long as the process lives.
secretLintProfiler.setEnabled(false);

const config = { rules: [{ id: 'recommended', rule: creator, options: {} }] };
const mark = '[secret removed]';

/** What secretlint's recommended rules leave: shapes that they do not know, or know only in a configuration file. */
const shapes: readonly RegExp[] = [
  /\b(?:sk|pk|rk)[-_](?:[a-z]{2,10}[-_]){0,3}[A-Za-z0-9_-]{20,300}/g,
  /\bgh[pousr]_[A-Za-z0-9]{20,255}|\bgithub_pat_[A-Za-z0-9_]{20,255}/g,
  /\bgl(?:pat|ptt|rt)-[\w-]{20,100}/g,
  /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g,
  /\bAIza[\w-]{30,50}/g,
  /\bya29\.[\w-]{20,500}/g,
  /\beyJ[\w-]{8,3000}\.[\w-]{8,6000}\.[\w-]{8,3000}/g,
  /(?<=\b(?:bearer|basic)\s{1,4})[\w.~+/=-]{16,4000}/gi,
  /(?<=\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s:/@"']{0,100}:)[^\s@/"']{1,300}(?=@)/gi,
  // A name that says what it holds, then the value: `AWS_SECRET_ACCESS_KEY=…`, `"password": "…"`.
  /(?<=\b[\w.-]{0,60}(?:secret|passw(?:or)?d|passphrase|api[_-]?key|access[_-]?key|auth[_-]?token|private[_-]?key|client[_-]?secret)[\w.-]{0,30}["']?\s{0,4}[:=]\s{0,4}["']?)[^\s"',;<>{}()]{8,400}/gi,
];

/**
 * A text without the secrets that people paste: keys, tokens, passwords in addresses. secretlint's recommended rules first,
 * then shapes of our own. What stands for a secret says so and nothing else. Never fails: without secretlint's answer its
 * shapes are still taken out by ours.
 */
export async function redactSecrets(text: string): Promise<string> {
  // A comment in the text could switch secretlint off.
  const content = text.replace(/secretlint-(?=disable|enable)/gi, 'secretlint_');
  let kept = '';
  let from = 0;
  for (const [start, end] of await findSecrets(content)) {
    if (end <= from) continue;
    kept += `${content.slice(from, Math.max(from, start))}${mark}`;
    from = end;
  }
  kept += content.slice(from);
  kept = withoutPrivateKeys(kept);
  for (const shape of shapes) kept = kept.replace(shape, mark);
  return kept;
}

const keyBegins = /-----BEGIN [A-Z ]{0,30}PRIVATE KEY(?: BLOCK)?-----/g;
const keyEnds = /-----END [A-Z ]{0,30}PRIVATE KEY(?: BLOCK)?-----/g;
/** No private key is longer, in UTF-16 units. */
const longestKey = 10_000;

/**
 * A text without private keys in PEM form; one that is cut off ends with the text. Each beginning and end is found once: one regular
 * expression for both takes time by their product where a text is nothing but beginnings.
 */
function withoutPrivateKeys(text: string): string {
  const ends = [...text.matchAll(keyEnds)].map(({ index, 0: { length } }) => ({
    index,
    after: index + length,
  }));
  let next = 0;
  let kept = '';
  let from = 0;
  for (const { index, 0: begin } of text.matchAll(keyBegins)) {
    if (index < from) continue;
    const inside = index + begin.length;
    while ((ends[next]?.index ?? Number.POSITIVE_INFINITY) < inside) next++;
    const end = ends[next];
    const to = end && end.index - inside <= longestKey ? end.after : text.length;
    if (!end || end.after !== to) if (text.length - inside > longestKey) continue;
    kept += `${text.slice(from, index)}${mark}`;
    from = to;
  }
  return kept + text.slice(from);
}

async function findSecrets(content: string): Promise<(readonly [number, number])[]> {
  try {
    const { messages } = await lintSource({
      source: { filePath: 'issue.md', content, contentType: 'text', ext: '.md' },
      options: { config, noPhysicFilePath: true },
    });
    return messages.map(({ range }) => [range[0], range[1]] as const).sort((a, b) => a[0] - b[0]);
  } catch {
    return [];
  }
}
