/** A way of speaking that tells kinds of issues apart: counted in title and prose. */
export interface CueGroup {
  /** For a person, after "text" or "title": `asks how`. */
  name: string;
  pattern: RegExp;
}

const group = (name: string, pattern: string): CueGroup => ({
  name,
  pattern: new RegExp(`(?<![\\p{L}\\p{N}_])(?:${pattern})(?![\\p{L}\\p{N}_])`, 'giu'),
});

/** Written from general knowledge of how people word issues; no word belongs to one project. */
export const cueGroups: readonly CueGroup[] = [
  group('asks how', "how (?:to|do|does|can|could|should|would|is|are|come)|how['’]s"),
  group('asks why', 'why(?: is| does| do| are| not)?|how come|what causes|the reason'),
  group('asks what', 'what(?: is| are| does| do| should|s)?|which(?: one| is)?|where(?: is| are| can)'),
  group(
    'asks whether there is',
    'is there|are there|is it possible|is this|does (?:it|this|anyone|anybody)|do you|has anyone|anyone',
  ),
  group(
    'asks for permission or advice',
    'can i|can we|could i|should i|should we|may i|am i|can you|could you|would you|any (?:ideas?|suggestions?|advice|help|thoughts?|pointers?|workaround)',
  ),
  group(
    'wonders',
    "wonder(?:ing)?|curious|not sure|unsure|i guess|maybe i|understand|understanding|confus(?:ed|ing|ion)|unclear|clarif(?:y|ication)|i don['’]?t know|explain",
  ),
  group(
    'tells what was tried',
    "(?:i['’]?m|i am|we are|we['’]re|was|been) (?:trying|attempting|using|working|building|having|getting|facing)|trying to|tried to|i tried|i want(?:ed)? to|i need to|i have to",
  ),
  group('says thanks', 'thanks?|thank you|thx|appreciate[d]?|grateful|regards|cheers'),
  group('says please', 'please|pls|kindly|help(?: me)?|urgent(?:ly)?|asap'),
  group(
    'comes from someone new',
    'new to|newbie|beginner|novice|first time|just started|learning|student|tutorial|course|homework|stack ?overflow|forum|discord',
  ),
  group('mentions a question', 'questions?|q|ask(?:ing)?|answer(?:s|ed)?'),
  group(
    'wishes for something',
    "would be (?:nice|great|good|useful|helpful|cool|better|awesome|handy|ideal)|it['’]d be|nice to have|i(?:['’]d| would) (?:like|love|prefer|appreciate)|wish|hope",
  ),
  group('says "add"', 'add(?:s|ed|ing|ition|itional)?'),
  group('says "support"', 'support(?:s|ed|ing)?|compatib(?:le|ility)|unsupported'),
  group(
    'says "allow" or "option"',
    'allow(?:s|ed|ing)?|enable[sd]?|enabling|permit|ability|able to|option(?:s|al|ally)?|configur(?:e|able|ation)|setting|flag|toggle|customi[sz](?:e|able|ation)',
  ),
  group(
    'proposes',
    'propos(?:e|al|ed|ing)|suggest(?:s|ed|ion|ions|ing)?|request(?:s|ed|ing)?|idea|rfc|feature|enhancement|wishlist|roadmap|motivation',
  ),
  group(
    'says "implement" or "provide"',
    'implement(?:s|ed|ing|ation)?|introduc(?:e|ing)|provid(?:e|es|ing)|creat(?:e|ing)|expos(?:e|ing)|extend(?:ing)?|includ(?:e|ing)|integrat(?:e|ion)',
  ),
  group(
    'asks to improve',
    'improv(?:e|es|ed|ing|ement|ements)|better|easier|faster|simpl(?:e|er|ify)|convenien(?:t|ce)|intuitive|user[- ]friendly|optimi[sz](?:e|ation)|speed up',
  ),
  group('says "should"', "should(?:n['’]t)?|must|ought to|needs? to|supposed to"),
  group('says "could"', 'could|might|may|possib(?:le|ly|ility)'),
  group('says "would"', "would|i['’]d|we['’]d|will"),
  group(
    'names an alternative',
    'instead(?: of)?|rather than|alternative(?:s|ly)?|replace(?:d|ment)?|similar to|like in|equivalent|as an? option|in addition|additionally|currently',
  ),
  group(
    'says something is missing',
    "missing|lack(?:s|ing)?|no way|there is no|there['’]s no|absent|not available|not (?:yet )?implemented|unavailable",
  ),
  group(
    'speaks of clean-up',
    'refactor(?:ing)?|clean ?up|renam(?:e|ing)|remov(?:e|al|ing)|deprecat(?:e|ed|ion)|mov(?:e|ing)|migrat(?:e|ion)|todo|tracking|follow[- ]up|tech(?:nical)? debt|rework|split|merge|upgrade|bump|update',
  ),
  group(
    'gives a use case',
    'use[- ]cases?|scenario|workflow|benefit|useful|helpful|pros|cons|advantage|goal|design|api',
  ),
  group('says "bug"', 'bugs?|buggy|defect|glitch|faulty'),
  group(
    'tells of a crash',
    'crash(?:es|ed|ing)?|segfault|segmentation fault|panic(?:s|ked|king)?|abort(?:s|ed)?|core dump(?:ed)?|fatal|out of memory|oom|deadlock|sigsegv|sigabrt|overflow|heap|null ?pointer',
  ),
  group('tells of an error', 'errors?|exceptions?|traceback|stack ?trace|assert(?:s|ion|ed)?|warning'),
  group(
    'tells of a failure',
    "fail(?:s|ed|ing|ure|ures)?|broken|breaks?|breaking|broke|unable|cannot|can['’]?t|couldn['’]?t|won['’]?t|refus(?:es|ed)",
  ),
  group(
    'says something does not work',
    "(?:does|do|did|is|are|was)(?:n['’]?t| not)(?: \\p{L}+)? (?:work|working|function|respond|responding|show|showing|appear|load|open|start|run|update|displayed?|shown)|not working|no longer|nothing happens|stop(?:s|ped)? working|never",
  ),
  group(
    'says something is wrong',
    'wrong(?:ly)?|incorrect(?:ly)?|unexpected(?:ly)?|invalid|corrupt(?:ed|ion|s)?|inconsisten(?:t|cy)|mismatch|duplicate[ds]?|garbled|weird|strange|odd|nan',
  ),
  group(
    'tells of a hang, leak or slowness',
    'hangs?|hung|freez(?:e|es|ing)|frozen|stuck|slow(?:er|ly|ness)?|infinite|loop|leak(?:s|ed|ing)?|flak(?:y|ey|iness)|flicker(?:s|ing)?|blank|race condition|timeout|timed out|intermittent',
  ),
  group(
    'says it worked before',
    'regress(?:ion|ed|ions)|used to work|worked (?:fine |well )?(?:in|before|until|on|with)|since (?:the )?(?:last )?(?:update|upgrade|version)|after (?:the )?(?:update|updating|upgrade|upgrading)|previous(?:ly)?|recent(?:ly)?|bisect(?:ed)?|latest',
  ),
  group(
    'speaks of a fix',
    'fix(?:es|ed|ing)?|solv(?:e|ed|es|ing)|patch|workaround|root cause|resolve[ds]?|correct',
  ),
  group(
    'tells how to reproduce',
    'repro|reproduc(?:e|es|ed|ible|ing|tion)|steps|minimal|every time|always|sometimes|consistently|randomly',
  ),
  group(
    'tells expected from actual',
    '(?:current|expected|actual|observed|desired) (?:behaviou?r|results?|output|outcome)|expect(?:s|ed|ing)?|actual(?:ly)?|observe[ds]?|instead,',
  ),
  group(
    'names versions',
    'versions?|v?\\d+\\.\\d+(?:\\.\\d+)?|release[ds]?|nightly|beta|alpha|stable|master|main branch|commit',
  ),
  group(
    'names systems',
    'windows|linux|ubuntu|debian|fedora|mac ?os|osx|android|ios|docker|x86|arm64|chrome|firefox|safari|browser|cpu|gpu|laptop',
  ),
  group(
    'is about building',
    'buil[dt](?:s|ing)?|compil(?:e|es|ed|er|ing|ation)|install(?:s|ed|ing|ation)?|link(?:er|ing)|cmake|makefile|dependenc(?:y|ies)|packag(?:e|es|ing)|ci',
  ),
  group(
    'is about tests',
    'tests?|testing|unit test|test case|coverage|fuzz(?:ing)?|benchmark|sanitizer|assertion',
  ),
  group(
    'mentions documentation',
    'docs?|document(?:s|ed|ing|ation)?|readme|example[s]?|guide|manual|wiki|man page|comment|docstring',
  ),
  group(
    'mentions a typo',
    'typos?|misspell(?:ed|ing)|spelling|grammar|wording|broken link|outdated|mislead(?:s|ing)',
  ),
  group(
    'points at code or output',
    'code|snippet|script|following|below|above|screenshot|attach(?:ed|ment)?|log[s]?|output',
  ),
  group('says "I"', "i|i['’]m|i['’]ve|im|ive|me"),
  group('says "my"', 'my|mine|myself'),
  group('says "we"', "we|we['’]re|our|us|let['’]s"),
  group('addresses someone', 'you|your|u|guys|hi|hello|hey|dear|everyone|team'),
  group('says when', 'when(?:ever)?|while|after|before|during|once|upon|if'),
  group('gives a cause', 'because|since|due to|caused? by|so that|therefore|thus|as a result|in order to'),
  group('gives an example', 'such as|e\\.?g|for example|for instance|i\\.?e|etc'),
  group(
    'says "not"',
    "not|no|n['’]t|don['’]?t|doesn['’]?t|didn['’]?t|isn['’]?t|wasn['’]?t|without|nor|none|nothing",
  ),
  group('compares', 'same|also|as well|duplicate of|related to|similar|see also|ref(?:s|erence)?'),
];

const countMatches = (pattern: RegExp, text: string, most: number): number => {
  pattern.lastIndex = 0;
  let found = 0;
  while (found < most && pattern.test(text)) found++;
  return found;
};

/** Three values a group: count in the title (at most 2), ln(1 + count in the prose), rate per 30 words of prose. */
export function cueValues(title: string, prose: string, proseWords: number, out: number[]): void {
  for (const { pattern } of cueGroups) {
    const count = countMatches(pattern, prose, 50);
    out.push(countMatches(pattern, title, 2), Math.log1p(count), (30 * count) / Math.max(proseWords, 10));
  }
}
