import { z } from 'zod'

/** Characters of a part of a passkey's answer; those of attestation and of large credential ids stay below. */
const part = z.string().max(8_192)
const shared = {
  id: z.string().min(1).max(2_048),
  rawId: z.string().max(2_048),
  type: z.literal('public-key'),
  authenticatorAttachment: z.string().max(40).nullish(),
  clientExtensionResults: z.record(z.string(), z.unknown()).default({}),
}

/** What a browser answers when it has made a passkey (WebAuthn, RegistrationResponseJSON). */
export const registered = z.object({
  ...shared,
  response: z.object({
    clientDataJSON: part,
    attestationObject: part,
    transports: z.array(z.string().max(20)).max(10).optional(),
  }),
})

/** What it answers when a passkey was used (AuthenticationResponseJSON). */
export const authenticated = z.object({
  ...shared,
  response: z.object({
    clientDataJSON: part,
    authenticatorData: part,
    signature: part,
    userHandle: part.nullish(),
  }),
})
