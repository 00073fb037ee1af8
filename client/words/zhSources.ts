import type { SourceWords } from './koSources.ts'

/** The words of the sources page, in Chinese. */
export const zhSources: SourceWords = {
  'fed.heading': '由设备供数的设施',
  'fed.none': '没有设备供数的设施，全部为模拟值。',
  'fed.note': '设备只要发送过数值，该设施即归设备所有。设备沉默时不以模拟值代替。',
  'fed.since': '自 {{time}}',
  'fed.giveBack': '交还模拟器',
  'fed.title': '交还模拟器：{{name}}',
  'fed.warning':
    '{{points}}将重新采用模拟值，现有报警也随模拟值变化。仅在设备拆除后执行。设备再次发送时立即归设备所有。',
  'simulated.title': '模拟值的报警',
  'simulated.auto': '自动',
  'simulated.shown': '全部显示',
  'simulated.hidden': '全部排除',
  'simulated.autoNow': '已有实际设备的种类（{{kinds}}）不产生模拟报警，其余标注为“模拟”。',
  'simulated.autoNone': '尚无实际设备的种类，模拟报警标注为“模拟”。',
  'simulated.shownNow': '全部模拟报警均显示并标注为“模拟”。',
  'simulated.hiddenNow': '模拟值不产生任何报警。',
  'simulated.ask': '模拟值的报警：{{setting}}',
  'simulated.change': '更改设置',
}
