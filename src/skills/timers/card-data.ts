import type { Timer } from "../../storage/schema";

/** What a timer's card needs to draw it before the stored record has been read. */
export type TimerData = Pick<Timer, "id" | "name" | "seconds" | "ends" | "state">;

export type TimerCardData = { card: "timer"; timer: TimerData };

/** Several, the next to end first. */
export type TimersCardData = { card: "timers"; timers: TimerData[] };
