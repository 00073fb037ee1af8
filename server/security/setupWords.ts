import { PASSWORD_LENGTH } from '../../models/account.ts'
import { type RefusalCode, refusalOf } from '../../models/refusal.ts'

/** Languages of the page that makes the first admin, the usual one first. */
const LANGUAGES = ['ko', 'en', 'ja', 'zh'] as const
export type SetupLanguage = (typeof LANGUAGES)[number]
type Words = Readonly<Record<SetupLanguage, string>>

/** What stands on the page. */
export const SETUP_WORDS = {
  title: {
    ko: '첫 관리자 만들기',
    en: 'Make the first admin',
    ja: '最初の管理者を作成',
    zh: '创建首位管理员',
  },
  name: { ko: '이름', en: 'Name', ja: '名前', zh: '姓名' },
  password: {
    ko: `비밀번호 (${PASSWORD_LENGTH.least}자 이상)`,
    en: `Password (at least ${PASSWORD_LENGTH.least} characters)`,
    ja: `パスワード（${PASSWORD_LENGTH.least}文字以上）`,
    zh: `密码（至少 ${PASSWORD_LENGTH.least} 个字符）`,
  },
  make: { ko: '만들기', en: 'Create', ja: '作成', zh: '创建' },
} as const satisfies Readonly<Record<string, Words>>

/** Why nobody was made, by the code of the refusal. */
const WHY: Partial<Readonly<Record<RefusalCode, Words>>> = {
  setupBody: {
    ko: '링크의 코드, 이름, 비밀번호가 모두 있어야 합니다',
    en: 'The code of the link, a name and a password are needed',
    ja: 'リンクのコード、名前、パスワードがすべて必要です',
    zh: '需要链接中的代码、姓名和密码',
  },
  setupLink: {
    ko: '이미 썼거나 1시간이 지났거나 새것으로 바뀐 링크입니다. 서버를 다시 시작해 새 링크를 받으세요',
    en: 'This link was used, is older than an hour or was replaced. Start the server again for a new one',
    ja: 'このリンクは使用済み、1時間経過、または差し替え済みです。サーバーを再起動して新しいリンクを取得してください',
    zh: '此链接已使用、超过一小时或已被替换。请重启服务器获取新链接',
  },
  nameForm: {
    ko: '이름은 글자나 숫자 2~40자입니다',
    en: 'A name is 2 to 40 letters or digits',
    ja: '名前は文字または数字で2〜40文字です',
    zh: '姓名为 2 至 40 个字母或数字',
  },
  nameTaken: {
    ko: '이미 있는 이름입니다',
    en: 'This name is taken',
    ja: 'この名前は使用済みです',
    zh: '该姓名已被使用',
  },
  passwordShort: {
    ko: '비밀번호가 짧습니다. 단어 몇 개를 이어 쓰면 외우기 쉽습니다',
    en: 'The password is too short; a few words together are easy to remember',
    ja: 'パスワードが短すぎます。いくつかの単語をつなげると覚えやすくなります',
    zh: '密码太短，几个词连在一起便于记忆',
  },
  passwordLong: {
    ko: '비밀번호가 너무 깁니다',
    en: 'The password is too long',
    ja: 'パスワードが長すぎます',
    zh: '密码太长',
  },
  passwordPlain: {
    ko: '같은 글자가 너무 많아 쉽게 알아낼 수 있습니다. 단어 몇 개를 쓰세요',
    en: 'A password of so few different characters is guessed at once; use a few words',
    ja: '同じ文字が多く、すぐに推測されます。いくつかの単語を使ってください',
    zh: '重复字符太多，容易被猜到，请使用几个词',
  },
  passwordName: {
    ko: '비밀번호에 이름이 들어 있으면 안 됩니다',
    en: 'The password must not contain the name',
    ja: 'パスワードに名前を含めないでください',
    zh: '密码不得包含姓名',
  },
}

/** The reader's language by what the browser prefers. */
export function setupLanguage(accepted: string | undefined): SetupLanguage {
  for (const wish of (accepted ?? '').split(',')) {
    const found = LANGUAGES.find(each => each === wish.trim().slice(0, 2).toLowerCase())
    if (found) return found
  }
  return LANGUAGES[0]
}

/** A refusal of this page in a language; one that it does not know stays as the door said it. */
export function saySetup(error: string, language: SetupLanguage): string {
  const code = refusalOf(error)?.code
  return (code && WHY[code]?.[language]) ?? error
}
