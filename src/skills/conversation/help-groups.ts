export interface HelpGroup {
  title: string;
  /** What a question about this skill names it by. */
  words: RegExp;
  /** The first few stand for it where all skills are shown. */
  examples: string[];
}

/** What can be said, skill by skill. */
export const HELP_GROUPS: readonly HelpGroup[] = [
  {
    title: "Reminders",
    words: /\b(?:remind\w*|alarms?|snooz\w+|wake)\b/i,
    examples: [
      "Remind me to call Anna tomorrow at nine",
      "Wake me at 7",
      "What do I have tomorrow?",
      "Remind me every Monday at 8 to put the bins out",
      "Move the Anna reminder to Friday",
      "Cancel the reminder about Anna",
      "Snooze for 10 minutes",
    ],
  },
  {
    title: "Calendar",
    words: /\b(?:calendars?|events?|appointments?|meetings?|diary|agenda|schedule)\b/i,
    examples: [
      "Lunch with Anna on Friday at 12:30",
      "What's on my calendar this week?",
      "Am I free on Friday afternoon?",
      "Team meeting every Tuesday at 10",
      "Move lunch with Anna to 1 pm",
      "Cancel lunch with Anna",
    ],
  },
  {
    title: "Timers",
    words: /\b(?:timers?|countdowns?|stopwatch)\b/i,
    examples: [
      "Set a pasta timer for 10 minutes",
      "How long is left?",
      "Add 5 minutes to the pasta timer",
      "Stop the pasta timer",
      "Restart the timer",
    ],
  },
  {
    title: "Lists",
    words: /\b(?:lists?|shopping|groceries|to-?dos?|tick\w*|tasks?)\b/i,
    examples: [
      "Add milk and eggs to my shopping list",
      "What's on my to-do list?",
      "What is due this week?",
      "Add pay rent to my to-dos, due Friday",
      "Tick off milk",
      "Take eggs off the shopping list",
      "Empty my shopping list",
    ],
  },
  {
    title: "Notes",
    words: /\bnotes?\b/i,
    examples: [
      "Note that the wifi code is 4411",
      "Show my notes",
      "Find my note about the wifi",
      "Add to my note about the wifi: only upstairs",
      "Delete my note about the wifi",
    ],
  },
  {
    title: "People",
    words: /\b(?:people|person|contacts?|birthdays?|address(?: book|es)?|phone numbers?)\b/i,
    examples: [
      "Add Anna Berg, 555 0101, to my contacts",
      "What is Anna's number?",
      "Whose birthday is next?",
      "Anna's birthday is 4 May",
    ],
  },
  {
    title: "Documents",
    words: /\b(?:documents?|polic(?:y|ies)|handbook|knowledge|rules?|articles?)\b/i,
    examples: [
      "How many days of leave do I get?",
      "And for part-timers?",
      "What's our policy on gifts?",
      "Who approves a business trip?",
      "What changed in the travel policy?",
      "Update the parking article: visitors park in bay 12",
      "Which articles are out of date?",
      "What couldn't you answer?",
    ],
  },
  {
    title: "Customers",
    words: /\b(?:customers?|clients?|cases?|tickets?|support|canned)\b/i,
    examples: [
      "Who is this: anna@acme.com",
      "Log a call: she wants a refund",
      "Who hasn't answered since May?",
      "What did we last talk about?",
      "Open a case for Anna: printer on fire",
      "Close case 1042",
      "Reply with the refund template",
      "Import customers",
      "Refresh the customers from the CRM",
    ],
  },
  {
    title: "Servers",
    words: /\b(?:servers?|systems?|alerts?|monitor\w*|prometheus|alertmanager|silenc\w+|connect\w*)\b/i,
    examples: [
      "How are the web servers?",
      "Anything firing?",
      "Error rate since this morning",
      "Tell me when disk is over 90 %",
      "Acknowledge the disk alert for an hour",
      "Daily report at 8",
    ],
  },
  {
    title: "Sums",
    words: /\b(?:sums?|maths?|calculat\w+|arithmetic|percent\w*|add up)\b/i,
    examples: ["15% of 80", "Split 90 by 4", "Square root of 144", "20% off 85", "15% tip on 62.50"],
  },
  {
    title: "Units",
    words: /\b(?:units?|convert\w*|conversions?|measures?|miles|kilos|money|currenc\w+|exchange)\b/i,
    examples: ["5 miles in km", "100 F in Celsius", "50 euros in dollars", "1 euro is 1.08 dollars"],
  },
  {
    title: "Dates and time",
    words: /\b(?:dates?|time(?: ?zones?)?|days|clock|weekdays?)\b/i,
    examples: [
      "What time is it in Tokyo?",
      "How many days until Christmas?",
      "3 pm New York time in Oslo",
      "What day is 17 May?",
      "What's the date in 45 days?",
    ],
  },
  {
    title: "Fun",
    words: /\b(?:fun|dice|coins?|jokes?|random|games?)\b/i,
    examples: ["Roll a d20", "Flip a coin", "Tell me a joke", "Pick a number between 1 and 10"],
  },
];
