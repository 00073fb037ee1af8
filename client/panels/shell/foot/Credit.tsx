import { Info } from 'lucide-react'
import { Button, Dialog, DialogTrigger, Popover } from 'react-aria-components'
import { useLoaded } from '../../parts/useLoaded.ts'
import { useWords } from '../../parts/useWords.ts'

/** What is real and what is not, one click away, its first sentence always in sight. */
export function Credit() {
  const { say } = useWords()
  const { site } = useLoaded()
  return (
    <p className="credit">
      <span>{say('credit.synthetic')}</span>
      <DialogTrigger>
        <Button className="link" aria-label={say('credit.short')}>
          <Info aria-hidden="true" /> {say('credit.short')}
        </Button>
        <Popover className="menu" placement="top end" offset={8}>
          <Dialog className="credit-dialog" aria-label={say('credit.short')}>
            <p>{say('credit.real')}</p>
            <p>{say('credit.synthetic')}</p>
            <p>{say('credit.simulated')}</p>
            <p className="faint">
              {say('credit.world', { version: site.version.slice(0, 12) })} · Pretendard © 2021 Kil Hyung-jin,
              OFL 1.1
            </p>
          </Dialog>
        </Popover>
      </DialogTrigger>
    </p>
  )
}
