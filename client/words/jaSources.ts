import type { SourceWords } from './koSources.ts'

/** The words of the sources page, in Japanese. */
export const jaSources: SourceWords = {
  'fed.heading': '機器が担う設備',
  'fed.none': '機器が値を送った設備はありません。すべて模擬値です。',
  'fed.note': '機器が一度でも値を送った設備は機器のものです。機器が沈黙しても模擬値で代えません。',
  'fed.since': '{{time}}から',
  'fed.giveBack': 'シミュレーターに戻す',
  'fed.title': 'シミュレーターに戻す: {{name}}',
  'fed.warning':
    '{{points}}は再び模擬値になり、発生中の警報も模擬値に従います。機器を撤去したときだけ行ってください。機器が再び送ればすぐに機器のものになります。',
  'simulated.title': '模擬値の警報',
  'simulated.auto': '自動',
  'simulated.shown': 'すべて表示',
  'simulated.hidden': 'すべて除外',
  'simulated.autoNow': '実機のある種類（{{kinds}}）の模擬警報は出しません。ほかは「模擬」と表示します。',
  'simulated.autoNone': '実機のある種類はまだないため、模擬警報を「模擬」と表示します。',
  'simulated.shownNow': '模擬警報をすべて「模擬」と表示します。',
  'simulated.hiddenNow': '模擬値の警報は一切出しません。',
  'simulated.ask': '模擬値の警報: {{setting}}',
  'simulated.change': '設定を変更',
}
