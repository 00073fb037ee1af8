import { Component, type ReactNode } from 'react'

interface BrokenProps {
  instead: ReactNode
  children: ReactNode
}

/** Shows `instead` when what it holds throws: the twin stays usable without its picture. */
export class Broken extends Component<BrokenProps, { broken: boolean }> {
  override state = { broken: false }

  static getDerivedStateFromError(): { broken: boolean } {
    return { broken: true }
  }

  override render(): ReactNode {
    return this.state.broken ? this.props.instead : this.props.children
  }
}
