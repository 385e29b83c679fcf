import type { Action, ActionContext } from "../../engine/actions/action";
import { formatIso, startOfDay, wallClock } from "../../engine/time/zone";
import type { Connector } from "../../storage/connections";
import type { UserData } from "../../storage/schema";
import type { Connect } from "../connect";
import { ConnectFault } from "../connect-fault";
import { connectorsOf } from "../connections/connectors";
import { latestMessage, wordingOf } from "../message";
import { countOf, joinWords } from "../phrases";
import { clockTime, describeMoment } from "../reminders/describe";
import { durationOf, hourOf } from "../reminders/when";
import type { Services } from "../services";
import type { Alert } from "./alerts";
import type { SeriesCardData } from "./card-data";
import { figure, machineOf, measureIn, MEASURES } from "./measures";
import { readOverview } from "./overview";
import { readRange, type Read, type Series } from "./prometheus";
import { alertInWords, staleLines, statusReport } from "./report";
import { meantBy } from "./subject";

const KINDS = ["prometheus", "alertmanager", "health"];
const HOUR = 3_600_000;
/** A line that nobody said how long to make, in milliseconds. */
const USUAL_SPAN = 3 * HOUR;
/** So many lines can be told apart. */
const LINES = 5;

/** The connected servers that know of systems; where there are none, says how to connect one. */
export async function systemsConnected({ store, dispatcher }: ActionContext<UserData>): Promise<Connector[]> {
  const all = connectorsOf(await store.all("connectors")).filter(({ kind }) => KINDS.includes(kind));
  if (all.length === 0) dispatcher.utter("utter_no_systems");
  return all;
}

/** "How are the web servers?", "is everything up?" */
function showStatus({ connect }: Services): Action<UserData> {
  return {
    name: "action_systems_status",
    async run(context) {
      const connectors = await systemsConnected(context);
      if (connectors.length === 0) return [];
      const overview = await readOverview(connect, connectors);
      const { text, card } = statusReport(overview, wordingOf(latestMessage(context.tracker)), context.clock);
      context.dispatcher.say({ text: text === "" ? "There is nothing to tell." : text, custom: card });
      return [];
    },
  };
}

/** "Anything firing?" */
function showAlerts({ connect }: Services): Action<UserData> {
  return {
    name: "action_show_alerts",
    async run(context) {
      const { clock, dispatcher } = context;
      const connectors = await systemsConnected(context);
      if (connectors.length === 0) return [];
      const { alerts, stale, ...others } = await readOverview(connect, connectors);
      const firing = alerts.filter(({ isSilenced }) => !isSilenced);
      const quiet = alerts.filter(({ isSilenced }) => isSilenced);
      const silenced = quiet.length;
      const asked = wordingOf(latestMessage(context.tracker));
      const line = (alert: Alert) => `${alertInWords(alert)}, since ${sinceInWords(alert.since, clock)}`;
      const told = firing.map(line);
      if (/\b(?:silenced?|mute[ds]?|quiet)\b/i.test(asked) && !/alertmanager/i.test(asked)) {
        const words = silenced === 0 ? "No alert that fires is silenced." : `${countOf(silenced, "alert")} silenced:`;
        dispatcher.say({ text: [words, ...quiet.map(line), ...staleLines({ stale }, clock)].join("\n") });
        return [];
      }
      const lines = [
        firing.length === 0 ? "Nothing is firing." : `${countOf(firing.length, "alert")} firing:`,
        ...told,
        ...(silenced > 0 ? [`${countOf(silenced, "alert")} silenced.`] : []),
        ...staleLines({ stale }, clock),
      ];
      const { card } = statusReport({ ...others, targets: [], figures: [], alerts, stale }, "", clock);
      dispatcher.say({ text: lines.join("\n"), custom: card });
      return [];
    },
  };
}

function sinceInWords(iso: string, clock: ActionContext<UserData>["clock"]): string {
  const local = formatIso(Date.parse(iso), clock.zone);
  const isToday = Date.parse(iso) >= startOfDay(wallClock(clock.now(), clock.zone), clock.zone);
  return isToday ? clockTime(local, clock.zone) : describeMoment(local, clock.zone, clock.now());
}

