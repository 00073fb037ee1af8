// same messages, but the light clients cannot look inside (compressed or msgpack): the k-th message is the k-th tick
export const seqOnly = true
export const event = 'batch'

import * as json from './batch-json.mjs'

export const decode = json.decode
export const peek = json.peek
