import { afterEach, describe, expect, it } from "vitest";
import type { ConnectFault } from "../../../../src/skills/connect-fault";
import type { Description } from "../../../../src/skills/sources/description";
import { descriptionOf } from "../../../../src/skills/sources/kinds";
import { readAll } from "../../../../src/skills/sources/read";
import type { SourceKind } from "../../../../src/skills/sources/source-records";
import type { Connector } from "../../../../src/storage/connections";
import { FakeServer } from "../../../support/crm-servers";
import { door } from "../../../support/door";

const created = "2026-03-02T09:00:00.000+01:00";
let server: FakeServer;
afterEach(() => server.stop());

async function serve(answer: FakeServer["answer"]): Promise<void> {
  server = await new FakeServer(answer).start();
}

async function read<K extends SourceKind>(kind: string, of: K, settings: Connector["settings"] = {}) {
  const { connections } = door();
  const connector: Connector = { id: "S", kind, name: "CRM", address: server.address, settings, created };
  const description = descriptionOf(connector);
  const reading = description?.[of];
  if (!reading) throw new Error(`${kind} has no ${of}`);
  return readAll(connections, connector, of, reading, { why: of });
}

const own = (description: Description) => ({ description: description as unknown as string });

describe("reading page by page", () => {
  it("follows links on the same server, with the login, and refuses one that leads elsewhere", async () => {
    const page = (name: string, next?: string) => ({ json: { people: [{ id: 1, name }], next } });
    await serve(({ path }) =>
      path === "/people" ? page("Anna Berg", "/people/2") : page("Bo Dahl", "http://elsewhere.example/people/3"),
    );
    const settings = own({
      customers: {
        path: "/people",
        items: "people",
        record: '{"id": id & name, "name": name}',
        paging: { by: "link", next: "next" },
      },
    });
    await expect(read("customer-source", "customers", settings)).rejects.toMatchObject({ code: "connect.redirect" });
    expect(server.asked.map(({ path }) => path)).toEqual(["/people", "/people/2"]);
    expect(server.asked[1]?.headers.authorization).toBe("Bearer secret");
  });

  it("asks GraphQL with a cursor that is null at first", async () => {
    await serve(({ body }) => {
      const { variables } = body as { variables: { after: string | null } };
      const isFirst = variables.after === null;
      const nodes = [{ id: isFirst ? "a" : "b", fullName: isFirst ? "Anna Berg" : "Bo {cursor} Dahl", mails: null }];
      const pageInfo = { endCursor: "c2", hasNextPage: isFirst };
      return { json: { data: { people: { nodes, pageInfo } } } };
    });
    const settings = own({
      customers: {
        method: "POST",
        path: "/graphql",
        body: {
          query: "query($after: String) { people(after: $after) { nodes { id } } }",
          variables: { after: "{cursor}" },
        },
        items: "data.people.nodes",
        record: '{"id": id, "name": fullName, "emails": mails}',
        paging: { by: "cursor", next: "data.people.pageInfo.(hasNextPage ? endCursor)" },
      },
    });
    const { records } = await read("customer-source", "customers", settings);
    expect(records).toMatchObject([{ id: "a", name: "Anna Berg", emails: [] }, { name: "Bo {cursor} Dahl" }]);
    expect(server.asked.map(({ body }) => (body as { variables: unknown }).variables)).toEqual([
      { after: null },
      { after: "c2" },
    ]);
  });

  it("stops after so many pages of a server that never ends", async () => {
    await serve(({ query }) => ({ json: [{ id: query.get("page"), name: "Anna" }] }));
    const settings = own({
      customers: {
        path: "/",
        query: { page: "{page}" },
        items: "$",
        record: '{"id": id, "name": name}',
        paging: { by: "page", first: 1, pages: "1000000" },
      },
    });
    const { records, hasMore } = await read("customer-source", "customers", settings);
    expect([records.length, hasMore]).toEqual([50, true]);
  });
});

