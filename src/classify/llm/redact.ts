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
  /-----BEGIN [A-Z ]{0,30}PRIVATE KEY(?: BLOCK)?-----[\s\S]{0,10000}?(?:-----END [A-Z ]{0,30}PRIVATE KEY(?: BLOCK)?-----|$)/g,
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
  for (const shape of shapes) kept = kept.replace(shape, mark);
  return kept;
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
