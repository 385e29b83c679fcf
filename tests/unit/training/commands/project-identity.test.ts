import { expect, it } from "vitest";
import type { ProjectActions } from "../../../../training/commands/project-actions";
import { identityOf } from "../../../../training/commands/project-identity";
import { projectOf } from "../../../support/small-project";

const NO_ACTIONS: ProjectActions = { skills: {}, files: [], own: [] };

function identity(config: string, responses = "{}", more: Record<string, string> = {}, actions = NO_ACTIONS) {
  const project = projectOf({
    "config.yml": `recipe: default.v1\n${config}\n`,
    "domain.yml": `version: "3.1"\nintents: [greet, order]\nresponses: ${responses}\n`,
    "data/nlu.yml": `version: "3.1"\nnlu:\n- {intent: greet, examples: "- hi"}\n- {intent: order, examples: "- tea"}\n`,
    ...more,
  });
  return identityOf("some/where/tea-room", project, actions);
}

it.each([
  ["assistant_id: helpdesk_bot", "sotto-helpdesk_bot", "Helpdesk bot"],
  ["assistant_id: Anna's Tea", "sotto-Anna's Tea", "Anna's Tea"],
  ["assistant_id: placeholder_default", "sotto-tea-room", "Tea room"],
  ["assistant_id: 20230405-114328-tranquil-mustard", "sotto-tea-room", "Tea room"],
  ["language: de", "sotto-tea-room", "Tea room"],
  ["assistant_id: sotto", "sotto", "Sotto"],
])("with %s an assistant is %s, called %s", (config, id, name) => {
  expect(identity(config)).toMatchObject({ id, name });
});

it("has its project's language, and nothing of the assistant that ships", () => {
  const { language, welcome, suggestions, keeps, server, description } = identity("language: de");
  expect(language).toBe("de");
  expect({ welcome, suggestions, keeps, server }).toEqual({
    welcome: { title: "Tea room", text: "Understood here, on your device." },
    suggestions: [],
    keeps: [],
    server: null,
  });
  expect(description).toMatch(/^Tea room/);
});

it("greets as the project does, with the greeting's buttons, where nothing has to be known for it", () => {
  const responses = `{utter_help: [{text: I have tea.}], utter_greet: [
    {text: "Hello {name}."},
    {text: Welcome back., condition: [{type: slot, name: known, value: true}]},
    {text: Hi., channel: telegram},
    {text: Hello., buttons: [{title: Tea, payload: "/order"}]}]}`;
  const slots = { "domain/slots.yml": "slots: {known: {type: bool, mappings: [{type: custom}]}}\n" };
  const rules = (utters: string): Record<string, string> => ({
    ...slots,
    "data/rules.yml": `version: "3.1"\nrules:\n- {rule: r, steps: [{intent: greet}, ${utters}]}\n`,
  });
  const { welcome, suggestions } = identity(
    "assistant_id: tea",
    responses,
    rules("{action: utter_greet}, {action: utter_help}"),
  );
  expect(welcome).toEqual({ title: "Tea", text: "Hello.\nI have tea." });
  expect(suggestions).toEqual([{ title: "Tea", payload: "/order" }]);
  // Not by what its response is called.
  expect(identity("assistant_id: tea", responses, slots).welcome.text).toBe("Understood here, on your device.");
});

it("names whom its page may connect to, and takes no secret along", () => {
  const { connections } = identity("assistant_id: tea", "{}", {
    "endpoints.yml": `own_connectors: true
connectors:
- {name: Office, kind: prometheus, url: "https://prometheus.example/"}
- {name: Lab, kind: alertmanager, url: "http://localhost:9093"}
- {name: Desk, kind: customer-source, url: "https://desk.example", settings: {description: {cases: {path: /cases}}}}
- {name: Broken, kind: prometheus, url: "https://jo:hush@prometheus.example"}
`,
    "credentials.yml": "connectors:\n  Office: {sign_in: basic, password: hush}\n",
  });
  expect(connections).toEqual({
    own: true,
    servers: [
      { name: "Office", kind: "prometheus", address: "https://prometheus.example", settings: { signIn: "basic" } },
      { name: "Lab", kind: "alertmanager", address: "http://localhost:9093", settings: {} },
      {
        ...{ name: "Desk", kind: "customer-source", address: "https://desk.example" },
        settings: { description: { cases: { path: "/cases" } } },
      },
    ],
  });
  expect(identity("assistant_id: tea").connections).toEqual({ own: false, servers: [] });
});

it("tells what its actions keep, and which server runs others", () => {
  const endpoints = { "endpoints.yml": 'action_endpoint: {url: "https://actions.example:5055/webhook"}\n' };
  const { keeps, server } = identity("assistant_id: tea", "{}", endpoints, {
    ...NO_ACTIONS,
    skills: { notes: [], clock: [], reminders: [] },
    own: [{ name: "action_own", run: () => [] }],
  });
  expect(keeps).toEqual(["reminders", "notes", "records"]);
  expect(server).toBe("https://actions.example:5055");
});
