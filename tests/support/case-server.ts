import type { Description } from "../../src/skills/sources/description";
import { FakeServer, type Asked } from "./crm-servers";

export interface ServedCase {
  id: number;
  subject: string;
  state: string;
  priority: string;
  who: { id: number; name: string; mail?: string; firm?: string };
}

/** A made-up help desk, small enough to read: what it keeps can be changed between two requests. */
export class CaseServer extends FakeServer {
  cases: ServedCase[] = [
    { id: 12, subject: "Printer on fire", state: "open", priority: "normal", who: anna },
    { id: 13, subject: "Door stuck", state: "open", priority: "low", who: { id: 2, name: "Bo Dahl" } },
  ];
  comments: { id: number; on: number; text: string; at: string }[] = [
    { id: 1, on: 12, text: "It burns", at: "2026-03-01T08:00:00Z" },
  ];
  /** What it answers instead. */
  fault: ReturnType<FakeServer["answer"]> | null = null;

  constructor() {
    super((asked) => this.fault ?? this.#answer(asked));
  }

  get writes(): Asked[] {
    return this.asked.filter(({ method }) => method !== "GET");
  }

  #answer({ method, path, body }: Asked): ReturnType<FakeServer["answer"]> {
    const [, store = "", id] = path.split("/");
    const one = this.cases.find((each) => String(each.id) === id);
    if (store === "comments" && method === "POST") {
      const { on, text } = body as { on: string; text: string };
      this.comments.push({ id: this.comments.length + 1, on: Number(on), text, at: "2026-03-02T08:30:00Z" });
      return { json: {} };
    }
    if (method === "PUT" && one) {
      Object.assign(one, body);
      return { json: {} };
    }
    if (store === "cases" && id !== undefined) return one ? { json: one } : { status: 404 };
    return { json: store === "comments" ? this.comments : this.cases };
  }
}

const anna = { id: 1, name: "Anna Berg", mail: "anna@acme.example", firm: "Acme" };
const CASE = `{
  "id": id, "number": id, "subject": subject, "state": state, "priority": priority,
  "customer": who.{"id": id, "name": name, "emails": [mail], "company": {"name": firm}}
}`;
const COMMENT = '{"id": id, "case": on, "kind": "email", "direction": "in", "at": at, "text": text}';

export const helpDesk: Description = {
  cases: { path: "/cases", items: "$", record: CASE },
  case: { path: "/cases/{id}", items: "$", record: CASE },
  interactions: { path: "/comments", items: "$", record: COMMENT },
  history: { path: "/comments", items: "$", record: COMMENT },
  changeCase: {
    method: "PUT",
    path: "/cases/{id}",
    body: '{"state": state, "priority": priority, "subject": subject}',
  },
  addComment: { method: "POST", path: "/comments", body: '{"on": id, "text": text}' },
};
