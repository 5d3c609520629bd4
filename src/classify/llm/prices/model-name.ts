/** Longer than any model's name. */
const longest = 200;

/**
 * A model's name as the price list and the table of capabilities know it: without a vendor's prefix (`openai/gpt-6-luna`,
 * `us.anthropic.claude-haiku-5-5-v1:0`), without a date or version at its end, and with dashes for dots. Two names of one
 * model are equal afterwards; names of different models are not.
 */
export function modelName(name: string): string {
  return name
    .slice(0, longest)
    .toLowerCase()
    .replace(/^.*\//, '')
    .replace(/^(?:(?:us|eu|apac|global)\.)?(?:anthropic|openai)\./, '')
    .replace(/-v\d{1,2}(?::\d{1,2})?$/, '')
    .replace(/[-@](?:\d{4}-\d{2}-\d{2}|\d{8})$/, '')
    .replaceAll('.', '-');
}
