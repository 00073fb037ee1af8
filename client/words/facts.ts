import type { Fact } from './fact.ts'

/**
 * Where facts come from, as the world's sources say it in English and as each language says it. A source is made of
 * such pieces with "; " between them; `{{…}}` stands for a name that stays as it is.
 */
export const FACTS: readonly Fact[] = [
  {
    en: 'placed by the generator of Changwon Twin, 2026-11-23',
    ko: '창원 트윈 생성기가 배치 (2026-11-23)',
    ja: '昌原ツインの生成器が配置（2026-11-23）',
    zh: '由昌原孪生生成器布置（2026-11-23）',
  },
  { en: 'not surveyed', ko: '실측 아님', ja: '実測ではない', zh: '非实测' },
  {
    en: 'position and stalls placed by the generator of Changwon Twin, 2026-11-23',
    ko: '위치와 주차면은 창원 트윈 생성기가 배치 (2026-11-23)',
    ja: '位置と駐車区画は昌原ツインの生成器が配置（2026-11-23）',
    zh: '位置与车位由昌原孪生生成器布置（2026-11-23）',
  },
  { en: 'at the site of {{place}}', ko: '{{place}} 부지', ja: '{{place}} の敷地', zh: '{{place}} 厂区' },
  {
    en: 'geocoded public factory/emission register ({{where}})',
    ko: '공개 공장·배출원 등록부의 주소를 좌표로 변환 ({{where}})',
    ja: '公開の工場・排出源登録簿の住所を座標に変換（{{where}}）',
    zh: '由公开的工厂/排放源登记地址转换坐标（{{where}}）',
  },
  {
    en: 'AirKorea station list, geocoded ({{where}})',
    ko: '에어코리아 측정소 목록의 주소를 좌표로 변환 ({{where}})',
    ja: 'エアコリア測定所一覧の住所を座標に変換（{{where}}）',
    zh: '由 AirKorea 监测站名录地址转换坐标（{{where}}）',
  },
  {
    en: 'rating by judgement from employees and trade',
    ko: '정격은 종사자 수와 업종으로 추정',
    ja: '定格は従業員数と業種から推定',
    zh: '额定值按员工数与行业估计',
  },
  {
    en: 'name from the press, place by judgement',
    ko: '이름은 언론 보도, 위치는 추정',
    ja: '名称は報道、位置は推定',
    zh: '名称来自新闻报道，位置为估计',
  },
  { en: 'size by judgement', ko: '규모는 추정', ja: '規模は推定', zh: '规模为估计' },
  { en: 'recollection of position', ko: '기억에 따른 위치', ja: '記憶による位置', zh: '凭记忆的位置' },
  { en: 'recollection', ko: '기억에 따름', ja: '記憶による', zh: '凭记忆' },
  {
    en: 'named in a 2013 newspaper page; position guessed',
    ko: '2013년 신문 기사의 이름, 위치는 추정',
    ja: '2013年の新聞記事の名称、位置は推定',
    zh: '名称见 2013 年报纸，位置为估计',
  },
  { en: 'bus stops {{name}}', ko: '버스 정류장 {{name}}', ja: 'バス停 {{name}}', zh: '公交站 {{name}}' },
  { en: 'bus stop {{name}}', ko: '버스 정류장 {{name}}', ja: 'バス停 {{name}}', zh: '公交站 {{name}}' },
  {
    en: 'height from hiking/encyclopedia pages',
    ko: '높이는 등산·백과사전 자료',
    ja: '標高は登山・百科事典の資料',
    zh: '高度来自登山与百科资料',
  },
  { en: 'height from recollection', ko: '높이는 기억에 따름', ja: '標高は記憶による', zh: '高度凭记忆' },
  {
    en: 'recollected position moved {{metres}} m onto the ridge boundary between wards/cities',
    ko: '기억에 따른 위치를 구·시 경계 능선으로 {{metres}} m 옮김',
    ja: '記憶による位置を区・市境の稜線へ{{metres}} m移動',
    zh: '凭记忆的位置移动 {{metres}} 米至区/市界山脊',
  },
  {
    en: 'added by --points',
    ko: '--points 설정으로 추가',
    ja: '--points 設定で追加',
    zh: '由 --points 设置添加',
  },
  { en: 'not public', ko: '비공개', ja: '非公開', zh: '不公开' },
]
