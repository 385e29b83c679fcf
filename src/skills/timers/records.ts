import type { ActionContext } from "../../engine/actions/action";
import type { NewEvent } from "../../engine/dialogue/events";
import type { Timer, UserData } from "../../storage/schema";
import { rememberRecord } from "../last-record";
import type { TimerData } from "./card-data";
import { describeLength, secondsUntil } from "./length";

/** All that run or ring, the next to end first. */
export async function activeTimers({ store }: Pick<ActionContext<UserData>, "store">): Promise<Timer[]> {
  const timers = (await store.all("timers")).filter(({ state }) => state !== "done");
  return timers.sort((a, b) => Date.parse(a.ends) - Date.parse(b.ends));
}

export function timerData({ id, name, seconds, ends, state }: Timer): TimerData {
  return { id, name, seconds, ends, state };
}

/** "pasta timer", or "10 minute timer" where it has no name. */
export function timerName({ name, seconds }: Pick<Timer, "name" | "seconds">): string {
  if (name !== "") return `${name} timer`;
  return `${describeLength(seconds).replace(/(hour|minute|second)s/g, "$1")} timer`;
}

/** "pasta timer: 3 minutes 20 seconds left". */
export function describeTimer(timer: Timer, now: number): string {
  if (timer.state === "ringing") return `${timerName(timer)}: time is up`;
  return `${timerName(timer)}: ${describeLength(secondsUntil(timer.ends, now))} left`;
}

/** Says something about one timer, with its card, and makes it the one that "it" means. */
export function sayTimer(context: ActionContext<UserData>, timer: Timer, text: string): NewEvent[] {
  context.dispatcher.say({ text, custom: { card: "timer", timer: timerData(timer) } });
  return [rememberRecord("timers", timer.id)];
}
