import type { Action } from "../../engine/actions/action";
import { formatIso } from "../../engine/time/zone";
import { INTERACTION_KINDS, type Interaction } from "../../storage/customer-records";
import type { UserData } from "../../storage/schema";
import { newId } from "../ids";
import { lastIdIn, rememberRecord } from "../last-record";
import { bodyOf, entityText, headOf, latestMessage, saidIn } from "../message";
import { takeNote } from "../notes/take";
import { capitalize, shorten, stripCourtesy } from "../phrases";
import { offerInteraction } from "../sources/offer";
import { interactionLine, readBook } from "./book";
import type { InteractionsCardData } from "./card-data";
import { readMoment } from "./import/moment";
import { askWho, caseNamed, customerMeant } from "./meant";

const LONGEST_TEXT = 20_000;

/** Words that lead from what is to be done to what was said, where no colon does. */
const LEAD =
  /\b(?:about|saying(?: that)?|that says|because|regarding|concerning|to say(?: that)?|(?<=\b(?:record|file|history) )that)\s+/i;

/** "Anna rang, the printer smokes": what they said is behind the comma. */
const COMMA =
  /(?<=^[^,:]*\b(?:called|rang|phoned|wrote|emailed|mailed|came by|in touch|phone|call|spoke|spoken|met)\b[^,:]*),\s+(?=\S+\s)/i;

/** "Log a call: she wants a refund for order 1182", "note on Anna: prefers email". */
export const logInteraction: Action<UserData> = {
  name: "action_log_interaction",
  async run(context) {
    const { store, clock, random, tracker, dispatcher } = context;
    const book = await readBook(store);
    const message = latestMessage(tracker);
    const said = saidIn(message);
    const given = entityText(message, "interaction_text");
    const hasColon = bodyOf(said) !== "";
    const [lead = "", ...led] = said.split(COMMA.test(said) ? COMMA : LEAD);
    const head = hasColon ? headOf(said) : lead;
    const written = hasColon ? bodyOf(said) : stripCourtesy(led.join(" "));
    const text = (given ?? written).trim().slice(0, LONGEST_TEXT);
    const kind = kindIn(entityText(message, "interaction_kind") ?? head);
    // Who keeps no customers means their own notes.
    if (book.customers.length === 0 && kind === "note") return takeNote.run(context);
    const meant = customerMeant(context, book, head);
    if (meant.kind !== "one") return askWho(context, book, "log_interaction", meant);
    const { customer } = meant;
    if (text === "") {
      dispatcher.utter("utter_ask_interaction_text", { name: customer.name });
      return [rememberRecord("customers", customer.id)];
    }
    const now = formatIso(clock.now(), clock.zone);
    const caseId = entityText(message, "case_id") ?? caseNamed(head, book.cases)?.id ?? lastIdIn("cases", tracker);
    const inCase = book.cases.find(({ id, customer: whose }) => id === caseId && whose === customer.id);
    const direction = directionIn(entityText(message, "direction"), head, text);
    const interaction: Interaction = {
      id: newId(random),
      customer: customer.id,
      ...(inCase && { case: inCase.id }),
      kind,
      ...(direction !== null && kind !== "note" && { direction }),
      at: readMoment(entityText(message, "at") ?? "", clock.zone) ?? now,
      text: capitalize(text),
      external: [],
    };
    await store.put("interactions", interaction);
    if (inCase) await store.put("cases", { ...inCase, updated: now });
    const card: InteractionsCardData = {
      card: "interactions",
      title: customer.name,
      entries: [interactionLine(book, interaction, clock)],
    };
    const where = inCase ? `, in case ${inCase.number}` : "";
    const what = kind === "note" ? `Noted on ${customer.name}` : `Logged the ${kind} with ${customer.name}`;
    dispatcher.say({ text: `${what}${where}: ${shorten(interaction.text, 200)}`, custom: card });
    if (inCase) await offerInteraction(context, inCase, interaction);
    return [inCase ? rememberRecord("cases", inCase.id) : rememberRecord("customers", customer.id)];
  },
};

function kindIn(words: string): Interaction["kind"] {
  const named = INTERACTION_KINDS.find((kind) =>
    new RegExp(`\\b${kind}`, "i").test(words.replace(/e-mail/gi, "email")),
  );
  if (named) return named;
  if (/\b(?:phone|phoned|rang|ring|spoke|voicemail)\b/i.test(words)) return "call";
  if (/\b(?:mail|wrote|letter)\b/i.test(words)) return "email";
  return /\b(?:met|visit|visited)\b/i.test(words) ? "meeting" : "note";
}

/** Whether the customer came to us or we to them, by the words used of it; null where they leave it open. */
function directionIn(given: string | null, head: string, text: string): Interaction["direction"] | null {
  if (given === "in" || given === "out") return given;
  if (
    /\b(?:i|we)\b.*\b(?:called|rang|phoned|wrote|emailed|told|sent|answered|replied)\b|\b(?:to|sent|outgoing)\b/i.test(
      head,
    )
  )
    return "out";
  if (/\bfrom\b|\bincoming\b|\b(?:called|rang|wrote|phoned|emailed)\b/i.test(head)) return "in";
  if (/^(?:i|we)\b|^(?:told|asked|sent|offered|promised|left|answered|replied|explained|apologi[sz]ed)\b/i.test(text))
    return "out";
  return /^(?:she|he|they|wants|needs|asks|says|complain)/i.test(text) ? "in" : null;
}
