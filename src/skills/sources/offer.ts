import type { Button } from "../../engine/actions/bot-message";
import type { ActionContext } from "../../engine/actions/action";
import type { Connector } from "../../storage/connections";
import type { Case, Interaction } from "../../storage/customer-records";
import type { UserData } from "../../storage/schema";
import { connectorsOf } from "../connections/connectors";
import { caseName } from "../customers/book";
import { payloadFor } from "../payload";
import { shorten } from "../phrases";
import { CASE_FIELDS, type SourceChange } from "./changes";
import { descriptionOf } from "./kinds";
import { idThere } from "./ledger";
import type { ChangeOf } from "./sources";

/** "In RT, case 12, “Printer on fire”, would change: state open → closed." */
export function changeInWords(
  { name }: Pick<Connector, "name">,
  title: string,
  fields: SourceChange["fields"],
): string {
  const told = fields.map(({ label, from, to }) =>
    from === "" ? `${label} “${to}” added` : `${label} ${from} → ${to}`,
  );
  return `In ${name}, ${title} would change: ${told.join(", ")}.`;
}

export function changeButtons({ id: source, name }: Connector, { store, id }: ChangeOf): Button[] {
  const values = { source, ...(store === "cases" ? { case_id: id } : { interaction_id: id }) };
  return [
    { title: `Send to ${name}`, payload: payloadFor("send_change", values) },
    { title: "Don’t", payload: payloadFor("keep_change", values) },
  ];
}

/** The server that a case was read from, where what is done to it can go there. */
async function serverOf(
  { store }: ActionContext<UserData>,
  one: Case,
  writes: "changeCase" | "addComment",
): Promise<Connector | undefined> {
  const all = connectorsOf(await store.all("connectors"));
  return all.find((connector) => idThere(connector, "cases", one) !== null && descriptionOf(connector)?.[writes]);
}

/** Where a case of a connected server was changed: shows what that would change there, and asks. Nothing is sent by itself. */
export async function offerCase(context: ActionContext<UserData>, before: Case, after: Case): Promise<void> {
  const connector = await serverOf(context, after, "changeCase");
  const fields = CASE_FIELDS.filter((field) => before[field] !== after[field]).map((field) => {
    return { label: field, from: before[field], to: after[field] };
  });
  if (!connector || fields.length === 0) return;
  const change: ChangeOf = { connector: connector.id, store: "cases", id: after.id };
  const text = changeInWords(connector, caseName(after), fields);
  context.dispatcher.say({ text, buttons: changeButtons(connector, change) });
}

/** As `offerCase`, of what was logged in a case. */
export async function offerInteraction(
  context: ActionContext<UserData>,
  inCase: Case,
  { id, kind, text: said }: Interaction,
): Promise<void> {
  const connector = await serverOf(context, inCase, "addComment");
  if (!connector) return;
  const change: ChangeOf = { connector: connector.id, store: "interactions", id };
  const fields = [{ label: kind, from: "", to: shorten(said, 200) }];
  const text = changeInWords(connector, caseName(inCase), fields);
  context.dispatcher.say({ text, buttons: changeButtons(connector, change) });
}
