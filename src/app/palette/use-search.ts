import { useEffect, useState } from "react";
import type { SearchFound } from "../../worker/protocol";
import { useSession } from "../session/session-context";

/** A pause in typing this long (milliseconds) is when the search begins. */
const PAUSE = 120;

/** What was found of the query, kept while the next is searched; null before the first. */
export function useSearch(query: string): SearchFound | null {
  const { search } = useSession();
  const [found, setFound] = useState<SearchFound | null>(null);
  const wanted = query.trim();
  useEffect(() => {
    if (wanted === "") return;
    const abort = new AbortController();
    const timer = setTimeout(() => {
      search(wanted, abort.signal).then(
        // A newer query has aborted this one, also where its answer was on the way.
        (answer) => !abort.signal.aborted && setFound(answer),
        // A worker that can't answer shows itself elsewhere.
        () => undefined,
      );
    }, PAUSE);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [search, wanted]);
  return wanted === "" ? null : found;
}
