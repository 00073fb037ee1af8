/** Loaded before the program: at SIGUSR2 something is thrown, and something rejected, at nobody. */
process.on('SIGUSR2', () => {
  setImmediate(() => {
    throw new Error('thrown at nobody')
  })
  void Promise.reject(new Error('rejected at nobody'))
})
