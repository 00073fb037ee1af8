import type { InputHTMLAttributes, ReactNode } from 'react'

interface FieldProps extends Omit<InputHTMLAttributes<HTMLInputElement>, 'onChange' | 'value' | 'className'> {
  label: ReactNode
  value: string
  onValue: (value: string) => void
}

/** One labelled line of a form. */
export function Field({ label, onValue, ...input }: FieldProps) {
  return (
    <label>
      {label}
      <input className="field" {...input} onChange={event => onValue(event.target.value)} />
    </label>
  )
}
