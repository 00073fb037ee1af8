import { refusalOf } from '../../../../models/refusal.ts'

/**
 * Why single sign-on sent the visitor back, from an address such as `/#signon=…`; null for none. Only a refusal that the
 * server knows is taken: an address must not put other words into the dialog.
 */
export function signOnFaultOf(hash: string): string | null {
  const [, written] = /^#signon=([^&]{1,1000})$/.exec(hash) ?? []
  if (!written) return null
  try {
    const why = decodeURIComponent(written)
    return refusalOf(why)?.code.startsWith('signOn') ? why : null
  } catch {
    return null
  }
}
