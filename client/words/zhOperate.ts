import type { OperateWords } from './koOperate.ts'

/** The words of the alarm strip, the alarm list and the cards, in Chinese. */
export const zhOperate: OperateWords = {
  'strip.label': '报警条',
  'strip.present': '当前时间',
  'strip.bySeverity': '按严重程度：未确认／全部',
  'strip.byState': '按状态计数',
  'strip.severity': '{{severity}}：未确认{{waiting}}条，共{{count}}条',
  'strip.unacknowledged': '未确认',
  'strip.returned': '恢复未确认',
  'strip.acknowledged': '已确认',
  'strip.hidden': '搁置·停用',
  'strip.acknowledge': '确认：{{name}}',
  'strip.shelve': '搁置：{{name}}',
  'strip.goTo': '前往位置：{{name}}',
  'strip.go': '前往',
  'strip.goToPresent': '先回到当前，再前往该处',
  'strip.none': '没有报警',
  'strip.allAcknowledged': '没有待确认的报警',
  'strip.more': '另有{{n}}条',
  'fold.sun': '日照',
  'group.latchedUnacknowledged': '已恢复未确认（锁存）',
  'group.latchedAcknowledged': '已确认，待复位',
  'group.normal': '已恢复正常',
}
