// Forms of public pages work by a script that may still be on its way. Until then a press sends nothing, least of all
// a password in an address; `lib/page-form.ts` repeats it.
for (const type of ['click', 'submit'])
  addEventListener(
    type,
    (event) => {
      const waiting = event.target.closest?.('form[data-waits]')
      const button = event.submitter || event.target.closest?.('button')
      if (!waiting || (type === 'click' && !button)) return
      event.preventDefault()
      event.stopPropagation()
      globalThis.pressedEarly = button
    },
    true,
  )
