import type { ReactNode } from 'react'
import { Button, Dialog, DialogTrigger, Popover } from 'react-aria-components'

interface FoldProps {
  icon: ReactNode
  label: string
  children: ReactNode
}

/** A control that is seldom used, folded into a button. */
export function Fold({ icon, label, children }: FoldProps) {
  return (
    <DialogTrigger>
      <Button className="fold panel">
        {icon} <span>{label}</span>
      </Button>
      <Popover className="menu fold-menu" placement="top" offset={8}>
        <Dialog className="fold-body" aria-label={label}>
          {children}
        </Dialog>
      </Popover>
    </DialogTrigger>
  )
}
