import { useMemo } from 'react'
import { useStore } from 'zustand'
import type { RecordTypeName } from '../../../models/records/recordTypes.ts'
import { type RecordOf, records, recordsOf } from '../../live/records.ts'

/** Records of a type as they stand; the component renders anew when they may have changed. */
export function useRecords<T extends RecordTypeName>(type: T): readonly RecordOf<T>[] {
  const version = useStore(records, state => state.version)
  return useMemo(() => recordsOf(type), [type, version])
}
