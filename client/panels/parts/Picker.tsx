import { Check, ChevronDown } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button, ListBox, ListBoxItem, Popover, Select } from 'react-aria-components'

interface PickerProps<T extends string> {
  label: string
  icon: ReactNode
  /** What the closed picker says. */
  shown: string
  value: T
  options: readonly { readonly value: T; readonly text: string; readonly lang?: string }[]
  onPick: (value: T) => void
}

/** A small menu to pick one of a few. */
export function Picker<T extends string>({ label, icon, shown, value, options, onPick }: PickerProps<T>) {
  return (
    <Select aria-label={label} value={value} onChange={key => onPick(key as T)} className="picker">
      <Button className="tool" aria-label={`${label}: ${shown}`}>
        {icon}
        <span className="tool-text">{shown}</span>
        <ChevronDown className="tool-caret" />
      </Button>
      <Popover className="menu" placement="bottom end" offset={8}>
        <ListBox className="menu-list">
          {options.map(option => (
            <ListBoxItem key={option.value} id={option.value} textValue={option.text} className="menu-item">
              <span lang={option.lang}>{option.text}</span>
              <Check className="menu-check" />
            </ListBoxItem>
          ))}
        </ListBox>
      </Popover>
    </Select>
  )
}
