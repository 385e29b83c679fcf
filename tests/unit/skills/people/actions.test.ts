import { describe, expect, test } from "vitest";
import type { Person } from "../../../../src/storage/schema";
import { Talk } from "../talk";

const created = "2026-01-01T09:00:00.000+01:00";
const anna: Person = {
  id: "A",
  name: "Anna Berg",
  phones: [{ kind: "mobile", number: "555 0101" }],
  emails: [{ kind: "", address: "anna@example.com" }],
  birthday: "1990-05-17",
  address: "14 Mill Lane, Leeds",
  created,
};
const bob: Person = {
  id: "B",
  name: "Bob Dahl",
  nickname: "Bobby",
  phones: [],
  emails: [],
  birthday: "--03-06",
  created,
};
const jose: Person = {
  id: "J",
  name: "José Núñez",
  phones: [{ kind: "", number: "+34 600 11 22 33" }],
  emails: [],
  created,
};
const talkWith = (...people: Person[]) => new Talk().put("people", ...people);
const people = (talk: Talk) => talk.all("people") as Person[];
const texts = (replies: { text?: string }[]) => replies.map(({ text }) => text).join(" ");

describe("asking about somebody", () => {
  test.each([
    ["what is Anna's number", "Anna Berg's number is 555 0101 (mobile)."],
    ["whats annas number?", "Anna Berg's number is 555 0101 (mobile)."],
    ["Anna's email", "Anna Berg's email is anna@example.com."],
    ["number for anna berg please", "Anna Berg's number is 555 0101 (mobile)."],
    ["do you have a phone number for Ana", "Anna Berg's number is 555 0101 (mobile)."],
    ["what's jose's number", "José Núñez's number is +34 600 11 22 33."],
    ["phone number of Jose Nunez", "José Núñez's number is +34 600 11 22 33."],
    ["where does Anna live", "Anna Berg: 14 Mill Lane, Leeds."],
    ["what's bobby's birthday", "Bob Dahl's birthday is 6 March: next on Friday 6 March 2026, in 4 days."],
    [
      "when is Anna's birthday?",
      "Anna Berg's birthday is 17 May 1990: next on Sunday 17 May 2026, in 76 days. Anna Berg turns 36 then.",
    ],
    [
      "how old is Anna",
      "Anna Berg is 35. Anna Berg's birthday is 17 May 1990: next on Sunday 17 May 2026, in 76 days. Anna Berg turns 36 then.",
    ],
    [
      "what's Anna's number and her email?",
      "Anna Berg's number is 555 0101 (mobile). Anna Berg's email is anna@example.com.",
    ],
    ["what is Bob's email", "I have no email for Bob Dahl, only birthday 6 March and goes by Bobby."],
    ["what is Anna's work number", "I have no work number for Anna Berg. Anna Berg's number is 555 0101 (mobile)."],
  ])("%s", async (text, answer) => {
    const [reply] = await talkWith(anna, bob, jose).say("find_person", text);
    expect(reply?.text).toBe(answer);
    expect(reply?.custom).toMatchObject({ card: "person" });
  });

  test("two of one name: asks which, and the button answers the question", async () => {
    const talk = talkWith(anna, {
      ...anna,
      id: "A2",
      name: "Anna Maria Holm",
      phones: [{ kind: "", number: "555 0202" }],
    });
    const [asked] = await talk.say("find_person", "what is [Anna](person)'s number");
    expect(asked?.text).toBe("Which Anna do you mean: Anna Berg or Anna Maria Holm?");
    const [reply] = await talk.press(asked?.buttons?.[1]?.payload ?? "");
    expect(reply?.text).toBe("Anna Maria Holm's number is 555 0202.");
  });

  test("the whole name goes before one that only begins so", async () => {
    const talk = talkWith(anna, { ...anna, id: "A2", name: "Anna", phones: [{ kind: "", number: "555 0303" }] });
    expect(texts(await talk.say("find_person", "anna's number"))).toBe("Anna's number is 555 0303.");
  });

  test.each(["and her email?", "email?", "what about their email"])("%s is of the one last spoken of", async (text) => {
    const talk = talkWith(anna, bob);
    await talk.say("find_person", "what is Anna's number");
    expect(texts(await talk.say("find_person", text))).toBe("Anna Berg's email is anna@example.com.");
  });

  test("who isn't there is said not to be, and who has a part of the name is offered", async () => {
    const talk = talkWith(anna, bob);
    const replies = await talk.say("find_person", "what is [Anna Lind](person)'s number");
    expect(replies[0]?.utter_action).toBe("utter_person_unknown");
    expect(replies[1]?.buttons?.map(({ title }) => title)).toEqual(["Anna Berg"]);
    const none = await talk.say("find_person", "what is [Zoe](person)'s number");
    expect(none.map(({ utter_action }) => utter_action)).toEqual(["utter_person_unknown"]);
  });

  test("a name that nobody has is not taken for the one last spoken of", async () => {
    const talk = talkWith(anna, bob);
    await talk.say("find_person", "Anna's number");
    const [reply] = await talk.say("find_person", "what is Zoe's number");
    expect(reply?.utter_action).toBe("utter_person_unknown");
  });

  test("shows all by name", async () => {
    const [reply] = await talkWith(jose, bob, anna).say("list_people", "show my contacts");
    expect(reply?.text).toBe("You have 3 contacts: Anna Berg, Bob Dahl and José Núñez.");
    expect(reply?.custom).toMatchObject({ card: "people", people: [{ name: "Anna Berg", note: "555 0101" }, {}, {}] });
    expect((await talkWith().say("list_people", "show my contacts"))[0]?.utter_action).toBe("utter_no_people");
  });
});