describe("what doesn't fit", () => {
  it("leaves a record out and says which and why, and takes the others", async () => {
    await serve(() => ({
      json: [{ id: 1, name: "Anna" }, { id: 2 }, { name: "x" }, "no object", { id: 5, name: "Bo" }],
    }));
    const settings = own({ customers: { path: "/", items: "$", record: '{"id": id, "name": name}' } });
    const { records, leftOut, leftOutCount } = await read("customer-source", "customers", settings);
    expect(records.map(({ name }) => name)).toEqual(["Anna", "Bo"]);
    expect(leftOutCount).toBe(3);
    expect(leftOut[0]).toMatch(/^customers, 2: name: /);
  });

  it.each([
    ["an expression that is none", "{{"],
    ["an expression without an end", "($f := function($x) { $f($x + 1) }; $f(1))"],
    ["a list without an end", "[1..9999999]"],
  ])("tells of %s as what is wrong with the description", async (_what, record) => {
    await serve(() => ({ json: [{ id: 1 }] }));
    const settings = own({ customers: { path: "/", items: "$", record } });
    const fault = await read("customer-source", "customers", settings).catch((error: unknown) => error as ConnectFault);
    expect(fault).toMatchObject({ code: "connect.unreadable" });
    expect((fault as ConnectFault).message).toMatch(/^The description of CRM doesn’t fit its customers: /);
  });

  it("takes no login in a description, where everybody could read it", () => {
    const customers = { path: "/", items: "$", record: "$", headers: { Authorization: "Bearer abc" } };
    expect(descriptionOf({ kind: "customer-source", settings: own({ customers }) })).toBeNull();
  });

  it.each([
    [{ status: 302, headers: { Location: "http://elsewhere.example/" } }, "connect.redirect"],
    [{ status: 401 }, "connect.login"],
    [{ status: 403 }, "connect.forbidden"],
    [{ status: 429, headers: { "Retry-After": "60" } }, "connect.busy"],
    [{ status: 500, text: "oops" }, "connect.broken"],
    [{ text: "<html>" }, "connect.unreadable"],
    [{ headers: { "Content-Length": "200000000" }, text: "" }, "connect.too-big"],
  ])("tells %j as %s", async (answer, code) => {
    await serve(() => answer);
    await expect(read("request-tracker", "cases")).rejects.toMatchObject({ code });
  });
});

