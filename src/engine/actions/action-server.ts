import * as v from "valibot";
import type { NewEvent } from "../dialogue/events";
import { readRasaEvents } from "../dialogue/rasa-json/read-events";
import type { Json, JsonObject } from "../json";
import type { ActionEndpoint } from "../project/action-endpoint";
import type { Domain } from "../project/domain";
import { domainJson } from "../project/domain-json";
import { ActionExecutionRejection, type Action, type ActionContext, type Dispatcher } from "./action";
import { callServer, type ActionServerHost, type ServerAnswer } from "./action-server-call";
import { ActionServerFault } from "./action-server-fault";
import type { BotMessage } from "./bot-message";
import { trackerJson } from "./tracker-json";

/** The Rasa whose protocol this is: rasa-sdk compares its first two numbers with its own, and warns in its log. */
const RASA_VERSION = "3.6.21";

/**
 * The domain's actions that the assistant doesn't have itself, each run by Rasa's action server: those under `actions:`, default
 * actions and forms that they override among them. Responses are never the server's.
 */
export function serverActions<Data>(
  endpoint: ActionEndpoint,
  domain: Domain,
  own: readonly Action<Data>[],
  host: ActionServerHost,
): Action<Data>[] {
  const server = new ActionServer(endpoint, domain, host);
  const known = new Set(own.map(({ name }) => name));
  return Object.keys(domain.userActions)
    .filter((name) => !known.has(name) && !name.startsWith("utter_"))
    .map((name) => ({ name, run: (context) => server.run(name, context) }));
}

/** Rasa's action server, by its protocol: a POST with the conversation brings back events, and responses to utter. */
class ActionServer {
  private readonly domainForServer: JsonObject;

  constructor(
    private readonly endpoint: ActionEndpoint,
    private readonly domain: Domain,
    private readonly host: ActionServerHost,
  ) {
    this.domainForServer = domainJson(domain);
  }

  /** Throws ActionExecutionRejection when the action does, and an ActionServerFault when it didn't run or broke. */
  async run<Data>(action: string, context: ActionContext<Data>): Promise<NewEvent[]> {
    const { tracker, dispatcher, report, signal } = context;
    const sendsDomain = !this.endpoint.selectiveDomain || this.domain.userActions[action]?.sendDomain === true;
    const request: JsonObject = {
      next_action: action,
      sender_id: tracker.conversation,
      tracker: trackerJson(tracker, await context.earlierEvents()),
      version: RASA_VERSION,
    };
    const withDomain = { ...request, domain: this.domainForServer };
    const ask = (body: JsonObject): Promise<ServerAnswer> => callServer(this.endpoint, body, this.host, signal);
    let answer = await ask(sendsDomain ? withDomain : request);
    // The server wants the domain, and did nothing without it.
    if (answer.status === 449 && !sendsDomain) answer = await ask(withDomain);
    if (answer.status !== 200) throw this.failure(answer);

    const { events, responses } = this.read(answer.text);
    for (const response of responses) utter(response, dispatcher);
    const read = readRasaEvents(events, this.host.clock.now() / 1000);
    for (const { message } of read.faults) {
      const what = `${action}: the action server ${this.endpoint.url} returned an event that was left out: ${message}`;
      report({ code: "action-server.answer", message: what });
    }
    return read.events;
  }

  private read(text: string): v.InferOutput<typeof answerSchema> {
    const { url } = this.endpoint;
    let answer: unknown;
    try {
      answer = JSON.parse(text);
    } catch {
      throw new ActionServerFault(
        "action-server.answer",
        `what ${url} answered isn't JSON (${excerpt(text)}). Is an action server at that address?`,
      );
    }
    const result = v.safeParse(answerSchema, answer);
    if (result.success) return result.output;
    const [issue] = result.issues;
    throw new ActionServerFault(
      "action-server.answer",
      `the answer of ${url} isn't one of an action server: ${v.getDotPath(issue) ?? "all of it"}: ${issue.message}`,
    );
  }

  private failure({ status, text }: ServerAnswer): Error {
    const { url } = this.endpoint;
    const { action_name, error = excerpt(text) } = errorOf(text);
    // What a server says of an action names it; what doesn't comes from elsewhere.
    if (status === 400 && action_name !== undefined) return new ActionExecutionRejection(action_name);
    if (status === 404 && action_name !== undefined)
      return new ActionServerFault(
        "action-server.unknown-action",
        `the action server ${url} has no action ${action_name}. Add it to the server's actions and start it again, or take it out of \`actions:\` in the domain.`,
      );
    if (status === 404 || status === 405)
      return new ActionServerFault(
        "action-server.address",
        `there is no action server at ${url} (status ${status}). The address in endpoints.yml usually ends in /webhook.`,
      );
    if (status === 449)
      return new ActionServerFault(
        "action-server.domain",
        `the action server ${url} asks for the domain though it was sent. Is its rasa-sdk of version 3?`,
      );
    if (status >= 500)
      return new ActionServerFault(
        "action-server.failed",
        `it broke on the action server ${url} (status ${status}): ${error}. Its log says where.`,
      );
    return new ActionServerFault(
      "action-server.refused",
      `the action server ${url} refused it (status ${status}): ${error}`,
    );
  }
}

const json: v.GenericSchema<unknown, Json> = v.custom<Json>(() => true);
const texts = v.nullish(v.string());
const buttons = v.nullish(v.array(v.looseObject({ title: v.string(), payload: v.string() })));

const responseSchema = v.objectWithRest(
  {
    text: texts,
    image: texts,
    attachment: v.nullish(json),
    buttons,
    quick_replies: buttons,
    elements: v.nullish(v.array(json)),
    custom: v.nullish(v.record(v.string(), json)),
    response: texts,
    /** The name of `response` before Rasa 3. */
    template: texts,
  },
  json,
);

/** rasa-sdk answers `null` to an action that returns nothing at all. */
const answerSchema = v.nullish(
  v.object({ events: v.nullish(v.array(json), []), responses: v.nullish(v.array(responseSchema), []) }),
  { events: [], responses: [] },
);

/** Says one of the server's responses: one of the domain's, filled in by the keys that aren't a message's, or its own. */
function utter(response: v.InferOutput<typeof responseSchema>, dispatcher: Dispatcher): void {
  const {
    text,
    image,
    attachment,
    buttons,
    quick_replies,
    elements,
    custom,
    response: named,
    template,
    ...rest
  } = response;
  const parts = { text, image, attachment, buttons, quick_replies, elements, custom };
  const message = Object.fromEntries(Object.entries(parts).filter(([, part]) => !isEmpty(part))) as BotMessage;
  const name = named ?? template;
  if (name) dispatcher.utter(name, rest, message);
  else if (Object.keys(message).length > 0) dispatcher.say(message);
}

/** rasa-sdk sends every key, most of them with nothing in it. */
function isEmpty(part: unknown): boolean {
  if (part === null || part === undefined || part === "") return true;
  return typeof part === "object" && Object.keys(part).length === 0;
}

const errorSchema = v.object({ error: v.optional(v.string()), action_name: v.optional(v.string()) });

function errorOf(text: string): v.InferOutput<typeof errorSchema> {
  try {
    return v.parse(errorSchema, JSON.parse(text));
  } catch {
    return {};
  }
}

function excerpt(text: string): string {
  const line = text.trim().replaceAll(/\s+/g, " ");
  return line === "" ? "nothing" : `"${line.slice(0, 120)}${line.length > 120 ? "..." : ""}"`;
}