describe("birthdays", () => {
  test.each([
    ["whose birthday is next", "Bob Dahl's birthday is next: on Friday 6 March 2026, in 4 days."],
    ["who has a birthday this month", "Birthdays this month: Bob Dahl on Fri 6 Mar 2026."],
    ["any birthdays in May", "Birthdays in May: Anna Berg on Sun 17 May 2026 (36)."],
    [
      "whose birthday is tomorrow",
      "I know of no birthday tomorrow. Next is Bob Dahl's, on Friday 6 March 2026, in 4 days.",
    ],
    ["upcoming birthdays", "The next birthdays: Bob Dahl on Fri 6 Mar 2026 and Anna Berg on Sun 17 May 2026 (36)."],
  ])("%s", async (text, answer) => {
    expect(texts(await talkWith(anna, bob, jose).say("list_birthdays", text))).toBe(answer);
  });
});

describe("adding", () => {
  test.each<[string, Partial<Person>]>([
    ["add Anna Berg, 555 0101, to my contacts", { name: "Anna Berg", phones: [{ kind: "", number: "555 0101" }] }],
    ["add anna to my contacts", { name: "Anna", phones: [] }],
    [
      "new contact: Mira Holt, mobile 0161 496 0033",
      { name: "Mira Holt", phones: [{ kind: "mobile", number: "0161 496 0033" }] },
    ],
    ["save Mira Holt's number 0161 496 0033", { name: "Mira Holt" }],
    [
      "please create a contact for Ole Vik with email ole@vik.no",
      { name: "Ole Vik", emails: [{ kind: "", address: "ole@vik.no" }] },
    ],
    [
      "put Dr O'Brien in my address book, work number is 020 7946 0000",
      { name: "Dr O'Brien", phones: [{ kind: "work", number: "020 7946 0000" }] },
    ],
    ["store a new contact called Sam", { name: "Sam" }],
    // The model marked the first name alone.
    [
      "add [Rosa](person) Jimenez to my contacts, 555 0166",
      { name: "Rosa Jimenez", phones: [{ kind: "", number: "555 0166" }] },
    ],
  ])("%s", async (text, expected) => {
    const talk = talkWith(bob);
    const [reply] = await talk.say("add_person", text);
    expect(people(talk).at(-1)).toMatchObject(expected);
    expect(people(talk)).toHaveLength(2);
    expect(reply?.custom).toMatchObject({ card: "person" });
  });

  test("asks whom where nobody is named, and takes the answer", async () => {
    const talk = talkWith();
    expect((await talk.say("add_person", "add a contact"))[0]?.utter_action).toBe("utter_ask_person_details");
    await talk.say("inform", "Anna Berg, 555 0101");
    expect(people(talk)).toMatchObject([{ name: "Anna Berg", phones: [{ number: "555 0101" }] }]);
  });

  test("who is there already gets what is new", async () => {
    const talk = talkWith(bob);
    expect(texts(await talk.say("add_person", "add Bob Dahl, 555 0404, to my contacts"))).toBe(
      "Saved: Bob Dahl's number is 555 0404.",
    );
    expect(people(talk)).toMatchObject([{ id: "B", phones: [{ number: "555 0404" }], birthday: "--03-06" }]);
  });
});

