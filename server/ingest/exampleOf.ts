const LONGEST = 200

/** What a device sent, as text short enough to be shown: JSON and text as they are, other bytes in hex. */
export function exampleOf(sent: unknown): string {
  if (Buffer.isBuffer(sent)) return ofBytes(sent)
  try {
    return cut(JSON.stringify(sent) ?? String(sent))
  } catch {
    return cut(String(sent))
  }
}

function ofBytes(bytes: Buffer): string {
  const text = bytes.subarray(0, 4 * LONGEST).toString('utf8')
  // biome-ignore lint/suspicious/noControlCharactersInRegex: bytes that are no text are told by them
  const isText = !/[\u0000-\u0008\u000e-\u001f\ufffd]/.test(text.slice(0, -1))
  return cut(isText ? text : `0x${bytes.subarray(0, LONGEST).toString('hex')}`)
}

function cut(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text
}
