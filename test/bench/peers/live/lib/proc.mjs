import fs from 'node:fs' // nanosecond run time of all threads (schedstat); /proc/pid/stat's 10 ms ticks are too coarse for a burst a second

const stat = pid => {
  const f = fs.readFileSync(`/proc/${pid}/stat`, 'utf8')
  const p = f.slice(f.lastIndexOf(')') + 2).split(' ')
  return (+p[11] + +p[12]) / 100
}
export const cpuS = pid => {
  try {
    let ns = 0
    for (const t of fs.readdirSync(`/proc/${pid}/task`))
      try {
        ns += +fs.readFileSync(`/proc/${pid}/task/${t}/schedstat`, 'utf8').split(' ')[0]
      } catch {}
    return ns ? ns / 1e9 : stat(pid)
  } catch {
    return 0
  }
}
export const rssMB = pid => {
  try {
    return +/VmRSS:\s+(\d+)/.exec(fs.readFileSync(`/proc/${pid}/status`, 'utf8'))[1] / 1024
  } catch {
    return 0
  }
}
export const sum = (pids, f) => pids.reduce((a, p) => a + f(p), 0)