describe("changing", () => {
  test.each<[string, Partial<Person>]>([
    ["Anna's birthday is 18 May", { birthday: "--05-18" }],
    ["anna was born on 3 April 1988", { birthday: "1988-04-03" }],
    ["save Anna's email as anna@berg.no", { emails: [{ kind: "", address: "anna@berg.no" }] }],
    ["change Anna's number to 555 0999", { phones: [{ kind: "mobile", number: "555 0999" }] }],
    [
      "Anna's work number is 555 0888",
      {
        phones: [
          { kind: "mobile", number: "555 0101" },
          { kind: "work", number: "555 0888" },
        ],
      },
    ],
    ["Anna moved to 3 High Street, York", { address: "3 High Street, York" }],
    ["Anna works at Acme", { organization: "Acme" }],
    ["Anna goes by Annie", { nickname: "Annie" }],
    ["rename Anna to Anna Holm", { name: "Anna Holm" }],
  ])("%s", async (text, expected) => {
    const talk = talkWith(anna, bob);
    await talk.say("change_person", text);
    expect(people(talk)).toEqual([{ ...anna, ...expected }, bob]);
    await talk.press("/undo");
    expect(people(talk)).toEqual([anna, bob]);
  });

  test("who isn't there yet is added with what is said", async () => {
    const talk = talkWith();
    await talk.say("change_person", "save Bob's email as bob@example.com");
    expect(people(talk)).toMatchObject([{ name: "Bob", emails: [{ address: "bob@example.com" }] }]);
  });

  test("a day that there isn't changes nothing", async () => {
    const talk = talkWith(anna);
    expect(texts(await talk.say("change_person", "Anna's birthday is 31 June"))).toBe("June has 30 days.");
    expect(people(talk)).toEqual([anna]);
  });

  test("asks what it is where no value is said", async () => {
    const talk = talkWith(anna);
    expect(texts(await talk.say("change_person", "change Anna's birthday"))).toBe(
      "What is Anna Berg's birthday? Say it like “Anna Berg's birthday is 17 May”.",
    );
  });
});

describe("deleting", () => {
  test.each(["delete Anna", "remove anna berg from my contacts"])("%s asks first", async (text) => {
    const talk = talkWith(anna, bob);
    const [asked] = await talk.say("delete_person", text);
    expect(asked?.text).toBe("Delete Anna Berg?");
    expect(people(talk)).toHaveLength(2);
    await talk.say("affirm", "yes");
    expect(people(talk)).toEqual([bob]);
  });

  test("no keeps", async () => {
    const talk = talkWith(anna);
    await talk.say("delete_person", "delete Anna");
    await talk.say("deny", "no");
    expect(people(talk)).toEqual([anna]);
  });

  test.each<[string, Person]>([
    ["delete Anna's number", { ...anna, phones: [] }],
    ["remove Anna's email", { ...anna, emails: [] }],
  ])("%s deletes that alone", async (text, left) => {
    const talk = talkWith(anna);
    await talk.say("delete_person", text);
    expect(people(talk)).toEqual([anna]);
    await talk.say("affirm", "yes");
    expect(people(talk)).toEqual([left]);
  });

  test("of two it asks which, and then whether", async () => {
    const talk = talkWith(anna, { ...anna, id: "A2", name: "Anna Holm" });
    const [which] = await talk.say("delete_person", "delete Anna");
    const [asked] = await talk.press(which?.buttons?.[1]?.payload ?? "");
    expect(asked?.text).toBe("Delete Anna Holm?");
    await talk.say("affirm", "yes");
    expect(people(talk)).toEqual([anna]);
  });

  test("all contacts go only after yes", async () => {
    const talk = talkWith(anna, bob);
    const [asked] = await talk.say("delete_person", "delete all my contacts");
    expect(asked?.text).toBe("Delete all 2 contacts?");
    await talk.say("affirm", "yes");
    expect(people(talk)).toEqual([]);
  });
});

