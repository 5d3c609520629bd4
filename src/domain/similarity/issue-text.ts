/** What an author wrote, and all that similarity reads. */
export interface IssueText {
  title: string;
  /** Raw Markdown. */
  body: string;
}

/** The first and last characters of a body that similarity reads: the report stands first, the error of a pasted log last. */
const headLength = 12_000;
const tailLength = 4_000;

/** A body within 16,000 characters: GitHub allows 262,144, nearly always a pasted log. */
export function capBody(body: string): string {
  if (body.length <= headLength + tailLength) return body;
  return `${body.slice(0, headLength)}\n${body.slice(-tailLength)}`;
}
