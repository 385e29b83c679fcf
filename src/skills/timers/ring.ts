import type { ActionContext } from "../../engine/actions/action";
import type { Store } from "../../engine/actions/store";
import type { NewEvent } from "../../engine/dialogue/events";
import { formatIso } from "../../engine/time/zone";
import type { Timer, UserData } from "../../storage/schema";
import { rememberRecord } from "../last-record";
import { capitalize } from "../phrases";
import { clockTime, describeMoment } from "../reminders/describe";
import { isLate } from "../reminders/ringing";
import { describeLength } from "./length";
import { sayTimer, timerData, timerName } from "./records";
import { identity } from "../../identity";

/** A timer came to its end. */
export async function ringTimer(context: ActionContext<UserData>, id: string): Promise<NewEvent[]> {
  const { store, clock, dispatcher } = context;
  const timer = await store.get("timers", id);
  if (timer?.state !== "running") return [];
  const ringing: Timer = { ...timer, state: "ringing" };
  await store.put("timers", ringing);
  const text = isLate(timer.ends, clock.now())
    ? `Your ${timerName(timer)} ended ${describeMoment(timer.ends, clock.zone, clock.now())}, while ${identity.name} was closed.`
    : `Time's up: ${timerName(timer)}${timer.name === "" ? "" : `, ${describeLength(timer.seconds)}`}.`;
  dispatcher.say({
    text,
    custom: { card: "timer", timer: timerData(ringing) },
    buttons: [
      { title: "Done", payload: `/stop_ringing${JSON.stringify({ id })}` },
      { title: "1 more minute", payload: `/extend_timer${JSON.stringify({ id, seconds: 60 })}` },
    ],
  });
  return [rememberRecord("timers", id)];
}

export async function stopTimer(store: Store<UserData>, timer: Timer): Promise<void> {
  await store.put("timers", { ...timer, state: "done" });
}

/** Adds to the time left, or takes from it; one that rings or is over starts again with the seconds given. */
export async function extendTimer(
  context: ActionContext<UserData>,
  timer: Timer,
  seconds: number,
): Promise<NewEvent[]> {
  const { store, clock } = context;
  const runs = timer.state === "running";
  const ends = (runs ? Date.parse(timer.ends) : clock.now()) + seconds * 1000;
  const extended: Timer = {
    ...timer,
    seconds: runs ? timer.seconds + seconds : seconds,
    ends: formatIso(ends, clock.zone),
    state: "running",
  };
  await store.put("timers", extended);
  const change = `${describeLength(Math.abs(seconds))} ${seconds < 0 ? "less" : "more"}`;
  const more = runs ? change : describeLength(seconds);
  return sayTimer(
    context,
    extended,
    `${capitalize(timerName(timer))}: ${more}, until ${clockTime(extended.ends, clock.zone)}.`,
  );
}
