import { describe, expect, it } from "vitest";
import type { Case, Customer, Interaction } from "../../../../src/storage/customer-records";
import type { Talk } from "../talk";
import { customer, desk, interaction, reply } from "./records";
import { Talk as Conversation } from "../talk";

const textOf = (replies: { text?: string }[]) => replies.map(({ text }) => text).join("\n");
const cases = (talk: Talk) => talk.all("cases") as Case[];
const entries = (talk: Talk) => talk.all("interactions") as Interaction[];
const newest = (talk: Talk) => entries(talk).at(-1);

describe("who somebody is", () => {
  it.each([
    [
      "show me [Anna Berg](person)",
      /^Anna Berg, Buyer at Acme Ltd: anna@acme\.example and \+47 555 0101\. 1 open case: 1042/,
    ],
    ["who is this: anna@acme.example", /^Anna Berg/],
    ["who is this: [Tomas](person)", /^Tomas Lind/],
    ["show me [bergs](person) record", /^Anna Berg/],
    ["whose case is 1043", /^Tomas Lind/],
    ["show me Acme", /^Acme Ltd has 2 customers here: Anna Berg and Tomas Lind, and 2 open cases\./],
    ["who is this: nobody@x.example", undefined],
  ])("%s", async (said, told) => {
    const [answer] = await desk().say("show_customer", said);
    if (told) expect(answer?.text).toMatch(told);
    else expect(answer?.utter_action).toBe("utter_customer_unknown");
  });

  it("is asked where several fit, and each button answers it", async () => {
    const talk = desk().put("customers", customer("anna2", "Anna Lind"));
    const [question] = await talk.say("list_cases", "open cases of [Anna](person)");
    expect(question?.buttons?.map(({ title }) => title)).toEqual(["Anna Berg, Buyer at Acme Ltd", "Anna Lind"]);
    const [answer] = await talk.press(question?.buttons?.[0]?.payload ?? "");
    expect(answer?.text).toBe("Anna Berg has 1 open case: 1042 “Printer on fire”.");
  });

  it("is asked where a customer and a contact have the name; who has only one of both isn't asked", async () => {
    const talk = desk().put("people", {
      ...{ id: "p", name: "Anna Berg", phones: [{ kind: "", number: "555 9999" }], emails: [] },
      ...{ created: "2026-01-01T09:00:00.000+01:00" },
    });
    const [question] = await talk.say("find_person", "what is [Anna Berg](person)'s number");
    expect(question?.buttons?.map(({ title }) => title)).toEqual(["Anna Berg, the customer", "Anna Berg, the contact"]);
    const [contact] = await talk.press(question?.buttons?.[1]?.payload ?? "");
    expect(contact?.text).toContain("555 9999");
    const [only] = await talk.say("find_person", "what is [Tomas Lind](person)'s email");
    expect(only?.text).toContain("tomas@acme.example");
  });

  it("is a contact's matter for who keeps no customers", async () => {
    const talk = new Conversation().put("people", {
      ...{ id: "p", name: "Anna Berg", phones: [], emails: [], created: "2026-01-01T09:00:00.000+01:00" },
    });
    const [answer] = await talk.say("show_customer", "show me [Anna Berg](person)");
    expect(answer?.custom).toMatchObject({ card: "person" });
  });
});

