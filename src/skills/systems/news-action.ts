import * as v from "valibot";
import type { Action, ActionContext } from "../../engine/actions/action";
import { formatIso } from "../../engine/time/zone";
import type { UserData } from "../../storage/schema";
import { connectorsOf } from "../connections/connectors";
import { newId } from "../ids";
import { latestMessage } from "../message";
import { countOf, joinWords } from "../phrases";
import type { Services } from "../services";
import { figure, machineOf, measureNamed } from "./measures";
import { newsSchema, type News } from "./news";
import { readOverview } from "./overview";
import { alertInWords, statusReport } from "./report";
import { nextReport } from "./watch-actions";
import { watchInWords } from "./watch-words";

/** So many are named, the others counted. */
const NAMED = 5;

/**
 * The worker says what has changed: `systems_news` with a News. It is told once, and remembered as told in the same turn; what is over
 * is told too.
 */
export function tellNews({ connect }: Services): Action<UserData> {
  return {
    name: "action_systems_news",
    async run(context) {
      const { tracker, store, clock, dispatcher } = context;
      const given = latestMessage(tracker).entities.find(({ entity }) => entity === "news")?.value;
      const news = v.safeParse(newsSchema, given);
      if (!news.success) return [];
      const lines = [...(await tellAlerts(context, news.output)), ...(await tellCrossings(context, news.output))];
      if (lines.length > 0) dispatcher.say({ text: lines.join("\n") });
      for (const id of news.output.reports) {
        const watch = await store.get("watches", id);
        if (watch?.kind !== "report" || Date.parse(watch.due) > clock.now()) continue;
        await store.put("watches", { ...watch, due: nextReport(watch.at, context) });
        const overview = await readOverview(connect, connectorsOf(await store.all("connectors")));
        const { text, card } = statusReport(overview, "", clock);
        dispatcher.say({ text: `Your daily report.\n${text}`, custom: card });
      }
      return [];
    },
  };
}

async function tellAlerts({ store, clock, random, tracker }: ActionContext<UserData>, news: News): Promise<string[]> {
  if (news.fired.length + news.cleared.length === 0) return [];
  const known = (await store.all("watches")).find((watch) => watch.kind === "alerts");
  const told = new Set(known?.told);
  // Another tab may have been first.
  const fired = news.fired.filter(({ fingerprint }) => !told.has(fingerprint));
  const cleared = news.cleared.filter((fingerprint) => told.delete(fingerprint));
  for (const { fingerprint } of fired) told.add(fingerprint);
  const made = { id: newId(random), conversation: tracker.conversation, created: formatIso(clock.now(), clock.zone) };
  await store.put("watches", { ...made, muted: false, ...known, kind: "alerts", told: [...told] });
  const lines: string[] = [];
  // Alerts of one name are one thing that is wrong.
  const groups = [...new Set(fired.map(({ name }) => name))].map((name) => {
    const [first, ...more] = fired.filter((one) => one.name === name);
    return first && more.length === 0 ? alertInWords(first) : `${name} (${more.length + 1} times)`;
  });
  if (fired.length > 0) {
    const more = groups.length - NAMED;
    const named = more > 0 ? [...groups.slice(0, NAMED), `${more} more`] : groups;
    lines.push(`${countOf(fired.length, "alert")} firing: ${joinWords(named)}.`);
  }
  if (cleared.length > 0)
    lines.push(`${countOf(cleared.length, "alert")} over.${told.size === 0 ? " Nothing is firing any more." : ""}`);
  return lines;
}

async function tellCrossings({ store }: ActionContext<UserData>, news: News): Promise<string[]> {
  const lines: string[] = [];
  for (const watch of await store.all("watches")) {
    if (watch.kind !== "threshold") continue;
    const crossed = news.crossed.filter((one) => one.watch === watch.id && !watch.beyond.includes(one.instance));
    const recovered = news.recovered.filter((one) => one.watch === watch.id && watch.beyond.includes(one.instance));
    if (crossed.length + recovered.length === 0) continue;
    const back = new Set(recovered.map(({ instance }) => instance));
    const beyond = [...watch.beyond.filter((one) => !back.has(one)), ...crossed.map(({ instance }) => instance)];
    await store.put("watches", { ...watch, beyond });
    const measure = measureNamed(watch.measure) ?? { title: watch.measure, unit: "" };
    for (const { instance, value } of crossed)
      lines.push(
        `${measure.title} of ${machineOf(instance)} is at ${figure(value, measure)}: you asked for ${watchInWords(watch)}.`,
      );
    for (const { instance, value } of recovered)
      lines.push(`${measure.title} of ${machineOf(instance)} is back at ${figure(value, measure)}.`);
  }
  return lines;
}
