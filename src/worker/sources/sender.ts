import { formatIso } from "../../engine/time/zone";
import { ConnectFault } from "../../skills/connect-fault";
import { differences, keptKey, queuedId, type CaseField } from "../../skills/sources/changes";
import type { Description, Writing } from "../../skills/sources/description";
import { evaluate, ExpressionFault } from "../../skills/sources/expression";
import { fillRequest } from "../../skills/sources/fill";
import { descriptionOf } from "../../skills/sources/kinds";
import { idThere, saidKey } from "../../skills/sources/ledger";
import { alike } from "../../skills/sources/plan";
import { readAll } from "../../skills/sources/read";
import type { SourceRecord } from "../../skills/sources/source-records";
import type { ChangeOf } from "../../skills/sources/sources";
import type { Connector, QueuedWrite } from "../../storage/connections";
import type { Case, Interaction } from "../../storage/customer-records";
import { NOT_SENT, type Connections } from "../connect/connections";
import { Ledgers, type LedgersOptions } from "./ledgers";

export interface SenderOptions extends LedgersOptions {
  connect: Connections;
}

/** Why a change stays unsent until the user decides: the message says it. */
class Held extends Error {}

/**
 * Sends one change. It is written down first, compared with what is there, sent, and looked for: so it is sent once, whenever the page
 * goes away, and nothing that was done there since is overwritten.
 */
export class Sender {
  readonly #ledgers: Ledgers;

  constructor(private readonly options: SenderOptions) {
    this.#ledgers = new Ledgers(options);
  }

  /** False where there is no such record any more. */
  async send(connector: Connector, change: ChangeOf): Promise<boolean> {
    const description = descriptionOf(connector);
    const { stored } = this.options;
    const record = await stored(({ data }) => data.get(change.store, change.id));
    const write = await this.#queued(connector, change);
    if (!record || !description) {
      await this.#drop(write);
      return false;
    }
    try {
      if (change.store === "cases") await this.#case(connector, description, record as Case, write);
      else await this.#comment(connector, description, record as Interaction, write);
      await this.#drop(write);
    } catch (error) {
      if (!(error instanceof ConnectFault || error instanceof Held || error instanceof ExpressionFault)) throw error;
      const isFault = error instanceof ConnectFault;
      const fault = isFault ? error.words : error.message;
      const held = !isFault || !NOT_SENT.has(error.code);
      // As it is by now: that it began to be sent is written in it.
      const kept = (await stored(({ side }) => side.get("outbox", write.id))) ?? write;
      await this.#put({ ...kept, fault, held });
    }
    return true;
  }

  async #case(connector: Connector, description: Description, mine: Case, write: QueuedWrite): Promise<void> {
    const id = idThere(connector, "cases", mine);
    const { case: reading, changeCase } = description;
    if (id === null || !changeCase) return;
    const now = reading && (await this.#caseThere(connector, description, id));
    const ledger = await this.#ledgers.of(connector);
    const said = ledger.said[saidKey("cases", id)] ?? {};
    const wanted = differences(mine, said);
    if (now) await this.#remember(connector, id, now);
    const changed = now ? wanted.filter((field) => now[field] !== said[field] && now[field] !== mine[field]) : [];
    if (changed.length > 0)
      throw new Held(
        `In ${connector.name} it was changed since: ${changed.map((field) => `${field} is “${now?.[field]}” now`).join(", ")}. Send it to have it as here.`,
      );
    const left = now ? wanted.filter((field) => now[field] !== mine[field]) : wanted;
    if (left.length === 0) return;
    const fields: Partial<Record<CaseField, string>> = Object.fromEntries(left.map((field) => [field, mine[field]]));
    const answer = await this.#write(connector, changeCase, { id, ...fields }, `change case ${mine.number}`, write);
    const after = reading ? await this.#caseThere(connector, description, id) : { ...mine };
    await this.#remember(connector, id, after);
    const refused = left.filter((field) => after[field] !== mine[field]);
    if (refused.length > 0)
      throw new Held(
        `${connector.name} answered, and ${refused.join(" and ")} is still “${after[refused[0] ?? "state"]}” there: ${answer.slice(0, 160)}`,
      );
  }

