import { Bus, CloudSun, LandPlot, ShieldAlert, SquareParking, Tag, TreePine, Zap } from 'lucide-react'
import { ControlLegend } from './panels/shell/layers/ControlLegend.tsx'
import { EnergyLegend } from './panels/shell/layers/EnergyLegend.tsx'
import { EnvironmentLegend } from './panels/shell/layers/EnvironmentLegend.tsx'
import { MobilityLegend } from './panels/shell/layers/MobilityLegend.tsx'
import { ParkingLegend } from './panels/shell/layers/ParkingLegend.tsx'
import { PlotsLegend } from './panels/shell/layers/PlotsLegend.tsx'
import type { Layer } from './state/layer.ts'

/** What can be laid over the world, in the order of the panel. */
export const LAYERS: readonly Layer[] = [
  {
    name: 'control',
    title: { ko: '통합관제', en: 'Control', ja: '統合監視', zh: '综合监控' },
    icon: ShieldAlert,
    legend: ControlLegend,
    draws: 'alarms',
  },
  {
    name: 'energy',
    title: { ko: '에너지', en: 'Energy', ja: 'エネルギー', zh: '能源' },
    icon: Zap,
    legend: EnergyLegend,
  },
  {
    name: 'parking',
    title: { ko: '주차', en: 'Parking', ja: '駐車', zh: '停车' },
    icon: SquareParking,
    legend: ParkingLegend,
  },
  {
    name: 'environment',
    title: { ko: '환경', en: 'Environment', ja: '環境', zh: '环境' },
    icon: CloudSun,
    legend: EnvironmentLegend,
  },
  {
    name: 'mobility',
    title: { ko: '교통', en: 'Mobility', ja: '交通', zh: '交通' },
    icon: Bus,
    legend: MobilityLegend,
  },
  {
    name: 'plots',
    title: { ko: '필지', en: 'Plots', ja: '区画', zh: '地块' },
    icon: LandPlot,
    legend: PlotsLegend,
    draws: 'plots',
  },
  {
    name: 'labels',
    title: { ko: '이름표', en: 'Labels', ja: '名称', zh: '名称' },
    icon: Tag,
    draws: 'names',
  },
  {
    name: 'trees',
    title: { ko: '나무', en: 'Trees', ja: '樹木', zh: '树木' },
    icon: TreePine,
    draws: 'trees',
  },
]
