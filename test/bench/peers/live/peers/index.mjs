// A peer = how to start it (or the url of one already running) + how a client connects + the codec that reads its messages.
const here = new URL('.', import.meta.url).pathname
const np = (kind, env = {}) => ({
  cmd: process.execPath,
  args: ['--max-old-space-size=4096', `${here}node-peer.mjs`, kind, '$PORT', '$FEED'],
  ipc: true,
  env,
})
const eio = { transport: 'ws', eio: true }
const MSGPACK_CONNECT = Buffer.from([
  0x82,
  0xa4,
  ...Buffer.from('type'),
  0,
  0xa3,
  ...Buffer.from('nsp'),
  0xa1,
  0x2f,
]).toString('base64')
const ONEBIN_CONNECT = Buffer.from('\x4a{"type":0,"nsp":"/"}').toString('base64')
export const peers = {
  'sio-naive': {
    label: '(a) Socket.IO, one JSON event per asset',
    start: [np('sio-naive')],
    client: eio,
    codec: 'naive-json',
  },
  'sio-json': {
    label: '(b) Socket.IO, one JSON batch per tick',
    start: [np('sio-json')],
    client: eio,
    codec: 'batch-json',
  },
  'sio-json-pmd': {
    label: '(b2) as b + permessage-deflate',
    start: [np('sio-json-pmd')],
    client: { ...eio, pmd: true },
    codec: 'batch-seq',
  },
  'sio-msgpack': {
    label: '(b3) as b, msgpack parser',
    start: [np('sio-msgpack')],
    client: { ...eio, customParser: MSGPACK_CONNECT, parser: 'socket.io-msgpack-parser' },
    codec: 'batch-seq',
  },
  'sio-bin': {
    label: '(c) Socket.IO, one binary delta per tick',
    start: [np('sio-bin')],
    client: eio,
    codec: 'delta',
  },
  'sio-bin-volatile': {
    label: '(c2) as c, volatile',
    start: [np('sio-bin-volatile')],
    client: eio,
    codec: 'delta',
  },
  'sio-bin-tuned': {
    label: '(c3) as c, one-frame parser, frame built once',
    start: [np('sio-bin-tuned')],
    client: { ...eio, customParser: ONEBIN_CONNECT, parser: `${here}../lib/onebin-parser.cjs` },
    codec: 'delta',
  },
  'ws-bin': {
    label: '(d) raw ws, same binary delta',
    start: [np('ws-bin')],
    client: { transport: 'ws' },
    codec: 'delta',
  },
  'sse-json': {
    label: '(e) SSE, one JSON batch per tick',
    start: [np('sse-json')],
    client: { transport: 'sse' },
    codec: 'sse-json',
  },
  'mosquitto-ws': {
    label: '(f) Mosquitto over WebSocket, binary delta',
    start: [
      {
        cmd: 'mosquitto',
        args: ['-c', '$TMP/m.conf'],
        files: {
          'm.conf':
            'listener $BROKER 127.0.0.1\nlistener $PORT 127.0.0.1\nprotocol websockets\nallow_anonymous true\nset_tcp_nodelay true\nmax_queued_messages 0\nlog_dest none\n',
        },
        waitPort: '$BROKER',
      },
      np('mqtt-pub', { BROKER: 'mqtt://127.0.0.1:$BROKER' }),
    ],
    client: { transport: 'mqtt', topic: 'twin', path: '/mqtt' },
    codec: 'delta',
  },
  'nats-ws': {
    label: '(g) NATS over WebSocket, binary delta',
    start: [
      {
        cmd: 'nats-server',
        args: ['-c', '$TMP/n.conf', '-l', '$TMP/log'],
        files: {
          'n.conf':
            'listen: 127.0.0.1:$BROKER\nwebsocket { listen: "127.0.0.1:$PORT", no_tls: true, compression: false }\nmax_payload: 8MB\nmax_pending: 256MB\n',
        },
        waitPort: '$BROKER',
      },
      np('nats-pub', { BROKER: '$BROKER' }),
    ],
    client: { transport: 'nats', topic: 'twin' },
    codec: 'delta',
  },
}
export const workloads = {
  W1: { assets: 1000, fraction: 1, hz: 1, clients: 200 },
  W2: { assets: 10000, fraction: 0.2, hz: 1, clients: 500 },
  W3: { assets: 50000, fraction: 0.1, hz: 1, clients: 1000 },
  STALL: { assets: 50000, fraction: 0.1, hz: 10, clients: 60, stalled: 10, measure: 20 },
  SMOKE: { assets: 200, fraction: 0.5, hz: 5, clients: 10, warm: 1, measure: 2, probes: 2 },
}
export const FAN = {
  assets: 10000,
  fraction: 0.2,
  hz: 1,
  steps: [250, 500, 1000, 2000, 3000, 4000, 6000, 8000, 10000, 12000, 14000, 16000, 18000],
}
