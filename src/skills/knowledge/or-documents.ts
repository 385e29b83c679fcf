import type { Action, ActionContext } from "../../engine/actions/action";
import type { UserData } from "../../storage/schema";
import { latestMessage } from "../message";
import type { Services } from "../services";
import { answerInstead } from "./instead";

/** Asks for something of the user's own, wherever else there is an answer. */
const OWN =
  /\b(?:my|mine|calendar|diary|agenda|schedule|contacts?|address book|notes?|noted|wrote|written|reminders?|alarms?)\b/i;

/** Asks no whole question, and not for a time. */
const GOES_ON = /^\W*(?:and|but|or|what about|how about)\b(?!.*\b(?:time|clocks?|hours?|o'clock)\b)/i;

/** "And in Sheffield?", right after an answer from the documents. */
export async function goesOnFromDocuments({ tracker }: ActionContext<UserData>): Promise<boolean> {
  const said = tracker.events.findLast(({ event }) => event === "bot");
  const card = said?.event === "bot" ? (said.data.custom as { card?: unknown } | undefined)?.card : undefined;
  return card === "passage" && GOES_ON.test(latestMessage(tracker).text);
}

/**
 * The action, or an answer from the documents where the user's records have nothing of what is asked for: "when is the canteen open"
 * where no event is called so.
 */
export function orDocuments(
  { knowledge }: Services,
  action: Action<UserData>,
  hasNothing: (context: ActionContext<UserData>) => Promise<boolean>,
): Action<UserData> {
  return {
    name: action.name,
    async run(context) {
      const isOwn = OWN.test(latestMessage(context.tracker).text);
      const answered = !isOwn && (await hasNothing(context)) ? await answerInstead(knowledge, context) : null;
      return answered ?? action.run(context);
    },
  };
}
