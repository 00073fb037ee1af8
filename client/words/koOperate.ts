/** The words of the alarm strip, the alarm list and the cards, in Korean. This file is the list of their keys. */
export const koOperate = {
  'strip.label': '경보 띠',
  'strip.present': '지금 현재',
  'strip.bySeverity': '심각도별 미확인 / 전체',
  'strip.byState': '상태별 건수',
  'strip.severity': '{{severity}}: 미확인 {{waiting}}건, 전체 {{count}}건',
  'strip.unacknowledged': '미확인',
  'strip.returned': '복귀·미확인',
  'strip.acknowledged': '확인됨',
  'strip.hidden': '보류·제외',
  'strip.acknowledge': '확인: {{name}}',
  'strip.shelve': '보류: {{name}}',
  'strip.goTo': '위치로 이동: {{name}}',
  'strip.go': '이동',
  'strip.goToPresent': '현재로 돌아가 그곳으로 이동합니다',
  'strip.none': '발생한 경보가 없습니다',
  'strip.allAcknowledged': '확인을 기다리는 경보가 없습니다',
  'strip.more': '외 {{n}}건',
  'fold.sun': '햇빛',
  'group.latchedUnacknowledged': '복귀·미확인(래치)',
  'group.latchedAcknowledged': '확인됨·리셋 대기',
  'group.normal': '정상',
} as const

/** The same words in another language: every key, none more. */
export type OperateWords = Readonly<Record<keyof typeof koOperate, string>>
