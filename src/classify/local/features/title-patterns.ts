/** How titles are shaped, each either there or not. Names complete "title …" for a person. */
export const titlePatterns: readonly { name: string; pattern: RegExp }[] = [
  { name: 'starts with a tag in brackets', pattern: /^\s*[[(【][^\])】]{1,40}[\])】]/u },
  {
    name: 'is tagged as a bug',
    pattern: /^\s*(?:[[(]?\s*(?:[\w ]{0,20}\b)?(?:bug|regression|crash)\b[\w ]{0,10}(?:[\])]|:|-))/iu,
  },
  {
    name: 'is tagged as a request',
    pattern:
      /^\s*(?:[[(]?\s*(?:[\w ]{0,20}\b)?(?:feature|feat|enhancement|request|proposal|rfc|suggestion|idea)\b[\w ]{0,12}(?:[\])]|:|-))/iu,
  },
  {
    name: 'is tagged as a question',
    pattern: /^\s*(?:[[(]?\s*(?:question|help|support|q)\b[\w ]{0,10}(?:[\])]|:|-))/iu,
  },
  {
    name: 'is tagged as documentation',
    pattern: /^\s*(?:[[(]?\s*(?:docs?|documentation|readme|website)\b[\w ]{0,10}(?:[\])]|:|-))/iu,
  },
  { name: 'starts with "word:"', pattern: /^[\w./ -]{1,30}:\s/u },
  { name: 'starts with a question word', pattern: /^\W*(?:how|why|what|where|which|when|who)\b/iu },
  {
    name: 'starts like a yes-or-no question',
    pattern: /^\W*(?:is|are|can|could|do|does|did|should|would|will|has|have|may|am)\b/iu,
  },
  { name: 'ends with a question mark', pattern: /[?？]\W*$/u },
  { name: 'has a question mark inside', pattern: /[?？].*\w/u },
  {
    name: 'starts with a verb of change',
    pattern:
      /^(?:[\w./[\] -]{1,30}[:\]]\s*)?(?:add|support|allow|make|provide|implement|improve|enable|expose|show|introduce|create|move|replace|refactor|consider|include|export|extend|rename|use|change|reduce|simplify|hide|highlight|split|convert|offer|let|give|integrate|port)\b/iu,
  },
  {
    name: 'starts with a verb of upkeep',
    pattern:
      /^(?:[\w./[\] -]{1,30}[:\]]\s*)?(?:update|remove|document|clean|clarify|drop|deprecate|upgrade|bump|test|track|investigate|explain|describe|mention)\b/iu,
  },
  {
    name: 'starts with "fix"',
    pattern: /^(?:[\w./[\] -]{1,30}[:\]]\s*)?(?:fix(?:ed|es)?|solved?|correct)\b/iu,
  },
  { name: 'says not', pattern: /\b(?:not|no|never|without|none)\b|n['’]t\b|\bcant\b|\bdont\b|\bdoesnt\b/iu },
  {
    name: 'says cannot',
    pattern: /\b(?:cannot|can['’]?t|unable|fail(?:s|ed|ing|ure)?|could ?n['’]?t|impossible)\b/iu,
  },
  {
    name: 'says no longer',
    pattern: /\b(?:no longer|any ?more|since|regression|after (?:updat|upgrad)\w+|stopped)\b/iu,
  },
  { name: 'names an error', pattern: /\b\w+(?:Error|Exception|Warning)\b|\berror:/u },
  {
    name: 'says crash or failure',
    pattern:
      /\b(?:crash\w*|segfault|segmentation|abort\w*|panic\w*|exception|broken|breaks|hang\w*|freez\w*|leak\w*|overflow)\b/iu,
  },
  { name: 'starts in lower case', pattern: /^\p{Ll}/u },
  { name: 'has words in capitals', pattern: /\b\p{Lu}{4,}\b/u },
  { name: 'is all in capitals', pattern: /^[^\p{Ll}]*\p{Lu}[^\p{Ll}]{6,}$/u },
  { name: 'has code', pattern: /`[^`]+`/u },
  { name: 'names a function call', pattern: /\w\(\)?/u },
  { name: 'names a dotted or underscored thing', pattern: /\w[._]\w+[._(]?\w*/u },
  { name: 'has an exclamation mark', pattern: /!/u },
  { name: 'has quotes', pattern: /["“'‘].+["”'’]/u },
  { name: 'names a version', pattern: /\bv?\d+\.\d+/u },
  { name: 'starts with a word in -ing', pattern: /^\W*\p{L}+ing\b/iu },
  { name: 'says when', pattern: /\b(?:when|while|after|before|during|if|upon)\b/iu },
  { name: 'says with', pattern: /\b(?:with|using|on|in)\b/iu },
  { name: 'says for', pattern: /\b(?:for|to)\b/iu },
  { name: 'says I or my', pattern: /\b(?:i|my|me|we)\b/iu },
  { name: 'has a colon inside', pattern: /\S:\s/u },
  { name: 'has letters outside Latin', pattern: /[^\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}]/u },
];

/** One value a pattern, 0 or 1, and last the number of words (ln). */
export function titleValues(title: string, out: number[]): void {
  for (const { pattern } of titlePatterns) out.push(pattern.test(title) ? 1 : 0);
  out.push(Math.log1p(title.split(/\s+/).filter(Boolean).length));
}
