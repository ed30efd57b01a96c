import type { AnchorText } from './anchor-text.ts';
import { GRAM } from './grams.ts';

/** The places of `exact` in the key of a text, ascending, no more than `limit`. */
export function placesOf({ comparable, grams }: AnchorText, exact: string, limit: number): number[] {
  if (exact.length >= GRAM) return grams.places(exact, limit);
  const places: number[] = [];
  if (exact === '') return places;
  for (let at = comparable.key.indexOf(exact); at >= 0 && places.length < limit; ) {
    places.push(at);
    at = comparable.key.indexOf(exact, at + 1);
  }
  return places;
}
