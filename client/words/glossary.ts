/** One idea of the field, as each language of the screen calls it, and what it is never called there. */
export interface Term {
  readonly ko: string
  readonly en: string
  readonly ja: string
  readonly zh: string
  /** Words that people also use for it: none of them may stand in any text of the language. */
  readonly never?: Readonly<Partial<Record<'ko' | 'en' | 'ja' | 'zh', readonly string[]>>>
}

/**
 * The terms that decide what everything else is called. Alarms after ISA-18.2 and IEC 62682 as KS, JIS and GB/T 41261
 * render them; plant words after the Korean complex's own usage.
 */
export const GLOSSARY = {
  alarm: {
    ko: '경보',
    en: 'alarm',
    ja: '警報',
    zh: '报警',
    never: { ko: ['알람'], ja: ['アラーム'], zh: ['警报', '告警'] },
  },
  alarmMetrics: {
    ko: '경보 통계',
    en: 'alarm metrics',
    ja: '警報統計',
    zh: '报警统计',
    never: { ko: ['경보 실적'], ja: ['警報実績'], zh: ['报警指标'] },
  },
  flood: {
    ko: '경보 폭주',
    en: 'alarm flood',
    ja: '警報多発',
    zh: '报警泛滥',
    never: { ko: ['경보 홍수'], ja: ['警報洪水'] },
  },
  belowLimit: {
    ko: '하한 미달',
    en: 'below low limit',
    ja: '下限未満',
    zh: '低于下限',
    never: { ko: ['하한 초과'], ja: ['下限を超過', '下限超過'], zh: ['超下限'] },
  },
  aboveLimit: {
    ko: '상한 초과',
    en: 'above high limit',
    ja: '上限超過',
    zh: '高于上限',
  },
  limit: {
    ko: '한계',
    en: 'limit',
    ja: '限界',
    zh: '限值',
    never: { ko: ['임계치'], ja: ['限度', '閾値'], zh: ['阈值'] },
  },
  acknowledge: { ko: '확인', en: 'acknowledge', ja: '確認', zh: '确认' },
  shelve: { ko: '보류', en: 'shelve', ja: '保留', zh: '搁置', never: { ja: ['棚上げ'], zh: ['暂存'] } },
  suppress: { ko: '억제', en: 'suppress', ja: '抑止', zh: '抑制', never: { ja: ['抑制'] } },
  outOfService: {
    ko: '운전 제외',
    en: 'out of service',
    ja: '保守中',
    zh: '停用',
    never: { ko: ['서비스 제외', '서비스 복귀'] },
  },
  reset: { ko: '리셋', en: 'reset', ja: 'リセット', zh: '复位', never: { ko: ['재설정'], zh: ['重置'] } },
  severity: {
    ko: '심각도',
    en: 'severity',
    ja: '重大度',
    zh: '严重程度',
    never: { ja: ['深刻度'], zh: ['严重性', '严重度'] },
  },
  simulated: {
    ko: '모의',
    en: 'simulated',
    ja: '模擬',
    zh: '模拟',
    never: { ja: ['シミュレート'], zh: ['仿真'] },
  },
  stale: { ko: '지연', en: 'stale', ja: '遅延', zh: '延迟' },
  controlRoom: {
    ko: '관제',
    en: 'control room',
    ja: '監視',
    zh: '监控',
    never: { ja: ['管制'], zh: ['管制', '监视'] },
  },
  samplesASecond: {
    ko: '초당 수신',
    en: 'samples/s',
    ja: '受信/秒',
    zh: '接收/秒',
    never: { ko: ['초당 표본'], ja: ['標本'], zh: ['样本/秒'] },
  },
  source: { ko: '출처', en: 'source', ja: '出典', zh: '来源' },
  bookmark: {
    ko: '주요 지점',
    en: 'views',
    ja: '主な地点',
    zh: '主要地点',
    never: { ko: ['전망'], ja: ['眺望'] },
  },
  complex: {
    ko: '창원국가산업단지',
    en: 'Changwon National Industrial Complex',
    ja: '昌原国家産業団地',
    zh: '昌原国家产业园区',
    never: { ja: ['工業団地'], zh: ['工业园区'] },
  },
  server: {
    ko: '서버',
    en: 'server',
    ja: 'サーバー',
    zh: '服务器',
    never: { ko: ['다른 설치'], ja: ['設置環境'], zh: ['伺服器'] },
  },
  login: { ko: '로그인', en: 'log in', ja: 'ログイン', zh: '登录', never: { zh: ['登陆', '登入'] } },
  carPark: { ko: '주차장', en: 'car park', ja: '駐車場', zh: '停车场' },
  substation: { ko: '변전소', en: 'substation', ja: '変電所', zh: '变电站', never: { zh: ['变电所'] } },
  solar: { ko: '태양광', en: 'solar array', ja: '太陽光', zh: '光伏', never: { zh: ['太阳能'] } },
} as const satisfies Readonly<Record<string, Term>>