/** "Error rate since this morning", "disk of web1 over the last 24 hours". */
function showMeasure({ connect }: Services): Action<UserData> {
  return {
    name: "action_show_measure",
    async run(context) {
      const { tracker, clock, dispatcher } = context;
      const connectors = (await systemsConnected(context)).filter(({ kind }) => kind === "prometheus");
      if (connectors.length === 0) return [];
      const text = wordingOf(latestMessage(tracker));
      const measure = measureIn(text);
      if (!measure) {
        const measures = joinWords(
          MEASURES.map(({ title }) => title.toLowerCase()),
          "or",
        );
        dispatcher.utter("utter_ask_measure", { measures });
        return [];
      }
      const to = clock.now();
      const from = startSaid(context) ?? to - USUAL_SPAN;
      const ask = { query: measure.query, from, to, why: `${measure.title} over time` };
      const { lines, stale } = await readLines(connect, connectors, ask);
      const { meant } = meantBy(text.replace(measure.words, ""), lines);
      const card: SeriesCardData = {
        card: "series",
        title: measure.title,
        unit: measure.unit,
        zone: clock.zone,
        lines: meant.slice(0, LINES).map(({ instance, points }) => ({ name: machineOf(instance), points })),
        stale: staleLines({ stale }, clock),
      };
      const since = sinceInWords(new Date(from).toISOString(), clock);
      const told = meant
        .slice(0, LINES)
        .map(({ instance, points }) => lineInWords(machineOf(instance), points, measure));
      const words =
        told.length === 0
          ? [`There are no figures of that since ${since}.`]
          : [`${measure.title} since ${since}:`, ...told];
      const more =
        meant.length > LINES ? [`And ${countOf(meant.length - LINES, "other")}; name a machine to see it.`] : [];
      dispatcher.say({ text: [...words, ...more, ...card.stale].join("\n"), custom: card });
      return [];
    },
  };
}

/** All series of all servers; one that can't be asked is told as stale. */
async function readLines(connect: Connect, connectors: Connector[], ask: Parameters<typeof readRange>[2]) {
  const stale: { name: string; at: number | null; why: string }[] = [];
  const reads = connectors.map(async (connector): Promise<Read<Series[]> | null> => {
    try {
      const read = await readRange(connect, connector, ask);
      if (read.fault) stale.push({ name: connector.name, at: read.at, why: read.fault.words });
      return read;
    } catch (error) {
      if (!(error instanceof ConnectFault)) throw error;
      stale.push({ name: connector.name, at: null, why: error.words });
      return null;
    }
  });
  const series = (await Promise.all(reads)).flatMap((read) => read?.value ?? []);
  const lines = series
    .map(({ labels, points }) => ({ instance: labels["instance"] ?? "all", job: labels["job"], points }))
    .filter(({ points }) => points.length > 0);
  return { lines, stale };
}

/** When it was said to begin, in milliseconds since the epoch; null where nothing was said. */
function startSaid({ tracker, clock }: ActionContext<UserData>): number | null {
  const message = latestMessage(tracker);
  const span = durationOf(message);
  if (span !== null) return clock.now() - span * 1000;
  const time = message.entities.find(({ entity }) => entity === "time")?.value;
  const from = typeof time === "object" && time !== null && !Array.isArray(time) ? time["from"] : time;
  const hour = typeof from === "string" ? null : hourOf(message);
  const midnight = startOfDay(wallClock(clock.now(), clock.zone), clock.zone);
  if (hour !== null) return lastTime(midnight + hour * HOUR, clock.now());
  if (typeof from !== "string") return null;
  return lastTime(startOfMorning(Date.parse(from), wordingOf(message), clock.zone), clock.now());
}

/** "Since midnight", "since 8": what is to come by the clock was meant of the last time that it was so; null where it can't be. */
function lastTime(at: number, now: number): number | null {
  const was = at < now ? at : at - 24 * HOUR;
  return was < now ? was : null;
}

/** "This morning" begins with the day's work, at six, whatever hour stands for it in a reminder. */
function startOfMorning(at: number, text: string, zone: string): number {
  if (!/\bmorning\b/i.test(text)) return at;
  return startOfDay(wallClock(at, zone), zone) + 6 * HOUR;
}

function lineInWords(name: string, points: [number, number][], measure: { unit: string }): string {
  const values = points.map(([, value]) => value);
  const [now = 0, most, least] = [values.at(-1), Math.max(...values), Math.min(...values)];
  return `${name}: ${figure(now, measure)} now, between ${figure(least, measure)} and ${figure(most, measure)}`;
}

export const askActions = (services: Services): Action<UserData>[] => [
  showStatus(services),
  showAlerts(services),
  showMeasure(services),
];
