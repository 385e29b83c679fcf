import type { ActionContext } from "../../engine/actions/action";
import type { NewEvent } from "../../engine/dialogue/events";
import type { ParseData } from "../../engine/nlu/parse-data";
import type { UserData } from "../../storage/schema";
import { rememberRecord } from "../last-record";
import { bareValue, corrected, correctedIn, withoutLeadIn } from "./correction";

/** An amount at an item's beginning: "2 eggs", "two eggs", "a dozen eggs". */
const AMOUNT =
  /^(?:\d+(?:[.,]\d+)?|a dozen|half a dozen|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\s+(?:x\s+)?(?=\S)/i;
/** "4711", "4B", "B12": the last word of a text that has a figure in it. */
const LAST_CODE = /(?<![\p{L}\d])\p{L}{0,3}\d[\p{L}\d]*(?!.*\d)/su;
const CODE = /^\p{L}{0,3}\d[\p{L}\d]*$/u;

/** Puts the item just added right: its words ("no, bread"), or its amount ("make it ten"). */
export async function correctItem(
  context: ActionContext<UserData>,
  id: string,
  message: ParseData,
): Promise<NewEvent[]> {
  const { store, dispatcher } = context;
  const item = await store.get("items", id);
  const bare = bareValue(message);
  if (item && bare === "time") {
    dispatcher.utter("utter_item_has_no_time", { item: item.text });
    return [];
  }
  const isAmount = typeof bare === "number";
  const right = !item ? null : isAmount ? withAmount(item.text, bare) : corrected(item.text, message.text);
  if (!item || right === null) {
    dispatcher.utter("utter_nothing_to_correct");
    return [];
  }
  await store.put("items", { ...item, text: right });
  dispatcher.utter("utter_item_corrected", { old: item.text, item: right });
  return [rememberRecord("items", id)];
}

function withAmount(text: string, amount: number): string {
  return `${amount} ${text.replace(AMOUNT, "")}`;
}

/** Puts the note just taken right: a word of it ("Anna, not Hannah") or its last number or code ("no, 4321"). */
export async function correctNote(
  context: ActionContext<UserData>,
  id: string,
  message: ParseData,
): Promise<NewEvent[]> {
  const { store, dispatcher } = context;
  const note = await store.get("notes", id);
  if (!note) {
    dispatcher.utter("utter_nothing_to_correct");
    return [];
  }
  const text = correctedIn(note.text, message.text) ?? withLastCode(note.text, withoutLeadIn(message.text));
  if (text === null) {
    dispatcher.utter("utter_cannot_correct_note");
    return [];
  }
  await store.put("notes", { ...note, text });
  dispatcher.utter("utter_note_corrected", { note: text });
  return [rememberRecord("notes", id)];
}

/** The number or code as it was written, which may begin with a zero. */
export function withLastCode(text: string, code: string): string | null {
  return CODE.test(code) && LAST_CODE.test(text) ? text.replace(LAST_CODE, code) : null;
}
