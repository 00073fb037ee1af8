/** The words of the sources page: whose an asset is, and what becomes of simulated alarms. This file is the list of their keys. */
export const koSources = {
  'fed.heading': '기기가 맡은 설비',
  'fed.none': '기기가 값을 보낸 설비가 없습니다. 모든 값이 모의입니다.',
  'fed.note':
    '기기가 한 번이라도 값을 보낸 설비는 기기의 것입니다. 기기가 조용해도 모의 값으로 대신하지 않습니다.',
  'fed.since': '{{time}}부터',
  'fed.giveBack': '시뮬레이터에 돌려주기',
  'fed.title': '시뮬레이터에 돌려주기: {{name}}',
  'fed.warning':
    '{{points}} 값이 다시 모의로 채워집니다. 서 있는 경보도 모의 값에 따라 바뀝니다. 기기를 철거했을 때만 하세요. 기기가 다시 보내면 곧바로 기기의 것이 됩니다.',
  'simulated.title': '모의 값의 경보',
  'simulated.auto': '자동',
  'simulated.shown': '모두 표시',
  'simulated.hidden': '모두 제외',
  'simulated.autoNow':
    '실제 기기가 있는 종류({{kinds}})의 모의 경보는 내지 않습니다. 나머지는 ‘모의’로 표시합니다.',
  'simulated.autoNone': '실제 기기가 있는 종류가 아직 없어 모의 경보를 ‘모의’로 표시합니다.',
  'simulated.shownNow': '모의 경보를 모두 ‘모의’로 표시합니다.',
  'simulated.hiddenNow': '모의 경보는 전혀 내지 않습니다.',
  'simulated.ask': '모의 값의 경보: {{setting}}',
  'simulated.change': '설정 바꾸기',
} as const

/** The same words in another language: every key, none more. */
export type SourceWords = Readonly<Record<keyof typeof koSources, string>>
