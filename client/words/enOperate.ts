import type { OperateWords } from './koOperate.ts'

/** The words of the alarm strip, the alarm list and the cards, in English. */
export const enOperate: OperateWords = {
  'strip.label': 'Alarm strip',
  'strip.present': 'Present time',
  'strip.bySeverity': 'Waiting / all by severity',
  'strip.byState': 'Counts by state',
  'strip.severity': '{{severity}}: {{waiting}} unacknowledged of {{count}}',
  'strip.unacknowledged': 'Unack.',
  'strip.returned': 'Returned',
  'strip.acknowledged': 'Acked',
  'strip.hidden': 'Hidden',
  'strip.acknowledge': 'Acknowledge: {{name}}',
  'strip.shelve': 'Shelve: {{name}}',
  'strip.goTo': 'Go to: {{name}}',
  'strip.go': 'Go to',
  'strip.goToPresent': 'Goes back to the present, then there',
  'strip.none': 'No alarms',
  'strip.allAcknowledged': 'No alarm waits for acknowledgement',
  'strip.more': 'and {{n}} more',
  'fold.sun': 'Sunlight',
  'group.latchedUnacknowledged': 'Returned, unacknowledged (latched)',
  'group.latchedAcknowledged': 'Acknowledged, awaits reset',
  'group.normal': 'Normal',
}
