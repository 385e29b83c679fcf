import type { Action } from "../../engine/actions/action";
import type { UserData } from "../../storage/schema";
import { bodyOf, headOf, latestMessage, saidIn } from "../message";
import { takeNote } from "../notes/take";
import { readBook } from "./book";
import { logInteraction } from "./log";
import { customerMeant } from "./meant";

/** "Add a note to her record: ...", "note on Anna: ...": what stands before the colon says that it is of somebody. */
const OF_SOMEBODY = /\b(?:record|file|history|account|customer|client)\b|\bnotes?\s+(?:on|about|for)\s/i;

/** Takes a note; one on a customer goes into their history. */
export const takeNoteOf: Action<UserData> = {
  name: takeNote.name,
  async run(context) {
    const said = saidIn(latestMessage(context.tracker));
    const head = headOf(said);
    const isOfSomebody = bodyOf(said) !== "" && OF_SOMEBODY.test(head);
    if (!isOfSomebody || (await context.store.all("customers")).length === 0) return takeNote.run(context);
    const meant = customerMeant(context, await readBook(context.store), head);
    return (meant.kind === "one" ? logInteraction : takeNote).run(context);
  },
};
