import type { Action, ActionContext } from "../../engine/actions/action";
import { addDays } from "../../engine/time/calendar";
import { formatIso, instantOf, wallClock } from "../../engine/time/zone";
import type { Watch } from "../../storage/connections";
import type { UserData } from "../../storage/schema";
import { newId } from "../ids";
import { entityText, latestMessage, wordingOf } from "../message";
import { joinWords } from "../phrases";
import { systemsConnected } from "./ask-actions";
import { measureIn } from "./measures";
import { watchInWords } from "./watch-words";

const UNDER = /\b(?:under|below|less than|lower than|beneath|falls?|drops?|down to|fewer than)\b|</i;
/** A machine as it is named: "on web1", "of db-2", "web1's". */
const MACHINE =
  /\b(?:on|of|for|at)\s+([a-z][a-z\d-]*\d[a-z\d.-]*|[a-z\d-]+\.[a-z\d.-]+|\d+\.\d+\.\d+\.\d+)\b|\b(?<whose>[a-z][a-z\d-]*\d[a-z\d-]*)['’]s\b/i;

/** "Tell me when disk is over 90 %". */
const watchMeasure: Action<UserData> = {
  name: "action_watch_measure",
  async run(context) {
    const { tracker, store, dispatcher } = context;
    if ((await systemsConnected(context)).length === 0) return [];
    const message = latestMessage(tracker);
    const text = wordingOf(message);
    const measure = measureIn(text);
    const value = message.entities.find(({ entity, value }) => entity === "number" && typeof value === "number")?.value;
    if (!measure || typeof value !== "number") {
      dispatcher.utter("utter_ask_threshold");
      return [];
    }
    const named = MACHINE.exec(text.replace(measure.words, ""));
    const machine = named?.[1] ?? named?.groups?.["whose"];
    const side = UNDER.test(text) ? "under" : "over";
    const same = (await store.all("watches")).find(
      (one) => one.kind === "threshold" && one.measure === measure.name && one.machine === machine && one.side === side,
    );
    const watch: Watch = {
      ...made(context),
      ...(same && { id: same.id }),
      ...{ kind: "threshold", measure: measure.name, side, value, beyond: [] },
      ...(machine !== undefined && { machine }),
    };
    await store.put("watches", watch);
    dispatcher.utter("utter_watching", { what: watchInWords(watch) });
    return [];
  },
};

/** "A daily report at 8". */
const dailyReport: Action<UserData> = {
  name: "action_daily_report",
  async run(context) {
    const { store, dispatcher } = context;
    if ((await systemsConnected(context)).length === 0) return [];
    const at = hourSaid(context);
    const known = (await store.all("watches")).find(({ kind }) => kind === "report");
    const due = nextReport(at, context);
    await store.put("watches", { ...made(context), ...(known && { id: known.id }), kind: "report", at, due });
    dispatcher.utter("utter_report_daily", { time: at });
    return [];
  },
};

/** `08:00`: what was said, in the morning where nothing says otherwise; eight where nothing was said. */
function hourSaid({ tracker, clock }: ActionContext<UserData>): string {
  const message = latestMessage(tracker);
  const time = message.entities.find(({ entity, value }) => entity === "time" && typeof value === "string")?.value;
  if (typeof time !== "string") return "08:00";
  const { hour, minute } = wallClock(Date.parse(time), clock.zone);
  const isLate = /\b(?:pm|p\.m|evening|afternoon|night|noon|midday|(?:1[2-9]|2[0-3])[:.]\d\d)\b/i.test(message.text);
  const meant = hour >= 12 && !isLate ? hour - 12 : hour;
  return `${String(meant).padStart(2, "0")}:${String(minute).padStart(2, "0")}`;
}

/** The next time that a clock shows this, ISO 8601. */
export function nextReport(at: string, { clock }: Pick<ActionContext<UserData>, "clock">): string {
  const [hour = 0, minute = 0] = at.split(":").map(Number);
  const today = wallClock(clock.now(), clock.zone);
  const on = (days: number) => instantOf({ ...today, ...addDays(today, days), hour, minute, second: 0 }, clock.zone);
  const next = on(0) > clock.now() ? on(0) : on(1);
  return formatIso(next, clock.zone);
}

/** "What are you watching?" */
const showWatches: Action<UserData> = {
  name: "action_show_watches",
  async run({ store, dispatcher }) {
    const watches = await store.all("watches");
    const told = watches.filter((watch) => watch.kind !== "alerts" || !watch.muted).map(watchInWords);
    if (told.length === 0) dispatcher.utter("utter_no_watches");
    else
      dispatcher.say({ text: `I watch for you: ${joinWords(told)}. While this page is open somewhere, I tell you.` });
    return [];
  },
};

/** "Stop watching the disk", "no more daily reports". */
const stopWatching: Action<UserData> = {
  name: "action_stop_watching",
  async run(context) {
    const { tracker, store, dispatcher } = context;
    const message = latestMessage(tracker);
    const text = wordingOf(message);
    const id = entityText(message, "watch_id");
    const measure = measureIn(text);
    const all = await store.all("watches");
    const meant = all.filter((watch) => {
      if (id !== null) return watch.id === id;
      if (/\breports?\b/i.test(text)) return watch.kind === "report";
      if (measure) return watch.kind === "threshold" && watch.measure === measure.name;
      if (/\balerts?\b/i.test(text)) return watch.kind === "alerts";
      return watch.kind === "threshold" || watch.kind === "report";
    });
    const isOfAlerts = id === null && !measure && /\balerts?\b/i.test(text) && !/\breports?\b/i.test(text);
    if (isOfAlerts) {
      const known = meant.find((watch) => watch.kind === "alerts");
      await store.put("watches", { ...made(context), told: [], ...known, kind: "alerts", muted: true });
      dispatcher.utter("utter_alerts_muted");
      return [];
    }
    for (const watch of meant) await store.delete("watches", watch.id);
    if (meant.length === 0) dispatcher.utter("utter_no_watches");
    else dispatcher.utter("utter_watch_stopped", { what: joinWords(meant.map(watchInWords)) });
    return [];
  },
};

function made({ tracker, clock, random }: ActionContext<UserData>): Pick<Watch, "id" | "conversation" | "created"> {
  return { id: newId(random), conversation: tracker.conversation, created: formatIso(clock.now(), clock.zone) };
}

export const watchActions: Action<UserData>[] = [watchMeasure, dailyReport, showWatches, stopWatching];
