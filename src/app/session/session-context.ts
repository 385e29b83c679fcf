import { createContext, use } from "react";
import type { Session } from "./session";

export const SessionContext = createContext<Session | null>(null);

/** Hook: the session of the page. */
export function useSession(): Session {
  const session = use(SessionContext);
  if (!session) throw new Error("No SessionContext around this component");
  return session;
}
