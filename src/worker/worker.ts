import { usersZone } from "../skills/users-zone";
import { Host } from "./host";
import type { Request } from "./protocol";

const host = new Host({
  // Asked at each turn: the zone may change while the page lives.
  clock: {
    now: () => Date.now(),
    get zone() {
      return usersZone();
    },
  },
  random: Math.random,
  locks: navigator.locks,
  post: (reply) => self.postMessage(reply),
});

self.addEventListener("message", (event: MessageEvent<Request>) => void host.handle(event.data));
