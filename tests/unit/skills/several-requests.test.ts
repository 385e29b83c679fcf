import { existsSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readModels } from "../../../training/commands/models";
import type { Item, List, Note } from "../../../src/storage/schema";
import { Talk } from "./talk";

/*
 * Several requests in one message, with the models that ship, through the whole turn. The sentences were written for this test, and
 * what is compared is what was done: the actions, and what then stands in the stores. The models are trained anew now and then, so a
 * few sentences of each kind may come out otherwise; their list then says which.
 */

/** The message, the actions in order, and what was made. */
const SEVERAL: [text: string, actions: string, made: string[]][] = [
  [
    "add milk and remind me at 5 to call Bob",
    "action_add_to_list reminder_form action_set_reminder",
    ["shopping: milk", "remind call Bob 03-02T17:00"],
  ],
  [
    "add milk to my shopping list, then set a timer for 5 minutes",
    "action_add_to_list timer_form action_set_timer",
    ["shopping: milk", "timer 300 "],
  ],
  [
    "set a timer for 10 minutes and remind me to water the plants tomorrow at 9",
    "timer_form action_set_timer reminder_form action_set_reminder",
    ["remind water the plants 03-03T09:00", "timer 600 "],
  ],
  [
    "remind me to call Anna at 6 pm and add eggs to the shopping list",
    "reminder_form action_set_reminder action_add_to_list",
    ["shopping: eggs", "remind call Anna 03-02T18:00"],
  ],
  ["flip a coin and roll a dice", "action_flip_coin action_roll_dice", []],
  ["what's the time and what's the date", "action_ask_time action_ask_date", []],
  ["tell me a joke and then flip a coin", "utter_joke action_flip_coin", []],
  ["what is 15% of 80 and how many days until christmas", "action_calculate action_ask_days_until", []],
  [
    "set a timer for 5 minutes. what time is it in London?",
    "timer_form action_set_timer action_ask_time",
    ["timer 300 "],
  ],
  [
    "add bread and butter to my shopping list and set a timer for 20 minutes",
    "action_add_to_list timer_form action_set_timer",
    ["shopping: bread", "shopping: butter", "timer 1200 "],
  ],
  ["add milk to shopping and nails to my hardware list", "action_add_to_list", ["shopping: milk", "hardware: nails"]],
  [
    "set a timer for 5 minutes and another timer for 10 minutes",
    "timer_form action_set_timer timer_form action_set_timer",
    ["timer 300 ", "timer 600 "],
  ],
  [
    "set a timer for 5 minutes and set a timer for 10 minutes",
    "timer_form action_set_timer timer_form action_set_timer",
    ["timer 300 ", "timer 600 "],
  ],
  [
    "please add cheese to the grocery list and also remind me at 7 pm to feed the cat",
    "action_add_to_list reminder_form action_set_reminder",
    ["shopping: cheese", "remind feed the cat 03-02T19:00"],
  ],
  ["how many days until easter and what week number is it", "action_ask_days_until action_ask_week_number", []],
  ["what time is it in New York? also, tell me a joke", "action_ask_time utter_joke", []],
  [
    "convert 5 miles to km and set a timer for 8 minutes",
    "action_convert_unit timer_form action_set_timer",
    ["timer 480 "],
  ],
  [
    "remind me to pay the rent on friday at 10 and show my shopping list",
    "reminder_form action_set_reminder action_show_list",
    ["remind pay the rent 03-06T10:00"],
  ],
  ["roll two dice then tell me a joke", "action_roll_dice utter_joke", []],
  ["what day is it today and what time is it", "action_ask_date action_ask_time", []],
  [
    "set an alarm for 7 am tomorrow and add coffee to my shopping list",
    "reminder_form action_set_reminder action_add_to_list",
    ["shopping: coffee", "remind  03-03T07:00"],
  ],
  ["show my lists and list my reminders", "action_list_lists action_list_reminders", []],
  [
    "remind me at 8 to take my pills and remind me at 9 to walk the dog",
    "reminder_form action_set_reminder reminder_form action_set_reminder",
    ["remind take my pills 03-02T20:00", "remind walk the dog 03-02T21:00"],
  ],
  [
    "remind me to call mum at 5 and feed the cat at 6",
    "reminder_form action_set_reminder reminder_form action_set_reminder",
    ["remind call mum 03-02T17:00", "remind feed the cat 03-02T18:00"],
  ],
  [
    "add tomatoes to my shopping list; what is 12 times 12?",
    "action_add_to_list action_calculate",
    ["shopping: tomatoes"],
  ],
  [
    "set a 15 minute timer and pick a number between 1 and 10",
    "timer_form action_set_timer action_random_number",
    ["timer 900 "],
  ],
  [
    "can you add soap to my shopping list and can you remind me to clean the bath tomorrow at noon",
    "action_add_to_list reminder_form action_set_reminder",
    ["shopping: soap", "remind clean the bath 03-03T12:00"],
  ],
  ["give me a random number between 1 and 6, and tell me what day it is", "action_random_number action_ask_date", []],
  [
    "start a timer for 25 minutes and show me my reminders",
    "timer_form action_set_timer action_list_reminders",
    ["timer 1500 "],
  ],
  [
    "what's 100 divided by 7. set a timer for 2 minutes",
    "action_calculate timer_form action_set_timer",
    ["timer 120 "],
  ],
  ["how many cups are in a litre and what's the time in Paris", "action_convert_unit action_ask_time", []],
  ["what's 12 * 4 and what time is it in Tokyo", "action_calculate action_ask_time", []],
  ["Flip a coin, and then set a timer for 90 seconds", "action_flip_coin timer_form action_set_timer", ["timer 90 "]],
  [
    "remind me to stretch at 11 & add bananas to my shopping list",
    "reminder_form action_set_reminder action_add_to_list",
    ["shopping: bananas", "remind stretch 03-02T11:00"],
  ],
  ["what's the weather and what time is it", "utter_ask_weather action_ask_time", []],
  [
    "add stamps to my shopping list and remind me to post the letter on friday at 3 pm and flip a coin",
    "action_add_to_list reminder_form action_set_reminder action_flip_coin",
    ["shopping: stamps", "remind post the letter 03-06T15:00"],
  ],
];

