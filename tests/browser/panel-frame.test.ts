import { createElement, lazy, type ComponentType } from "react";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeEach, expect, it } from "vitest";
import { page, userEvent } from "vitest/browser";
import { PanelFrame } from "../../src/app/navigation/panel-frame";
import type { Section } from "../../src/app/navigation/sections";
import type { PanelProps } from "../../src/app/panels/panel-props";
import { SessionContext } from "../../src/app/session/session-context";

const Panel = () => createElement("h2", null, "Slow");

let root: Root;
/** What the network brings late. */
let code: PromiseWithResolvers<{ default: ComponentType<PanelProps> }>;

beforeEach(() => {
  document.body.innerHTML = '<input aria-label="Message" /><div></div>';
  root = createRoot(document.querySelector("div") as Element);
  code = Promise.withResolvers();
  const section: Section = { id: "slow", title: "Slow", Icon: () => null, Panel: lazy(() => code.promise) };
  const frame = createElement(PanelFrame, { section });
  // The panel of this test asks its session for nothing.
  root.render(createElement(SessionContext, { value: {} as never }, frame));
});

afterEach(() => root.unmount());

const heading = page.getByRole("heading", { name: "Slow" });

it("puts whoever waits for a panel at its heading", async () => {
  await expect.element(page.getByText("Opening Slow…")).toBeVisible();
  code.resolve({ default: Panel });
  await expect.element(heading).toHaveFocus();
});

it("leaves whoever went on elsewhere meanwhile where they are", async () => {
  await expect.element(page.getByText("Opening Slow…")).toBeVisible();
  const box = page.getByRole("textbox", { name: "Message" });
  await userEvent.type(box, "remind me");
  code.resolve({ default: Panel });
  await expect.element(heading).toHaveAttribute("tabindex", "-1");
  await expect.element(box).toHaveFocus();
});
