/** A refusal at a door: its message is a sentence for the caller. No other error's text leaves the process. */
export class DoorError extends Error {
  readonly statusCode: number

  constructor(statusCode: number, message: string, options?: ErrorOptions) {
    super(message, options)
    this.statusCode = statusCode
  }
}