describe("ready mappings, by the documented answers of their servers", () => {
  it("EspoCRM: contacts, cases and calls", async () => {
    const lists: Record<string, object[]> = {
      "/api/v1/Contact": [
        {
          id: "c1",
          name: "Anna Berg",
          emailAddress: "anna@acme.example",
          phoneNumber: null,
          title: "Buyer",
          accountId: "a1",
          accountName: "Acme",
        },
      ],
      "/api/v1/Case": [
        {
          id: "k1",
          number: 7,
          name: "Printer",
          status: "Pending",
          priority: "Urgent",
          contactId: "c1",
          contactName: "Anna Berg",
          accountId: "a1",
          accountName: "Acme",
          createdAt: "2026-03-01 08:00:00",
          modifiedAt: "2026-03-02 08:00:00",
        },
        {
          id: "k2",
          number: 8,
          name: "Door",
          status: "Rejected",
          priority: "Low",
          contactId: null,
          accountId: "a1",
          accountName: "Acme",
          createdAt: "2026-03-01 08:00:00",
          modifiedAt: null,
        },
      ],
      "/api/v1/Call": [
        {
          id: "t1",
          name: "About toner",
          status: "Held",
          direction: "Inbound",
          dateStart: "2026-03-01 09:00:00",
          description: "Wants more.",
          parentType: "Case",
          parentId: "k1",
        },
        { id: "t2", name: "Planned", status: "Planned", dateStart: "2026-04-01 09:00:00" },
      ],
    };
    await serve(({ path }) => ({ json: { total: 1, list: lists[path] ?? [] } }));
    expect((await read("espocrm", "customers")).records).toMatchObject([
      {
        id: "c1",
        name: "Anna Berg",
        emails: ["anna@acme.example"],
        phones: [],
        role: "Buyer",
        company: { id: "a1", name: "Acme" },
      },
    ]);
    expect((await read("espocrm", "cases")).records).toMatchObject([
      {
        id: "k1",
        number: 7,
        state: "waiting",
        priority: "high",
        customer: { id: "c1" },
        opened: "2026-03-01T08:00:00.000+00:00",
      },
      { id: "k2", state: "closed", priority: "low", customer: { id: "account-a1", name: "Acme" } },
    ]);
    expect((await read("espocrm", "interactions")).records).toMatchObject([
      { id: "t1", case: "k1", kind: "call", direction: "in", text: "About toner\nWants more." },
    ]);
  });

  it("HubSpot: contacts over two pages, tickets and notes", async () => {
    await serve(({ path, query }) => {
      if (path.endsWith("/contacts") && !query.has("after"))
        return {
          json: {
            results: [
              {
                id: "1",
                properties: {
                  firstname: "Anna",
                  lastname: "Berg",
                  email: "anna@acme.example",
                  phone: "",
                  company: "Acme",
                },
              },
            ],
            paging: { next: { after: "2", link: "https://api.hubapi.com/x" } },
          },
        };
      if (path.endsWith("/contacts"))
        return {
          json: { results: [{ id: "2", properties: { firstname: null, lastname: null, email: "bo@x.example" } }] },
        };
      if (path.endsWith("/tickets"))
        return {
          json: {
            results: [
              {
                id: "9",
                properties: {
                  subject: "Printer",
                  hs_pipeline_stage: "4",
                  hs_ticket_priority: "HIGH",
                  createdate: "2026-03-01T08:00:00.000Z",
                },
                associations: { contacts: { results: [{ id: "1", type: "ticket_to_contact" }] } },
              },
            ],
          },
        };
      return {
        json: {
          results: [
            {
              id: "5",
              properties: { hs_note_body: "<p>She <b>called</b></p>", hs_timestamp: "2026-03-01T09:00:00Z" },
              associations: { tickets: { results: [{ id: "9" }] } },
            },
          ],
        },
      };
    });
    expect((await read("hubspot", "customers")).records).toMatchObject([
      { id: "1", name: "Anna Berg", company: { name: "Acme" } },
      { id: "2", name: "bo@x.example" },
    ]);
    expect((await read("hubspot", "cases")).records).toMatchObject([
      { id: "9", subject: "Printer", state: "closed", priority: "high", customer: { id: "1" } },
    ]);
    expect((await read("hubspot", "interactions")).records).toMatchObject([{ id: "5", case: "9", text: "She called" }]);
  });

  it("Salesforce: contacts by SOQL, page by page, and cases", async () => {
    await serve(({ path, query }) => {
      if (path.includes("01g-2000"))
        return { json: { done: true, records: [{ Id: "003B", Name: "Bo Dahl", Email: null, Account: null }] } };
      if (query.get("q")?.includes("FROM Contact"))
        return {
          json: {
            done: false,
            nextRecordsUrl: "/services/data/v60.0/query/01g-2000",
            records: [
              {
                Id: "003A",
                Name: "Anna Berg",
                Email: "anna@acme.example",
                Title: "Buyer",
                Account: { Id: "001", Name: "Acme" },
              },
            ],
          },
        };
      return {
        json: {
          done: true,
          records: [
            {
              Id: "500A",
              CaseNumber: "00001026",
              Subject: "Printer",
              Status: "On Hold",
              Priority: "Medium",
              CreatedDate: "2026-03-01T08:00:00.000+0000",
              Contact: { Id: "003A", Name: "Anna Berg" },
            },
          ],
        },
      };
    });
    expect((await read("salesforce", "customers")).records).toMatchObject([
      { id: "003A", name: "Anna Berg", role: "Buyer", company: { id: "001", name: "Acme" } },
      { id: "003B", emails: [] },
    ]);
    expect((await read("salesforce", "cases")).records).toMatchObject([
      { id: "500A", number: 1026, state: "waiting", priority: "normal", opened: "2026-03-01T08:00:00.000+00:00" },
    ]);
  });
});
