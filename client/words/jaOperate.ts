import type { OperateWords } from './koOperate.ts'

/** The words of the alarm strip, the alarm list and the cards, in Japanese. */
export const jaOperate: OperateWords = {
  'strip.label': '警報帯',
  'strip.present': '現在の時刻',
  'strip.bySeverity': '重大度別 未確認／全体',
  'strip.byState': '状態別件数',
  'strip.severity': '{{severity}}：未確認{{waiting}}件、全体{{count}}件',
  'strip.unacknowledged': '未確認',
  'strip.returned': '復帰・未確認',
  'strip.acknowledged': '確認済',
  'strip.hidden': '保留・除外',
  'strip.acknowledge': '確認：{{name}}',
  'strip.shelve': '保留：{{name}}',
  'strip.goTo': '場所へ移動：{{name}}',
  'strip.go': '移動',
  'strip.goToPresent': '現在に戻ってその場所へ移動します',
  'strip.none': '警報はありません',
  'strip.allAcknowledged': '確認待ちの警報はありません',
  'strip.more': 'ほか{{n}}件',
  'fold.sun': '日照',
  'group.latchedUnacknowledged': '復帰・未確認（ラッチ）',
  'group.latchedAcknowledged': '確認済・リセット待ち',
  'group.normal': '通常',
}
