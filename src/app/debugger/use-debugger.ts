import { useEffect, useState } from "react";

/** The one key that opens the debugger, and closes it. */
export const DEBUGGER_KEY = "F2";

/** Whether the debugger is open, and how to open or close it. */
export function useDebugger(): [isOpen: boolean, setOpen: (open: boolean) => void] {
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    const toggle = (event: KeyboardEvent) => {
      if (event.key !== DEBUGGER_KEY || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      setOpen((open) => !open);
    };
    addEventListener("keydown", toggle);
    return () => removeEventListener("keydown", toggle);
  }, []);
  return [isOpen, setOpen];
}
