import type { Action } from "../../../engine/actions/action";
import { formatIso } from "../../../engine/time/zone";
import type { Feedback } from "../../../storage/knowledge-records";
import type { UserData } from "../../../storage/schema";
import { newId } from "../../ids";
import { entityText, latestMessage } from "../../message";
import { shorten } from "../../phrases";

/** Longer words aren't kept (characters). */
const LONGEST = 2_000;

/**
 * The card's “Helpful” and “Not helpful”, and what its form says beside that:
 * `/rate_answer{"verdict": "unhelpful", "question": "...", "article": "...", "why": "...", "correction": "..."}`.
 */
export const rateAnswer: Action<UserData> = {
  name: "action_rate_answer",
  async run({ tracker, store, dispatcher, clock, random }) {
    const message = latestMessage(tracker);
    const question = entityText(message, "question");
    if (question === null) return [];
    const verdict = entityText(message, "verdict") === "helpful" ? "helpful" : "unhelpful";
    const given = (["article", "passage", "said", "why", "correction"] as const).flatMap((field) => {
      const text = entityText(message, field);
      return text === null || text === "" ? [] : [[field, shorten(text, LONGEST)] as const];
    });
    const told = Object.fromEntries(given) as Partial<Feedback>;
    const isMore = told.why !== undefined || told.correction !== undefined;
    const feedback: Feedback = {
      ...{ id: newId(random), question, verdict, state: verdict === "helpful" ? "closed" : "open" },
      at: formatIso(clock.now(), clock.zone),
      ...told,
    };
    const earlier = (await store.all("feedback")).find((one) => isOfSameCard(one, feedback));
    await store.put("feedback", earlier ? { ...earlier, ...told } : feedback);
    dispatcher.utter(isMore ? "utter_rated_more" : `utter_rated_${verdict}`);
    return [];
  },
};

/** A card is rated once: what its form says beside that comes within so long (milliseconds). */
const SAME_CARD = 15 * 60_000;

function isOfSameCard(one: Feedback, { question, article, verdict, state, at }: Feedback): boolean {
  const isSame = one.question === question && one.article === article && one.verdict === verdict && one.state === state;
  return isSame && Date.parse(at) - Date.parse(one.at) < SAME_CARD;
}
