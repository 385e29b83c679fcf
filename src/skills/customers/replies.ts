import type { Action } from "../../engine/actions/action";
import { formatIso } from "../../engine/time/zone";
import type { CannedReply } from "../../storage/customer-records";
import type { UserData } from "../../storage/schema";
import { newId } from "../ids";
import { rememberRecord } from "../last-record";
import { coverage, stems } from "../matching";
import { entityText, headOf, latestMessage, saidIn } from "../message";
import { payloadFor } from "../payload";
import { joinWords } from "../phrases";
import { readBook } from "./book";
import type { CannedReplyCardData } from "./card-data";
import { fieldsFor, filled } from "./fill";
import { askWho, customerMeant } from "./meant";

/** "Reply with the refund template": the text, filled, to copy. Nothing is sent. */
export const useReply: Action<UserData> = {
  name: "action_use_reply",
  async run(context) {
    const { store, tracker, dispatcher, clock } = context;
    const [book, replies] = await Promise.all([readBook(store), store.all("replies")]);
    const message = latestMessage(tracker);
    const said = saidIn(message);
    if (replies.length === 0) {
      dispatcher.utter("utter_no_replies");
      return [];
    }
    const reply = replyMeant(entityText(message, "reply_id"), said, replies);
    const head = reply ? without(headOf(said), reply.name) : headOf(said);
    const meant = customerMeant(context, book, head);
    if (meant.kind === "several") return askWho(context, book, "use_reply", meant);
    const customer = meant.kind === "one" ? meant.customer : null;
    if (!reply) {
      const buttons = replies.slice(0, 6).map(({ id, name }) => ({
        title: name,
        payload: payloadFor("use_reply", { reply_id: id, ...(customer && { customer_id: customer.id }) }),
      }));
      const names = joinWords(
        buttons.map(({ title }) => title),
        "or",
      );
      dispatcher.say({ text: `Which canned reply: ${names}?`, buttons });
      return customer ? [rememberRecord("customers", customer.id)] : [];
    }
    const { text, missing } = filled(reply.text, fieldsFor(book, customer, clock));
    const card: CannedReplyCardData = { card: "canned-reply", name: reply.name, text, customer: customer?.id ?? null };
    const whom = customer ? ` for ${customer.name}` : "";
    const left = missing.length === 0 ? "" : ` Fill in yourself: ${joinWords(missing.map((field) => `{${field}}`))}.`;
    dispatcher.say({ text: `“${reply.name}”${whom}, to copy; nothing was sent.${left}\n\n${text}`, custom: card });
    return customer ? [rememberRecord("customers", customer.id)] : [];
  },
};

/** The one of a button, or whose name's words are all in what was said; the longest of several. */
function replyMeant(id: string | null, said: string, replies: CannedReply[]): CannedReply | undefined {
  if (id !== null) return replies.find((reply) => reply.id === id);
  const words = stems(said);
  const fitting = replies.filter(({ name }) => coverage(stems(name), words) >= 0.9);
  return fitting.sort((a, b) => b.name.length - a.name.length)[0] ?? (replies.length === 1 ? replies[0] : undefined);
}

/** So that the refund template isn't taken for a customer called Refund. */
function without(text: string, name: string): string {
  const words = new Set(stems(name));
  return text
    .split(/\s+/)
    .filter((word) => !stems(word).some((stem) => words.has(stem)))
    .join(" ");
}

const LONGEST_NAME = 100;
const LONGEST_TEXT = 10_000;

/** Keeps a canned reply as the panel has it: `/save_reply{"reply_name": "...", "reply_text": "...", "reply_id": "..."}`. */
export const saveReply: Action<UserData> = {
  name: "action_save_reply",
  async run({ store, tracker, dispatcher, random, clock }) {
    const message = latestMessage(tracker);
    const name = entityText(message, "reply_name")?.trim().slice(0, LONGEST_NAME) ?? "";
    const text = entityText(message, "reply_text")?.trim().slice(0, LONGEST_TEXT) ?? "";
    const id = entityText(message, "reply_id");
    const old = id === null ? undefined : await store.get("replies", id);
    if (name === "" || text === "" || (id !== null && !old)) {
      dispatcher.utter("utter_reply_unreadable");
      return [];
    }
    const created = old?.created ?? formatIso(clock.now(), clock.zone);
    await store.put("replies", { id: old?.id ?? newId(random), name, text, created });
    dispatcher.utter("utter_reply_saved", { name });
    return [];
  },
};

export const deleteReply: Action<UserData> = {
  name: "action_delete_reply",
  async run({ store, tracker, dispatcher }) {
    const reply = await store.get("replies", entityText(latestMessage(tracker), "reply_id") ?? "");
    if (reply) await store.delete("replies", reply.id);
    dispatcher.utter("utter_reply_deleted", { name: reply?.name ?? "the reply" });
    return [];
  },
};
