/** What a column of a register can hold. */
export type ColumnRole =
  | 'name'
  | 'lat'
  | 'lon'
  | 'x'
  | 'y'
  | 'employees'
  | 'address'
  | 'industry'
  | 'confidence'
  | 'crs'

/** Column of the file by what it holds. */
export type Columns = Partial<Record<ColumnRole, string>>

/** Names that are known, as `bare` spells them; earlier ones win. */
const KNOWN: Readonly<Record<ColumnRole, readonly string[]>> = {
  name: 'name company companyko companyname firm 업체명 회사명 기업명 상호 상호명 법인명 사업장명 사업체명 공장명 업소명 기업체명'.split(
    ' ',
  ),
  lat: 'lat latitude latest 위도 위도값 y위도 위도y'.split(' '),
  lon: 'lon lng long longitude lngest lonest 경도 경도값 x경도 경도x'.split(' '),
  x: 'x x좌표 좌표x 좌표정보x tmx xcoord east easting 동거 동쪽'.split(' '),
  y: 'y y좌표 좌표y 좌표정보y tmy ycoord north northing 북거 북쪽'.split(' '),
  employees:
    'employees staff 종업원수 종업원 직원수 근로자수 상시근로자수 종사자수 고용인원 고용인원수 인원 인원수'.split(
      ' ',
    ),
  address:
    'addressko address 주소 도로명주소 소재지도로명주소 소재지 소재지주소 공장대표주소 공장대표주소도로명 공장주소 사업장주소 회사주소 지번주소 소재지지번주소'.split(
      ' ',
    ),
  industry: 'industryko industry 업종 업종명 대표업종 주업종 업종내용'.split(' '),
  confidence: ['coordconfidence'],
  crs: 'crs epsg srid 좌표계 좌표체계'.split(' '),
}

/** All that a column can be named as with --columns. */
export const ROLES = Object.keys(KNOWN) as ColumnRole[]

/** Which column holds what: as named, else by the names that are known. */
export function findColumns(columns: readonly string[], named: Columns): Columns {
  const taken = new Set(Object.values(named))
  const found: Columns = { ...named }
  for (const role of ROLES) {
    if (found[role] !== undefined) continue
    const name = KNOWN[role].flatMap(known =>
      columns.filter(each => !taken.has(each) && bare(each) === known),
    )[0]
    if (name !== undefined) found[role] = name
  }
  return found
}

/** The setting --columns name=업체명,lat=위도. Throws an Error that names what is wrong. */
export function readColumnsSetting(text: string): Columns {
  const named: Columns = {}
  for (const pair of text.split(new RegExp(`,(?=(?:${ROLES.join('|')})=)`))) {
    const at = pair.indexOf('=')
    const role = ROLES.find(each => each === pair.slice(0, at).trim())
    if (!role || pair.slice(at + 1).trim() === '')
      throw new Error(
        `--columns ${pair}: must look like name=업체명,lat=위도; what can be named: ${ROLES.join(', ')}`,
      )
    named[role] = pair
      .slice(at + 1)
      .normalize('NFC')
      .trim()
  }
  return named
}

/** A column's name without case, spaces, unit and coordinate system: 종업원수(명), X (EPSG:5186). */
function bare(column: string): string {
  return column
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[([](?![xy][)\]])[^)\]]*[)\]]/g, '')
    .replace(/epsg\W*\d+/g, '')
    .replace(/[\s_.\-/()[\]]/g, '')
    .replace(/(?<=^(tm)?[xy])(4326|51\d\d)$/, '')
}
