type Flights = Map<string, Promise<unknown>>

/** Joins the work of this name that is under way, or starts it. */
export function joined<T>(flights: Flights, name: string, work: () => Promise<T>): Promise<T> {
  const known = flights.get(name)
  // All callers of one name do the same kind of work, so its type fits.
  if (known) return known as Promise<T>
  const flight = work()
  const ended = () => void (flights.get(name) === flight && flights.delete(name))
  flights.set(name, flight)
  flight.then(ended, ended)
  return flight
}

/**
 * Work that starts after this call, shared by all callers before its start. One run is under way at a
 * time, so a crowd costs two runs: callers during the first wait for the second.
 */
export function begunFromNow<T>(
  flights: Flights,
  name: string,
  work: () => Promise<T>,
): Promise<T> {
  return joined(flights, `${name} next`, async () => {
    await flights.get(name)?.catch(() => {})
    // It starts now: later callers wait for the next run.
    flights.delete(`${name} next`)
    return joined(flights, name, work)
  })
}
