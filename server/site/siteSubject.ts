import type { Points } from '../../models/points.ts'
import type { Sight } from '../../models/sight.ts'
import type { Site } from '../../models/site.ts'
import { subject } from '../subject.ts'
import { addPlotApi } from './plotApi.ts'
import { addSiteApi } from './siteApi.ts'

interface Needs {
  readonly site: Site
  readonly points: Points
  readonly sight: Sight
}

/** What there is: the site as each audience gets it. */
export const site = subject({
  name: 'site',
  open({ site, points, sight }: Needs) {
    return {
      routes: app => {
        addSiteApi(app, sight)
        addPlotApi(app, site.plots)
      },
      metrics: meter => meter.gauge('twin_points', 'Points of the site', () => points.count),
      health: () => ({ world: site.version, points: points.count, assets: site.assets.length }),
    }
  },
})
