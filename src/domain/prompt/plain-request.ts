import { withoutComments } from '../text/without-comments.ts';
import { labelsInMenu, offerable } from './menu.ts';
import { plainLine, plainText } from './plain-text.ts';
import type { PromptRequest } from './prompt-request.ts';
import { shortenText } from './shorten-text.ts';
import { withoutBoilerplate } from './without-boilerplate.ts';

declare const plain: unique symbol;

/** A request whose texts are plain and short: only {@link toPlainRequest} makes one. */
export type PlainRequest = PromptRequest & {
  readonly [plain]: true;
  /** How many areas the repository has, of which `meanings` may hold the likeliest only. */
  areas: number;
};

/** Characters of a body before it is cut by tokens. */
const maxBody = 30_000;
/** An example is shown by its beginning, of a few hundred tokens. */
const maxOfExample = 8_000;
const maxGuidance = 2_000;
/** As long as GitHub lets a repository's description be. */
const maxDescription = 350;
const maxTitle = 1_024;
const maxExampleTitle = 200;
const maxLabel = 300;

/**
 * A request as a model may read it: every text is plain (`plain-text.ts`) and of bounded length, a form's boilerplate is gone, a long
 * body keeps its beginning, its end and the lines around errors, and only labels that the menu describes are left. The one place
 * that strips and shortens; secrets are taken out afterwards, because an invisible character inside a secret would hide it. Pure.
 */
export function toPlainRequest(request: PromptRequest): PlainRequest {
  const likely = request.likely ?? new Map<string, number>();
  const read: PromptRequest & Pick<PlainRequest, 'areas'> = {
    ...request,
    areas: offerable('area', request.meanings).length,
    title: plainLine(request.title, maxTitle),
    body: plainBody(request.body),
    guidance: plainText(request.guidance ?? '')
      .slice(0, maxGuidance)
      .toWellFormed(),
    description: plainLine(request.description ?? '', maxDescription),
    meanings: labelsInMenu(request.meanings, likely).map((meaning) => ({
      ...meaning,
      label: { ...meaning.label, description: plainLine(meaning.label.description, maxLabel) },
    })),
    examples: request.examples.map((example) => ({
      ...example,
      title: plainLine(example.title, maxExampleTitle),
      body: plainText(example.body.slice(0, maxOfExample)),
    })),
  };
  return read as PlainRequest;
}

/** Shortened before its lines are looked at one by one, and again without the boilerplate: the end of a long log says most. */
function plainBody(body: string): string {
  const nearby = shortenText(withoutComments(body), 2 * maxBody);
  return plainText(shortenText(withoutBoilerplate(nearby), maxBody));
}
