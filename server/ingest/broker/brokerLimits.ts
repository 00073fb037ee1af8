const KIB = 1024
const MIB = 1024 * KIB

/** What the broker holds at most: before login for an address, after it for a credential, and in all. */
export const BROKER_LIMITS = {
  /** Lines that have not logged in, and bytes they sent. */
  strangers: { each: 256, inAll: 1_024 },
  strangerBytes: { each: MIB, inAll: 8 * MIB },
  /** Milliseconds until CONNECT must have arrived, and its bytes. */
  connectMs: 10_000,
  connectBytes: 32 * KIB,
  /** Lines that have logged in. */
  lines: { each: 2_000, inAll: 5_000 },
  /** Bytes of packets that have begun and are not complete, and milliseconds one may take. */
  partBytes: { each: 16 * MIB, inAll: 64 * MIB },
  partMs: 30_000,
  /** Bytes of a packet: a Sparkplug birth is long, orders of the protocol are short. */
  publishBytes: 4 * MIB + 4 * KIB,
  subscribeBytes: 64 * KIB,
  otherBytes: 4 * KIB,
  /** Bytes that wait for a reader before it loses messages without guarantee, and all readers together. */
  unread: { each: 256 * KIB, inAll: 64 * MIB },
  /** Milliseconds a reader may leave bytes waiting. */
  unreadMs: 60_000,
  /** Topics a line subscribes to, and bytes of a topic or filter. */
  filters: 50,
  topicBytes: 512,
  clientIdBytes: 256,
  /** Retained messages and their bytes. */
  retained: { each: 20_000, inAll: 50_000 },
  retainedBytes: { each: 16 * MIB, inAll: 32 * MIB },
  /** Kept sessions, their filters, and milliseconds one is kept for a client that is away. */
  sessions: { each: 250, inAll: 2_000 },
  sessionFilters: { each: 2_500, inAll: 20_000 },
  sessionMs: 24 * 3_600_000,
  /** Messages of a session's queue, their bytes, and those of all sessions. */
  queue: 1_000,
  queueBytes: MIB,
  queuedBytes: { each: 16 * MIB, inAll: 64 * MIB },
} as const
