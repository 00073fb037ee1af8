import { subject } from '../subject.ts'
import { type ApiParts, addApi } from './assetApi.ts'

/** The assets by HTTP, as they are now. */
export const assets = subject({
  name: 'assets',
  open: (needs: ApiParts) => ({ routes: app => addApi(app, needs) }),
})