/** Messages of one request, and what was made. */
const ONE: [text: string, made: string[]][] = [
  ["add milk and eggs", ["shopping: milk", "shopping: eggs"]],
  ["add milk, eggs and bread to the shopping list", ["shopping: milk", "shopping: eggs", "shopping: bread"]],
  ["remind me to buy milk and call Bob tomorrow at 5", ["remind buy milk and call Bob 03-03T17:00"]],
  ["remind me to wash and dry the towels at 6", ["remind wash and dry the towels 03-02T18:00"]],
  ["add salt and pepper to my shopping list", ["shopping: salt", "shopping: pepper"]],
  ["add mac and cheese to the list", ["shopping: mac and cheese"]],
  ["what time is it in Tokyo and London", []],
  ["what is 5 plus 6 and a half", []],
  ["pick a number between 1 and 10", []],
  ["how many days between christmas and new year", []],
  ["set a timer for an hour and a half", ["timer 5400 "]],
  ["set a timer for 1 hour and 20 minutes", ["timer 4800 "]],
  ["take a note: buy paint and brushes", ["note buy paint and brushes"]],
  ["if it's 9 am in Paris, what time is it in Tokyo", []],
  ["I'm going to the shop, what's on my list", []],
  ["remind me to call Bob, it's important", []],
  [
    "add paint, brushes and two rollers to my hardware list",
    ["hardware: paint", "hardware: brushes", "hardware: two rollers"],
  ],
  ["what's the time, please", []],
  ["hey, set a timer for 5 minutes", ["timer 300 "]],
  ["thanks, what's the time", []],
  ["remove cheese and ham from the list", []],
  ["the milk is finished, add it to the shopping list", ["shopping: milk"]],
  [
    "remind me tomorrow at 9 to send the report and then to call the bank",
    ["remind send the report and then to call the bank 03-03T09:00"],
  ],
  ["I bought the eggs and the flour", []],
  ["set a timer for 5 minutes and call it pasta", ["timer 300 pasta"]],
  ["hello and good morning", []],
  ["write down that the wifi is fast and cheap", ["note the wifi is fast and cheap"]],
  [
    "remind me to lock the door and turn off the lights at 10 pm",
    ["remind lock the door and turn off the lights 03-02T22:00"],
  ],
  ["add fish and chips and mushy peas", ["shopping: fish and chips", "shopping: mushy peas"]],
  ["convert 6 feet and 2 inches to cm", []],
  ["no, I said eggs and not legs", []],
  ["how are you and how was your day", []],
  [
    "take a note that the code is 1234 and set a timer for 3 minutes",
    ["note the code is 1234 and set a timer for 3 minutes"],
  ],
  [
    "add olive oil and vinegar and three lemons to the grocery list",
    ["shopping: olive oil and vinegar", "shopping: three lemons"],
  ],
];

const MOST_WRONG = 3;
const models = existsSync("models/current.json") ? await readModels("models") : null;

async function listen(text: string): Promise<{ talk: Talk; made: string[] }> {
  const talk = new Talk(undefined, models?.interpreter);
  await talk.hear(text);
  return { talk, made: madeIn(talk) };
}

function madeIn(talk: Talk): string[] {
  const lists = new Map((talk.all("lists") as List[]).map(({ id, name }) => [id, name]));
  return [
    ...(talk.all("items") as Item[]).map(({ list, text }) => `${lists.get(list)}: ${text}`),
    ...talk.reminders.map(({ task, due }) => `remind ${task} ${due.slice(5, 16)}`),
    ...talk.timers.map(({ seconds, name }) => `timer ${seconds} ${name}`),
    ...(talk.all("notes") as Note[]).map(({ text }) => `note ${text}`),
  ];
}

describe.skipIf(models === null)("several requests in one message", () => {
  it("are each done, in their order", async () => {
    const wrong: unknown[] = [];
    for (const [text, actions, expected] of SEVERAL) {
      const { talk, made } = await listen(text);
      // Two of the same may be done by one action or by two.
      const done = talk.actions.filter((action, index) => action !== talk.actions[index - 1]).join(" ");
      const isRight = done === actions && made.join() === expected.join();
      if (!isRight) wrong.push({ text, actions: talk.actions, made });
    }
    expect(wrong.slice(MOST_WRONG)).toEqual([]);
  });

  it("are not seen where there is one", async () => {
    const wrong: unknown[] = [];
    for (const [text, expected] of ONE) {
      const { talk, made } = await listen(text);
      if (talk.requests.length !== 1 || made.join() !== expected.join())
        wrong.push({ text, requests: talk.requests.map((request) => request.text), made });
    }
    expect(wrong.slice(MOST_WRONG)).toEqual([]);
  });

  it("are an answer while a form asks", async () => {
    const { talk } = await listen("take a note");
    await talk.hear("add milk and set a timer for 5 minutes");
    expect(talk.requests).toHaveLength(1);
  });

  it("are undone together", async () => {
    const { talk } = await listen("add milk to my shopping list and set a timer for 5 minutes");
    expect(madeIn(talk)).toHaveLength(2);
    await talk.hear("undo that");
    expect(madeIn(talk)).toEqual([]);
  });
});
