import type { Action } from "../../engine/actions/action";
import { formatIso } from "../../engine/time/zone";
import { readRecord } from "../../storage/record-schemas";
import type { UserData } from "../../storage/schema";
import { newId } from "../ids";
import { entityText, latestMessage } from "../message";
import { connectorsOf } from "./connectors";
import { kindOf } from "./kinds";

/** From the form in Settings: `/save_connector{"connector": {...}}`. Its login goes to the vault, and never through a message. */
const saveConnector: Action<UserData> = {
  name: "action_save_connector",
  async run({ tracker, store, dispatcher, clock, random }) {
    const given = latestMessage(tracker).entities.find(({ entity }) => entity === "connector")?.value;
    const fields = typeof given === "object" && given !== null && !Array.isArray(given) ? given : {};
    const created = formatIso(clock.now(), clock.zone);
    const { record } = readRecord("connectors", { id: newId(random), created, ...fields });
    if (!record || !kindOf(record)) {
      dispatcher.utter("utter_connector_unreadable");
      return [];
    }
    await store.put("connectors", record);
    dispatcher.utter("utter_connector_saved", { name: record.name, host: new URL(record.address).host });
    return [];
  },
};

const removeConnector: Action<UserData> = {
  name: "action_remove_connector",
  async run({ tracker, store, dispatcher }) {
    const id = entityText(latestMessage(tracker), "connector_id") ?? "";
    const connector = await store.get("connectors", id);
    if (!connector) {
      dispatcher.utter("utter_connector_gone");
      return [];
    }
    await store.delete("connectors", id);
    dispatcher.utter("utter_connector_removed", { name: connector.name });
    return [];
  },
};

/** "Which servers are you connected to?" */
const showConnectors: Action<UserData> = {
  name: "action_show_connectors",
  async run({ store, dispatcher }) {
    const all = connectorsOf(await store.all("connectors"));
    if (all.length === 0) {
      dispatcher.utter("utter_no_connectors");
      return [];
    }
    const lines = all.map((connector) => {
      const kind = kindOf(connector)?.title ?? connector.kind;
      return `${connector.name}: ${kind} at ${new URL(connector.address).host}`;
    });
    dispatcher.say({ text: ["Connected servers:", ...lines].join("\n") });
    return [];
  },
};

export const actions: Action<UserData>[] = [saveConnector, removeConnector, showConnectors];
