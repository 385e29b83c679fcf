import { useEffect, type RefObject } from "react";

/** Alt+Up and Alt+Down move the focus from message to message; from elsewhere, Alt+Up goes to the newest. */
export function useMessageKeys(list: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (!event.altKey || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) return;
      const messages = [...(list.current?.querySelectorAll<HTMLElement>("[data-message]") ?? [])];
      const current = messages.findIndex((message) => message.contains(document.activeElement));
      const step = event.key === "ArrowUp" ? -1 : 1;
      const next = current === -1 ? (step === -1 ? messages.at(-1) : undefined) : messages[current + step];
      if (!next) return;
      event.preventDefault();
      next.focus();
      next.scrollIntoView({ block: "nearest" });
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [list]);
}