  async #comment(connector: Connector, description: Description, mine: Interaction, write: QueuedWrite): Promise<void> {
    const inCase = await this.options.stored(({ data }) => data.get("cases", mine.case ?? ""));
    const id = inCase ? idThere(connector, "cases", inCase) : null;
    if (id === null || !description.addComment || !inCase || mine.external.length > 0) return;
    const key = keptKey("interactions", mine.id);
    // The button of one that was sent can be pressed again.
    const mayBeThere = write.tried === true || (await this.#ledgers.of(connector)).kept.includes(key);
    const isThere = mayBeThere && (await this.#isThere(connector, description, id, mine));
    if (!isThere) {
      const fields = { id, kind: mine.kind, at: mine.at, text: mine.text };
      await this.#write(connector, description.addComment, fields, `comment on case ${inCase.number}`, write);
    }
    await this.#ledgers.change(connector, (ledger) => ({ ...ledger, kept: [...ledger.kept, key] }));
  }

  /** Whether a comment that may have been sent before has come. Where the server can't be asked for that, the user is. */
  async #isThere(connector: Connector, { history }: Description, id: string, mine: Interaction): Promise<boolean> {
    if (!history) return false;
    const { said } = await this.#ledgers.of(connector);
    const isKnown = (one: string) => saidKey("interactions", one) in said;
    const why = "whether a comment has come";
    const { records } = await readAll(this.options.connect, connector, "interactions", history, {
      values: { id },
      isKnown,
      why,
    });
    return records.some((one) => !isKnown(one.id) && alike(one, mine));
  }

  async #caseThere(connector: Connector, description: Description, id: string): Promise<SourceRecord<"cases">> {
    const reading = description.case;
    const why = "how a case is now";
    const { records, leftOut } = reading
      ? await readAll(this.options.connect, connector, "cases", reading, { values: { id }, why })
      : { records: [], leftOut: [] };
    const [found] = records;
    if (!found) throw new Held(`${connector.name} has no such case any more${leftOut[0] ? ` (${leftOut[0]})` : ""}.`);
    return found;
  }

  async #write(
    connector: Connector,
    { body, ...request }: Writing,
    values: Record<string, string>,
    why: string,
    write: QueuedWrite,
  ): Promise<string> {
    const sent = JSON.stringify(await evaluate(body, values));
    const filled = { ...fillRequest({ method: "POST", ...request }, values, why), body: sent };
    const { method = "POST", path } = filled;
    await this.#put({ ...write, method, path, body: sent, why, tried: true });
    return (await this.options.connect.ask(connector, filled)).text;
  }

  /** What waits already, or a new one: it is kept before anything is asked. */
  async #queued(connector: Connector, change: ChangeOf): Promise<QueuedWrite> {
    const { stored, clock } = this.options;
    const id = queuedId(connector.id, change);
    const old = await stored(({ side }) => side.get("outbox", id));
    const why = change.store === "cases" ? "change a case" : "comment on a case";
    const made: QueuedWrite = {
      ...{ id, at: formatIso(clock.now(), clock.zone), connector: connector.id, method: "", path: "", headers: {} },
      ...{ body: "", why, fault: null, record: { store: change.store, id: change.id } },
    };
    const write = { ...(old ?? made), held: false };
    await this.#put(write);
    return write;
  }

  #put(put: QueuedWrite): Promise<void> {
    return this.options.stored(({ side }) => side.write([{ store: "outbox", put }]));
  }

  #drop({ id }: QueuedWrite): Promise<void> {
    return this.options.stored(({ side }) => side.write([{ store: "outbox", delete: id }]));
  }

  #remember(connector: Connector, id: string, { state, priority, subject }: SourceRecord<"cases"> | Case) {
    return this.#ledgers.change(connector, (ledger) => ({
      ...ledger,
      said: { ...ledger.said, [saidKey("cases", id)]: { state, priority, subject } },
    }));
  }
}
