/** Renders a sentence, with text between backticks as code. */
export function WithCode({ text }: { text: string }) {
  const parts = text.split(/`([^`\n]+)`/);
  return <>{parts.map((part, place) => (place % 2 === 1 ? <code class="word-code">{part}</code> : part))}</>;
}