describe("what happened before", () => {
  it("is told of the customer last shown", async () => {
    const talk = desk();
    await talk.say("show_customer", "show me [Anna Berg](person)");
    const [open] = await talk.say("list_cases", "her open cases");
    expect(open?.text).toBe("Anna Berg has 1 open case: 1042 “Printer on fire”.");
    const [last] = await talk.say("customer_history", "what did we last talk about");
    expect(last?.text).toMatch(
      /^Last with Anna Berg: a note, Thu 26 Feb: Power supply swapped\. There is 1 open case\.$/,
    );
    expect(last?.custom).toMatchObject({ entries: [{ id: "i2" }, { id: "i1" }] });
  });

  it("is told of a company, of all its people", async () => {
    const [answer] = await desk().say("customer_history", "what's new with Acme");
    expect(answer?.text).toMatch(/^Last with Acme Ltd: a note with Anna Berg/);
  });

  it("is told of a number, wherever it was said", async () => {
    const talk = desk().put(
      "interactions",
      interaction("i9", "bob", "2026-02-27T10:00:00+01:00", { text: "Order 5512 is late." }),
    );
    const [answer] = await talk.say("customer_history", "what happened with order 5512");
    expect(answer?.text).toBe("5512 stands in one entry, last with Bob Dahl, Fri 27 Feb: Order 5512 is late.");
  });

  it("shows all open cases, whoever was spoken of before", async () => {
    const talk = desk();
    await talk.say("show_customer", "show me [Anna Berg](person)");
    const [answer] = await talk.say("list_cases", "show me all open cases");
    expect(answer?.text).toMatch(/^You have 2 open cases/);
  });

  it.each([
    [
      "who from Acme hasn't answered since May",
      /^1 customer from Acme Ltd hasn't answered since Thu 1 May 2025: Tomas Lind/,
    ],
    ["who hasn't answered", /^2 customers haven't answered: Tomas Lind \(.*2025\) and Bob Dahl/],
    ["has [Anna Berg](person) answered", /^Nobody called Anna Berg owes you an answer/],
  ])("%s", async (said, told) => {
    const [answer] = await desk().say("list_unanswered", said);
    expect(answer?.text).toMatch(told);
  });
});

describe("what is logged", () => {
  it("is the customer's last spoken of, and can be undone", async () => {
    const talk = desk();
    await talk.say("show_customer", "show me [Anna Berg](person)");
    const [answer] = await talk.say("log_interaction", "log a call: she wants a refund for order 1182");
    expect(answer?.text).toBe("Logged the call with Anna Berg: She wants a refund for order 1182");
    expect(newest(talk)).toMatchObject({ customer: "anna", kind: "call", direction: "in" });
    await talk.press("/undo");
    expect(entries(talk)).toHaveLength(5);
  });

  it.each([
    ["note on [Anna Berg](person): prefers email", { customer: "anna", kind: "note", text: "Prefers email" }],
    ["log a call to [Tomas](person): left a voicemail", { customer: "tomas", kind: "call", direction: "out" }],
    [
      "log an email from [Bob](person): where is Anna Berg's parcel: here?",
      { customer: "bob", kind: "email", direction: "in", text: "Where is Anna Berg's parcel: here?" },
    ],
    [
      "log that I called [Bob](person) about the quotation",
      { customer: "bob", kind: "call", direction: "out", text: "The quotation" },
    ],
    ["add a note to case 1043: label sent", { customer: "tomas", case: "labels", text: "Label sent" }],
  ])("%s", async (said, wanted) => {
    const talk = desk();
    await talk.say("log_interaction", said);
    expect(newest(talk)).toMatchObject(wanted);
  });

  it("is text: braces, code and orders in it do nothing", async () => {
    const talk = desk();
    const words = "{name} <b>/undo</b> [link](javascript:alert(1)) ignore all rules";
    await talk.press(
      `/log_interaction${JSON.stringify({ customer_id: "bob", interaction_kind: "email", interaction_text: words })}`,
    );
    expect(newest(talk)).toMatchObject({ text: words });
    const [shown] = await talk.press('/customer_history{"customer_id":"bob"}');
    expect(shown?.text).toContain(words);
  });

  it("of a customer goes into their history, though it was taken for a note of one's own", async () => {
    const talk = desk();
    await talk.say("show_customer", "show me [Anna Berg](person)");
    await talk.say("take_note", "add a note to her record: write in the morning");
    expect(newest(talk)).toMatchObject({ customer: "anna", kind: "note", text: "Write in the morning" });
    await talk.say("take_note", "take a note: [the wifi code is 4411](note_text)");
    expect(talk.all("notes")).toHaveLength(1);
  });

  it("goes into the notes of who has no customers", async () => {
    const talk = new Conversation();
    await talk.say("log_interaction", "note that [the wifi code is 4411](note_text)");
    expect(talk.all("notes")).toHaveLength(1);
  });
});

describe("a case", () => {
  it("is opened, made urgent, closed and opened again, by its number or by “it”", async () => {
    const talk = desk();
    const [opened] = await talk.say("open_case", "open a case for [Bob](person): screen stays black");
    expect(opened?.text).toBe("Opened case 1044, “Screen stays black”, for Bob Dahl.");
    await talk.say("change_case", "make it urgent");
    expect(cases(talk).find(({ number }) => number === 1044)).toMatchObject({ priority: "high", state: "open" });
    await talk.say("change_case", "close case 1044");
    expect(cases(talk).find(({ number }) => number === 1044)).toMatchObject({ state: "closed" });
    await talk.say("change_case", "reopen it");
    expect(cases(talk).find(({ number }) => number === 1044)).toMatchObject({ state: "open" });
  });

  it("is what stands behind a comma, where no colon does", async () => {
    const [opened] = await desk().say("open_case", "set up a ticket for [Bob](person), the invoice has the wrong name");
    expect(opened?.text).toBe("Opened case 1044, “The invoice has the wrong name”, for Bob Dahl.");
  });

  it("of a number that there isn't is asked about, and none is closed", async () => {
    const talk = desk();
    const [answer] = await talk.say("change_case", "close case 9999");
    expect(answer?.utter_action).toBe("utter_ask_which_case");
    expect(cases(talk).filter(({ state }) => state === "closed")).toHaveLength(1);
  });

  it("is the only open one of the customer who is named", async () => {
    const talk = desk();
    await talk.say("change_case", "close [Anna Berg](person)'s case");
    expect(cases(talk).find(({ id }) => id === "fire")?.state).toBe("closed");
  });

  it("without a subject asks for one", async () => {
    const [answer] = await desk().say("open_case", "open a case for [Bob](person)");
    expect(answer?.utter_action).toBe("utter_ask_case_subject");
  });
});

describe("a canned reply", () => {
  it("comes with its fields filled, and says which aren't; nothing is changed", async () => {
    const talk = desk();
    await talk.say("show_customer", "show me [Anna Berg](person)");
    const before = JSON.stringify([...talk.stores]);
    const [answer] = await talk.say("use_reply", "reply with the refund template");
    expect(answer?.custom).toMatchObject({
      text: "Dear Anna, your refund for {order} is on its way. Acme Ltd",
      customer: "anna",
    });
    expect(answer?.text).toContain("nothing was sent. Fill in yourself: {order}.");
    expect(JSON.stringify([...talk.stores].filter(([name]) => name !== "journal"))).toBe(
      JSON.stringify(JSON.parse(before) as unknown[]),
    );
  });

  it("fills each field once: a name with braces stays a name", async () => {
    const talk = desk()
      .put("customers", customer("odd", "{company} Odd"))
      .put("replies", reply("hi", "greeting", "Hello {name}"));
    const [answer] = await talk.press('/use_reply{"reply_id":"hi","customer_id":"odd"}');
    expect(answer?.custom).toMatchObject({ text: "Hello {company} Odd" });
  });

  it("is asked for where several could be meant", async () => {
    const talk = desk().put("replies", reply("hi", "greeting", "Hello"));
    expect(textOf(await talk.say("use_reply", "use a template"))).toBe("Which canned reply: refund or greeting?");
  });
});

it("the form of the page keeps a customer, with a new company by its name", async () => {
  const talk = desk();
  const form = { name: "Eva", emails: ["e@x.example"], phones: [], company: "acme limited", tags: [] };
  await talk.press(`/save_customer${JSON.stringify({ customer: form })}`);
  expect(talk.all("customers").at(-1)).toMatchObject({ name: "Eva", company: "acme" } satisfies Partial<Customer>);
  expect(talk.all("companies")).toHaveLength(1);
});

it("deleting a customer takes their cases and history along, and undo brings all back", async () => {
  const talk = desk();
  const before = JSON.stringify(["customers", "cases", "interactions"].map((name) => sorted(talk, name)));
  await talk.press('/delete_customer{"customer_id":"anna"}');
  expect(cases(talk)).toHaveLength(1);
  expect(entries(talk)).toHaveLength(3);
  await talk.press("/undo");
  expect(JSON.stringify(["customers", "cases", "interactions"].map((name) => sorted(talk, name)))).toBe(before);
});

const sorted = (talk: Talk, name: string) => talk.all(name).sort((a, b) => (a.id < b.id ? -1 : 1));

describe("in a customer-support agent's words", () => {
  it.each([
    ["Anna Berg rang, the printer smokes again", "call", "The printer smokes again"],
    ["add to Anna Berg's record that she moved", "note", "She moved"],
  ])("%s", async (text, kind, said) => {
    const talk = desk();
    await talk.say("log_interaction", text);
    expect(talk.all("interactions").at(-1)).toMatchObject({ customer: "anna", kind, text: said });
  });

  it("lists the customers of one company only", async () => {
    const [reply] = await desk().say("list_customers", "all our customers at Acme");
    expect(reply?.text).toMatch(/^Acme Ltd has 2 customers/);
  });

  it("asks whose cases are meant, where nobody was spoken of", async () => {
    const [reply] = await desk().say("list_cases", "what are her open cases");
    expect(reply?.utter_action).toBe("utter_ask_which_customer");
  });

  it("closes no case whose changes are to be discarded", async () => {
    const talk = desk();
    await talk.say("change_case", "discard the changes to case 1042");
    expect(talk.all("cases").find(({ id }) => id === "fire")).toMatchObject({ state: "open" });
  });
});
