import type { SourceWords } from './koSources.ts'

/** The words of the sources page, in English. */
export const enSources: SourceWords = {
  'fed.heading': 'Assets of devices',
  'fed.none': 'No device has fed an asset: all values are simulated.',
  'fed.note':
    'An asset that a device has fed once is the device’s. While it is silent, no simulated value stands in for it.',
  'fed.since': 'since {{time}}',
  'fed.giveBack': 'Give back to the simulator',
  'fed.title': 'Give back to the simulator: {{name}}',
  'fed.warning':
    '{{points}} will be simulated again, and standing alarms follow the simulated values. Only do this when the device was taken away. When it speaks again, the asset is its own at once.',
  'simulated.title': 'Alarms of simulated values',
  'simulated.auto': 'Automatic',
  'simulated.shown': 'Show all',
  'simulated.hidden': 'Keep all out',
  'simulated.autoNow':
    'Simulated alarms of kinds with a real device ({{kinds}}) are kept out. The others are marked as simulated.',
  'simulated.autoNone': 'No kind has a real device yet: simulated alarms are shown, marked as simulated.',
  'simulated.shownNow': 'All simulated alarms are shown, marked as simulated.',
  'simulated.hiddenNow': 'No simulated value raises an alarm.',
  'simulated.ask': 'Alarms of simulated values: {{setting}}',
  'simulated.change': 'Change the setting',
}
