import type { Action } from "../../engine/actions/action";
import type { Store } from "../../engine/actions/store";
import type { Button } from "../../engine/actions/bot-message";
import type { JsonObject } from "../../engine/json";
import type { ParseData } from "../../engine/nlu/parse-data";
import type { DataStoreName, UserData } from "../../storage/schema";
import { hasDocuments } from "../knowledge/answer";
import { answerInstead, isQuestion } from "../knowledge/instead";
import { latestMessage } from "../message";
import { noteAnswering } from "../notes/answer";
import { isPlainNote } from "../notes/note-text";
import { tellNote } from "../notes/show";
import { takeNote } from "../notes/take";
import { joinWords } from "../phrases";
import type { Services } from "../services";
import { INTENT_TITLES } from "./intent-titles";

/** The best two together must be at least this likely, and each of them this much of it, to be worth a question. */
const PLAUSIBLE = { together: 0.4, each: 0.1 };

/** A question may always be one for the documents, where there are some. */
const ASK = "ask_documents";

/** What these do can only be done to something that is there. */
const NEEDS: Readonly<Record<string, DataStoreName>> = {
  cancel_reminder: "reminders",
  change_reminder: "reminders",
  snooze_reminder: "reminders",
  change_event: "appointments",
  delete_event: "appointments",
  export_events: "appointments",
  check_timer: "timers",
  cancel_timer: "timers",
  show_list: "lists",
  list_lists: "lists",
  clear_list: "lists",
  rename_list: "lists",
  remove_from_list: "items",
  check_off_item: "items",
  change_item: "items",
  move_item: "items",
  list_due: "items",
  show_notes: "notes",
  find_note: "notes",
  delete_note: "notes",
  find_person: "people",
  list_people: "people",
  list_birthdays: "people",
  delete_person: "people",
  export_people: "people",
  customer_history: "customers",
  list_customers: "customers",
  list_unanswered: "customers",
  use_reply: "customers",
  list_cases: "cases",
  change_case: "cases",
  show_rates: "rates",
  systems_status: "connectors",
  show_alerts: "connectors",
  show_measure: "connectors",
  watch_measure: "connectors",
  acknowledge_alert: "connectors",
  end_silence: "connectors",
  stop_watching: "watches",
  undo: "journal",
};

/**
 * The message was not understood: tells the note or the document that answers it, asks which of two it was where that can be guessed, else
 * says so.
 */
export const didYouMean = ({ knowledge }: Services): Action<UserData> => ({
  name: "action_did_you_mean",
  async run(context) {
    const { tracker, store, dispatcher } = context;
    const message = latestMessage(tracker);
    if (isPlainNote(message.text)) return takeNote.run(context);
    const note = noteAnswering(message.text, await store.all("notes"));
    if (note) return tellNote(dispatcher, note);
    const answered = await answerInstead(knowledge, context);
    if (answered) return answered;
    const guesses = plausibleIntents(message, await impossibleIntents(store));
    const buttons: Button[] = guesses
      .filter(({ name }) => name !== ASK)
      .map(({ name, title }) => ({ title, payload: `/${name}${entitiesOf(message)}` }));
    if (isQuestion(message.text) && (await hasDocuments(store)))
      buttons.push({
        title: INTENT_TITLES[ASK] ?? "",
        payload: `/${ASK}${JSON.stringify({ question: message.text })}`,
      });
    if (buttons.length === 0) {
      dispatcher.utter("utter_default");
      return [];
    }
    const titles = buttons.map(({ title }) => `“${title}”`);
    dispatcher.say({
      text: `I'm not sure I understood. Did you mean ${joinWords(titles, "or")}?`,
      buttons: [...buttons, { title: "Neither", payload: "/deny" }],
    });
    return [];
  },
});

async function impossibleIntents(store: Store<UserData>): Promise<Set<string>> {
  const impossible = new Set<string>();
  for (const [intent, name] of Object.entries(NEEDS)) {
    // What is done or undone stays stored, but there is nothing left to do with it.
    const records = (await store.all(name)).filter(
      (record) => !("state" in record && record.state === "done") && !("undone" in record && record.undone),
    );
    if (records.length === 0) impossible.add(intent);
  }
  return impossible;
}

/** The two most likely of the intents that can be offered in words; none where they aren't likely enough. */
function plausibleIntents({ intent_ranking }: ParseData, impossible: Set<string>): { name: string; title: string }[] {
  const best = intent_ranking
    .flatMap(({ name, confidence }) => {
      const title = name === null ? undefined : INTENT_TITLES[name];
      return name !== null && title !== undefined && !impossible.has(name) ? [{ name, title, confidence }] : [];
    })
    .slice(0, 2);
  const together = best.reduce((sum, { confidence }) => sum + confidence, 0);
  const isWorthAsking = together >= PLAUSIBLE.together && best.every(({ confidence }) => confidence >= PLAUSIBLE.each);
  return isWorthAsking && best.length === 2 ? best : [];
}

/** What was found in the message goes with the answer, so that nothing has to be said twice. */
function entitiesOf({ entities }: ParseData): string {
  const values: JsonObject = {};
  for (const { entity, value } of entities) values[entity] ??= value;
  return entities.length === 0 ? "" : JSON.stringify(values);
}
