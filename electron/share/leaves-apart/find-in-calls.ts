import { randomUUID } from 'node:crypto';
import type { RedactionChoices } from '../../../shared/contract/share.ts';
import { Redactor } from '../../../shared/redaction/redactor.ts';
import type { Whole } from '../../../shared/share/har.ts';
import { type Spot, usualSearch } from '../../../shared/share/report/search.ts';
import { CallRedaction, type FoundInCall, type SpotsOfTexts } from '../call-redaction.ts';

/** Searches calls as {@link CallRedaction} does; nothing of what it takes out matters, only what it finds. */
export class CallSearch {
  readonly #redaction: CallRedaction;
  #texts: (readonly Spot[])[] = [];

  constructor(choices: RedactionChoices) {
    const search = usualSearch(new Redactor(randomUUID()));
    this.#redaction = new CallRedaction(choices, {
      listsTexts: false,
      search: (text) => {
        const spots = search(text);
        this.#texts.push(spots);
        return spots;
      },
    });
  }

  /** What is in a call; null where there is nothing, so that it leaves as it is. */
  find({ exchange, request, response }: Whole): FoundInCall | null {
    const found = {
      head: this.#in(() => this.#redaction.head(exchange)),
      request: this.#in(() => this.#redaction.request(request)),
      response: this.#in(() => this.#redaction.response(exchange, response)),
    };
    return found.head || found.request || found.response ? found : null;
  }

  #in(read: () => unknown): SpotsOfTexts | null {
    this.#texts = [];
    read();
    return this.#texts.some((spots) => spots.length > 0) ? this.#texts : null;
  }
}
