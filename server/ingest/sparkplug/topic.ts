/** Namespace of Sparkplug B. */
export const SPARKPLUG_ROOT = 'spBv1.0'

const TYPES = ['NBIRTH', 'NDEATH', 'NDATA', 'NCMD', 'DBIRTH', 'DDEATH', 'DDATA', 'DCMD'] as const
/** Kind of a Sparkplug message. */
export type SparkplugType = (typeof TYPES)[number]

/** The parts of spBv1.0/<group>/<type>/<node>[/<device>]. */
export interface SparkplugTopic {
  readonly group: string
  readonly type: SparkplugType
  readonly node: string
  readonly device: string | null
}

/** Read a Sparkplug topic; null when it is none. Device messages have a device and node messages have none. */
export function readTopic(topic: string): SparkplugTopic | null {
  const [root, group, type, node, device, ...more] = topic.split('/')
  if (root !== SPARKPLUG_ROOT || !group || !node || more.length > 0 || device === '') return null
  const known = TYPES.find(name => name === type)
  if (!known || (known[0] === 'D') !== (device !== undefined)) return null
  return { group, type: known, node, device: device ?? null }
}