describe("the page's form", () => {
  const form = { name: "Mira Holt", phones: [{ kind: "Mobile", number: "555 1" }], emails: [], birthday: "--02-29" };

  test("adds somebody, and changes whom it names, keeping what the form doesn't have", async () => {
    const talk = talkWith({ ...anna, uid: "u1" });
    await talk.press(`/save_person${JSON.stringify({ person: form })}`);
    expect(people(talk)[1]).toMatchObject({ ...form, phones: [{ kind: "mobile", number: "555 1" }] });
    await talk.press(`/save_person${JSON.stringify({ person: form, person_id: "A" })}`);
    expect(people(talk)[0]).toEqual({
      ...form,
      phones: [{ kind: "mobile", number: "555 1" }],
      id: "A",
      uid: "u1",
      created,
    });
  });

  test.each([{ ...form, name: " " }, { ...form, birthday: "2025-02-30" }, { name: "x" }, "x"])(
    "refuses %j",
    async (person) => {
      const talk = talkWith(anna);
      expect((await talk.press(`/save_person${JSON.stringify({ person })}`))[0]?.utter_action).toBe(
        "utter_person_unreadable",
      );
      expect(people(talk)).toEqual([anna]);
    },
  );

  test("deletes at once what it has asked about itself", async () => {
    const talk = talkWith(anna);
    await talk.press('/delete_person{"person_id":"A","confirmed":true}');
    expect(people(talk)).toEqual([]);
  });
});

describe("by where they are", () => {
  const siv: Person = { ...bob, id: "S", name: "Siv Lund", nickname: "Sisi", organization: "Oakline" };

  test.each([
    ["who works at Oakline", "Siv Lund"],
    ["who do I know in Leeds", "Anna Berg"],
    ["which of my contacts live in leeds", "Anna Berg"],
    ["who works at Nowhere", "nobody"],
  ])("%s", async (text, expected) => {
    expect(texts(await talkWith(anna, bob, siv).say("find_person", text))).toContain(expected);
  });

  test("of two numbers the kind named is deleted alone", async () => {
    const [home, work] = [
      { kind: "home", number: "555 0102" },
      { kind: "work", number: "555 0103" },
    ];
    const talk = talkWith({ ...anna, phones: [home, work] });
    const [asked] = await talk.say("delete_person", "remove Anna's home number");
    expect(asked?.text).toBe("Delete Anna Berg's home number?");
    await talk.say("affirm", "yes");
    expect(people(talk)[0]?.phones).toEqual([work]);
  });

  test.each<[string, Partial<Person>]>([
    ["Anna's surname is Holm now", { name: "Anna Holm" }],
    ["Anna works at Redstone now", { organization: "Redstone" }],
    ["Anna moved, she's now at 5 Harbour Street", { address: "5 Harbour Street" }],
    ["everyone calls Anna Annie", { nickname: "Annie" }],
  ])("%s", async (text, expected) => {
    const talk = talkWith(anna);
    await talk.say("change_person", text);
    expect(people(talk)[0]).toMatchObject(expected);
  });

  test("only a name and a verb shows the number", async () => {
    expect(texts(await talkWith(anna).say("inform", "call Anna"))).toContain("555 0101");
  });
});
