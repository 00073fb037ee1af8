import i18next from 'i18next'
import { refusalOf } from '../../../models/refusal.ts'
import { ROLES, type Role } from '../../../models/role.ts'
import type { Say } from '../../words/words.ts'

/**
 * Why an order or a request was refused, in the language of the screen: our own two words for silence, the refusals
 * that doors declare by their code. What no catalogue knows comes in English: other languages say that it was refused.
 */
export function sayReason(reason: string, say: Say): string {
  if (reason === 'away' || reason === 'silent') return say(`whyNot.${reason}`)
  const refusal = refusalOf(reason)
  if (!refusal) return i18next.language === 'en' ? reason : say('refusal.other')
  const { role } = refusal.params
  return say(`refusal.${refusal.code}`, {
    ...refusal.params,
    ...(isRole(role) && { role: say(`role.${role}`) }),
  })
}

function isRole(word: string | undefined): word is Role {
  return ROLES.some(role => role === word)
}
