import type { Action, ActionContext } from "../../engine/actions/action";
import { followup, slotSet, type NewEvent } from "../../engine/dialogue/events";
import type { Connector } from "../../storage/connections";
import type { UserData } from "../../storage/schema";
import { awaitAnswer, currentlyAwaited } from "../conversation/awaiting";
import { ConnectFault } from "../connect-fault";
import { connectorsOf } from "../connections/connectors";
import { fold } from "../find";
import { latestMessage, wordingOf } from "../message";
import { countOf, joinWords } from "../phrases";
import { durationOf } from "../reminders/when";
import { clockTime } from "../reminders/describe";
import { formatIso } from "../../engine/time/zone";
import type { Services } from "../services";
import { endSilence, readAlerts, readSilences, silence, type Alert } from "./alerts";

/** Seconds, where nobody said for how long; and the longest that is called short. */
const USUAL = 3_600;
const LONGEST = 7 * 86_400;

const ANSWERED = [slotSet("awaiting", null), followup("action_listen")];

/** The Alertmanagers; where there are none, says that silencing wants one. */
async function managersOf({ store, dispatcher }: ActionContext<UserData>): Promise<Connector[]> {
  const all = connectorsOf(await store.all("connectors")).filter(({ kind }) => kind === "alertmanager");
  if (all.length === 0) dispatcher.utter("utter_no_alertmanager");
  return all;
}

/** Runs it; what a server refuses is told in words. */
async function told(context: ActionContext<UserData>, work: () => Promise<NewEvent[]>): Promise<NewEvent[]> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof ConnectFault)) throw error;
    context.dispatcher.say({ text: error.words });
    return [];
  }
}

/** "Acknowledge the disk alert for an hour": says how many alerts that covers, and asks. */
function acknowledge({ connect }: Services): Action<UserData> {
  return {
    name: "action_acknowledge_alert",
    run: (context) =>
      told(context, async () => {
        const { tracker, dispatcher } = context;
        const message = latestMessage(tracker);
        const managers = await managersOf(context);
        const seconds = Math.min(durationOf(message) ?? USUAL, LONGEST);
        for (const manager of managers) {
          const { value: alerts, fault } = await readAlerts(connect, manager);
          // What is old may be over: nothing is silenced by it.
          if (fault) throw fault;
          const firing = alerts.filter(({ isSilenced }) => !isSilenced);
          const name = alertNamed(wordingOf(message), firing);
          if (name === null) continue;
          const covered = alerts.filter((alert) => alert.name === name).length;
          dispatcher.utter("utter_ask_silence", {
            name,
            covered: countOf(covered, "alert"),
            span: spanInWords(seconds),
          });
          const ids = [manager.id, name, String(seconds)];
          return [awaitAnswer({ answer: "affirm", action: "action_acknowledge_confirmed", ids })];
        }
        if (managers.length > 0) dispatcher.utter("utter_no_such_alert");
        return [];
      }),
  };
}

function acknowledgeConfirmed({ connect }: Services): Action<UserData> {
  return {
    name: "action_acknowledge_confirmed",
    run: async (context) => [
      ...(await told(context, async () => {
        const { tracker, clock, dispatcher } = context;
        const [id, name = "", seconds = "0"] = currentlyAwaited(tracker)?.ids ?? [];
        const manager = (await managersOf(context)).find((one) => one.id === id);
        if (!manager) return [];
        const from = clock.now();
        const until = from + Number(seconds) * 1000;
        const matchers = [{ name: "alertname", value: name, isRegex: false, isEqual: true }];
        await silence(connect, manager, { matchers, from, until, comment: `Acknowledged: ${name}` });
        dispatcher.utter("utter_silenced", { name, until: clockTime(formatIso(until, clock.zone), clock.zone) });
        return [];
      })),
      ...ANSWERED,
    ],
  };
}

/** "End the silence on the disk alert". */
function endSilences({ connect }: Services): Action<UserData> {
  return {
    name: "action_end_silence",
    run: (context) =>
      told(context, async () => {
        const { tracker, clock, dispatcher } = context;
        const managers = await managersOf(context);
        const text = wordingOf(latestMessage(tracker));
        const ended: string[] = [];
        for (const manager of managers) {
          const { value, fault } = await readSilences(connect, manager);
          if (fault) throw fault;
          const active = value.filter(({ isActive }) => isActive);
          const titled = active.map((one) => ({ one, name: one.matchers.map(({ value }) => value).join(" ") }));
          const name = alertNamed(
            text,
            titled.map(({ name }) => ({ name, labels: {}, summary: "" })),
          );
          for (const { one, name: title } of titled) {
            if (name !== title && !/\b(?:all|every|everything)\b/i.test(text)) continue;
            await endSilence(connect, manager, one, clock.now());
            ended.push(title);
          }
        }
        if (ended.length > 0) dispatcher.utter("utter_silence_ended", { names: joinWords(ended) });
        else if (managers.length > 0) dispatcher.utter("utter_no_silence");
        return [];
      }),
  };
}

/** The name of the alert that a text speaks of; of a single one, whatever it says. */
function alertNamed(text: string, alerts: Pick<Alert, "name" | "labels" | "summary">[]): string | null {
  const names = [...new Set(alerts.map(({ name }) => name))];
  const said = fold(text);
  const exact = names.find((name) => said.includes(fold(name)));
  if (exact !== undefined) return exact;
  const place = PLACES.findIndex((pattern) => pattern.test(said));
  if (place >= 0) return names.at(place === PLACES.length - 1 ? -1 : place) ?? null;
  const words = (said.match(/[a-z0-9]+/g) ?? []).filter((word) => word.length > 2 && !COMMON.has(word));
  const scored = alerts.map(({ name, labels, summary }) => {
    const own = fold(`${name.replace(/([a-z])([A-Z])/g, "$1 $2")} ${summary} ${Object.values(labels).join(" ")}`);
    return { name, score: words.filter((word) => own.includes(word.replace(/s$/, ""))).length };
  });
  const best = scored.sort((a, b) => b.score - a.score)[0];
  if (best && best.score > 0) return best.name;
  return words.length === 0 && names.length === 1 ? (names[0] ?? null) : null;
}

/** "Silence the first one", as "anything firing?" lists them; the last of these is the last one. */
const PLACES = ["first|1st", "second|2nd", "third|3rd", "last"].map(
  (words) => new RegExp(`\\b(?:${words}) (?:one|alert)\\b|^\\S+ the (?:${words})$`),
);

const COMMON = new Set(
  (
    "the this that alert alerts alarm for hour hours minutes minute half day and please acknowledge ack silence mute quiet snooze " +
    "end stop remove lift silences unsilence unmute one two three next ignore about now all it again expire cancel"
  ).split(" "),
);

function spanInWords(seconds: number): string {
  if (seconds % 86_400 === 0) return countOf(seconds / 86_400, "day");
  if (seconds % 3_600 === 0) return countOf(seconds / 3_600, "hour");
  return countOf(Math.round(seconds / 60), "minute");
}

export const silenceActions = (services: Services): Action<UserData>[] => [
  acknowledge(services),
  acknowledgeConfirmed(services),
  endSilences(services),
];
