/** Room of all viewers of a topic. */
export function room(topic: number): string {
  return `topic ${topic}`
}
