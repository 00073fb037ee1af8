import type { DataValue } from './dataValue.ts'

const NAME = 'node-opcua-client'

/** The part of node-opcua-client that is used here; the package is optional, so its own types may not be there. */
export interface OpcuaPackage {
  readonly OPCUAClient: { create(options: object): OpcuaClient }
  readonly AttributeIds: { readonly Value: number }
  readonly TimestampsToReturn: { readonly Both: number }
}

/** A client that keeps its line and its subscriptions by itself. */
export interface OpcuaClient {
  on(event: 'connection_lost' | 'connection_reestablished' | 'close', heard: () => void): unknown
  on(event: 'backoff', heard: (times: number, delayMs: number) => void): unknown
  connect(url: string): Promise<void>
  createSession(): Promise<OpcuaSession>
  disconnect(): Promise<void>
}

export interface OpcuaSession {
  createSubscription2(options: object): Promise<OpcuaSubscription>
  close(): Promise<void>
}

export interface OpcuaSubscription {
  monitorItems(items: object[], parameters: object, timestamps: number): Promise<OpcuaGroup>
  terminate(): Promise<void>
}

export interface OpcuaGroup {
  readonly monitoredItems: readonly {
    readonly statusCode: { readonly value: number; readonly name?: string }
  }[]
  on(event: 'changed', heard: (item: unknown, value: DataValue, index: number) => void): unknown
  on(event: 'err', heard: (message: string) => void): unknown
}

/** The installed package. Throws an Error of one line that says how to install it. */
export async function loadOpcua(): Promise<OpcuaPackage> {
  try {
    const loaded = (await import(NAME)) as OpcuaPackage & { default?: OpcuaPackage }
    return loaded.OPCUAClient ? loaded : loaded.default!
  } catch (error) {
    if ((error as { code?: string }).code !== 'ERR_MODULE_NOT_FOUND') throw error
    throw new Error(
      `--opcua needs the package ${NAME}, which is not installed; run npm install --no-save ${NAME}@2 and start again`,
    )
  }
}
