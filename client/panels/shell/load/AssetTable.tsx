import { kindOf } from '../../../../models/kinds.ts'
import { nameIn } from '../../../../models/nameIn.ts'
import { useSelection } from '../../../state/selection.ts'
import { Age } from '../../parts/Age.tsx'
import { QualityBadge } from '../../parts/Badge.tsx'
import { formatValue } from '../../parts/formatValue.ts'
import { useLoaded } from '../../parts/useLoaded.ts'
import { useWords } from '../../parts/useWords.ts'
import { usePointNow } from '../card/usePointNow.ts'

/** Assets with their leading values, a row each. */
export function AssetTable({ assets }: { assets: readonly number[] }) {
  const { say } = useWords()
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{say('text.name')}</th>
          <th scope="col">{say('text.kind')}</th>
          <th scope="col">{say('text.value')}</th>
          <th scope="col">{say('text.quality')}</th>
          <th scope="col">{say('text.age')}</th>
        </tr>
      </thead>
      <tbody>
        {assets.map(index => (
          <AssetRow key={index} index={index} />
        ))}
      </tbody>
    </table>
  )
}

function AssetRow({ index }: { index: number }) {
  const { say, language } = useWords()
  const { site, points } = useLoaded()
  const asset = site.assets[index]!
  const kind = kindOf(asset.kind)
  const { spec, value, at, quality } = usePointNow(points.find(asset.id, kind.lead))
  const { number, unit } = formatValue(value, spec, language, say)
  return (
    <tr>
      <th scope="row">
        <button
          type="button"
          className="link"
          onClick={() => useSelection.getState().select({ type: 'asset', index })}
        >
          {nameIn(asset.name, language)}
        </button>
      </th>
      <td>{nameIn(kind.name, language)}</td>
      <td>
        {nameIn(spec.name, language)} <b className="numbers">{number}</b> {unit}
      </td>
      <td>
        <QualityBadge quality={quality} />
      </td>
      <td>
        <Age at={at} />
      </td>
    </tr>
  )
}
