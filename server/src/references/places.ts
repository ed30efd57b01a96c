/** Places of one passage in the order of its text, none inside another. Offsets half open. */
interface Placed {
  readonly start: number;
  readonly end: number;
}

/** Index of the first place that ends behind an offset; the number of places where none does. A passage can be a whole text without line ends. */
export function firstEndingAfter(places: readonly Placed[], offset: number): number {
  let low = 0;
  let high = places.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (places[middle].end > offset) high = middle;
    else low = middle + 1;
  }
  return low;
}
