import type { Action, ActionContext } from "../../engine/actions/action";
import type { Connector } from "../../storage/connections";
import type { UserData } from "../../storage/schema";
import { ageInWords } from "../age";
import { connectorsOf } from "../connections/connectors";
import { kindOf } from "../connections/kinds";
import { caseNamed } from "../customers/meant";
import { fold } from "../find";
import { entityText, latestMessage, saidIn } from "../message";
import { payloadFor } from "../payload";
import { countOf } from "../phrases";
import type { Services } from "../services";
import { isSource } from "./kinds";
import { changeButtons, changeInWords } from "./offer";
import type { ChangeOf } from "./sources";

/** So much of what is to be known is said; the panel has all of it. */
const SAID = 3;

/** "Refresh the customers from RT". */
function refreshCustomers({ sources }: Services): Action<UserData> {
  return {
    name: "action_refresh_customers",
    async run(context) {
      const { tracker, store, dispatcher, clock } = context;
      const all = connectorsOf(await store.all("connectors")).filter(isSource);
      if (all.length === 0) dispatcher.utter("utter_no_sources");
      const withDeleted = latestMessage(tracker).entities.some(
        ({ entity, value }) => entity === "with_deleted" && value === true,
      );
      for (const connector of sourcesMeant(context, all)) {
        const { id, name } = connector;
        const read = await sources.refresh(connector, withDeleted);
        if ("fault" in read) {
          const fetched = (await sources.views()).find((view) => view.connector === id)?.fetched ?? null;
          const old = fetched === null ? "" : ` What is here is from ${ageInWords(fetched, clock.now(), clock.zone)}.`;
          dispatcher.say({ text: `${read.fault}${old}` });
          continue;
        }
        const { told, notes, deleted } = read;
        const more = notes.length - SAID;
        const lines = [
          `${name}: ${told}`,
          ...notes.slice(0, SAID),
          ...(more > 0 ? [`And ${countOf(more, "thing")} more that didn’t come as it is there.`] : []),
          ...(deleted > 0 ? [`${countOf(deleted, "record")} that you deleted here left out.`] : []),
        ];
        const back = {
          title: "Bring them back",
          payload: payloadFor("refresh_customers", { source: id, with_deleted: true }),
        };
        dispatcher.say({ text: lines.join("\n"), ...(deleted > 0 && { buttons: [back] }) });
      }
      return [];
    },
  };
}

/** Those that a message names, by their own name or their kind's; all where it names none. */
function sourcesMeant({ tracker }: ActionContext<UserData>, all: Connector[]): Connector[] {
  const message = latestMessage(tracker);
  const id = entityText(message, "source");
  if (id !== null) return all.filter((one) => one.id === id);
  const said = fold(saidIn(message));
  const named = all.filter((one) => {
    const title = kindOf(one)?.title ?? "";
    const initials = title.replace(/[^A-Z]/g, "");
    return [one.name, title, initials].some((name) => name.length > 1 && hasWord(said, fold(name)));
  });
  return named.length > 0 ? named : all;
}

function hasWord(text: string, word: string): boolean {
  return ` ${text.replace(/[^\p{L}\p{N}]+/gu, " ")} `.includes(` ${word.replace(/[^\p{L}\p{N}]+/gu, " ").trim()} `);
}

/** "Send my changes to RT", "discard the changes to case 12": shows each, and its buttons send it or leave it. Words alone send nothing. */
function showChanges({ sources }: Services): Action<UserData> {
  return {
    name: "action_show_changes",
    async run(context) {
      const { tracker, store, dispatcher } = context;
      const meant = sourcesMeant(context, connectorsOf(await store.all("connectors")).filter(isSource));
      if (meant.length === 0) {
        dispatcher.utter("utter_no_sources");
        return [];
      }
      const named = caseNamed(saidIn(latestMessage(tracker)), await store.all("cases"));
      const inCase = (id: string) => named === undefined || id === named.id;
      const views = await sources.views();
      const changes = meant.flatMap((connector) => {
        const view = views.find((one) => one.connector === connector.id);
        return (view?.changes ?? []).filter(({ id }) => inCase(id)).map((change) => ({ connector, change }));
      });
      if (changes.length === 0) dispatcher.utter("utter_no_changes");
      for (const { connector, change } of changes.slice(0, SAID)) {
        const why = change.why === null ? "" : ` ${change.why}`;
        const text = `${changeInWords(connector, change.title, change.fields)}${why}`;
        dispatcher.say({ text, buttons: changeButtons(connector, change) });
      }
      const more = changes.length - SAID;
      if (more > 0) dispatcher.say({ text: `And ${countOf(more, "change")} more, under Customers.` });
      return [];
    },
  };
}

/** A button's: "Send to RT". Where it was changed there since, the new difference is shown, and asked again. */
function sendChange({ sources }: Services): Action<UserData> {
  return {
    name: "action_send_change",
    async run(context) {
      const { dispatcher } = context;
      const found = await changeMeant(context);
      if (!found) {
        dispatcher.utter("utter_change_gone");
        return [];
      }
      const { connector, change } = found;
      const sent = await sources.send(change);
      if (!("why" in sent)) {
        if (sent.state === "sent") dispatcher.utter("utter_change_sent", { name: connector.name });
        else dispatcher.utter("utter_change_gone");
        return [];
      }
      const { why, state } = sent;
      if (state === "waiting")
        dispatcher.say({ text: `It waits here, and goes to ${connector.name} by itself. ${why}` });
      else {
        const left = sent.change ? [changeInWords(connector, sent.change.title, sent.change.fields)] : [];
        dispatcher.say({
          text: [`It wasn’t sent. ${why}`, ...left].join("\n"),
          buttons: changeButtons(connector, change),
        });
      }
      return [];
    },
  };
}

function keepChange({ sources }: Services): Action<UserData> {
  return {
    name: "action_keep_change",
    async run(context) {
      const found = await changeMeant(context);
      if (!found) {
        context.dispatcher.utter("utter_change_gone");
        return [];
      }
      await sources.keep(found.change);
      context.dispatcher.utter("utter_change_kept", { name: found.connector.name });
      return [];
    },
  };
}

async function changeMeant({
  tracker,
  store,
}: ActionContext<UserData>): Promise<{ connector: Connector; change: ChangeOf } | null> {
  const message = latestMessage(tracker);
  const connector = connectorsOf(await store.all("connectors")).find(({ id }) => id === entityText(message, "source"));
  const [inCase, interaction] = [entityText(message, "case_id"), entityText(message, "interaction_id")];
  const id = inCase ?? interaction;
  if (!connector || id === null) return null;
  return { connector, change: { connector: connector.id, store: inCase === null ? "interactions" : "cases", id } };
}

/** Customers of connected servers: read anew, and told of what was changed here. */
export const actions = (services: Services): Action<UserData>[] => [
  refreshCustomers(services),
  showChanges(services),
  sendChange(services),
  keepChange(services),
];
